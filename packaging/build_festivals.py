"""Write the table of festivals from the calendar of ``holidays`` (decision 0013).

Development time only: the program reads the table and does not load the library.

    .venv/bin/python packaging/build_festivals.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from holidays.countries.china import China

TABLE = Path(__file__).resolve().parents[1] / "qinglian_desktop" / "domain" / "festival_table.py"
NAMES: Mapping[str, str] = {
    "元旦": "元旦",
    "春节": "春节",
    "清明": "清明节",
    "五一": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
"""The word in a ledger → the name of the day off (国务院《全国年节及纪念日放假办法》)."""
_UNKNOWN = "-----"
_HEAD = '''"""The first day of each festival by year; written by packaging/build_festivals.py."""

from __future__ import annotations

'''


def lines() -> Iterator[str]:
    """A year, and for each festival its month and day; a dash for one that was no day off."""
    yield f"year {' '.join(NAMES)}"
    for year in range(China.start_year, China.end_year + 1):
        found: dict[str, date] = {}
        for day, names in sorted(China(years=year, language="zh_CN").items()):
            for word, name in NAMES.items():
                if name in names.split("; "):
                    found.setdefault(word, day)
        days = (f"{found[word]:%m-%d}" if word in found else _UNKNOWN for word in NAMES)
        yield f"{year} {' '.join(days)}"


def write(path: Path = TABLE) -> None:
    """Write the module that holds the table."""
    path.write_text(f'{_HEAD}TABLE = """\\\n' + "\n".join(lines()) + '\n"""\n', encoding="utf-8")


if __name__ == "__main__":
    write()
