"""Writes the next migration: what the declarations ask for and no migration makes yet.

Run by ``dev.py migration NAME`` with the Python of the environment, for it needs the libraries.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage import migrations
from qinglian_desktop.storage.schema_changes import Changes, changes

FOLDER = Path(migrations.__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST = 300
_REASON = "Over 300 lines because it is frozen as it was generated, one statement a table or index."


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1 or _NAME.fullmatch(arguments[0]) is None:
        print(
            "请给新的迁移起一个名字：小写英文词，用下划线连接。\n"
            "例如：python3 packaging/dev.py migration petitions",
            file=sys.stderr,
        )
        return 2
    found = changes(Catalogue(ALL_LEDGERS), migrations.MIGRATIONS)
    if found.statements:
        number = len(migrations.MIGRATIONS) + 1
        print(f"已写好：{write(FOLDER, number, arguments[0], found)}")
    if found.by_hand:
        print(
            f"这些表里的旧数据怎么办，要自己写进迁移：{'、'.join(found.by_hand)}",
            file=sys.stderr,
        )
        return 1
    if not found.statements:
        print("声明的表和列都已经有了，不用写新的迁移。")
    return 0


def write(folder: Path, number: int, name: str, found: Changes) -> Path:
    """The file of the migration in the folder of all of them, and its line in their list."""
    module = f"m{number:04}_{name}"
    title = name.replace("_", " ")
    statements = "".join(f'    """{each}""",\n' for each in found.statements)
    body = f"\nSTATEMENTS = (\n{statements})\n"
    reason = f"\n\n{_REASON}\n" if body.count("\n") + 2 > _LONGEST else ""
    file = folder / f"{module}.py"
    file.write_text(f'"""{title.capitalize()}.{reason}"""\n{body}', encoding="utf-8")
    listing = folder / "__init__.py"
    text = listing.read_text("utf-8")
    text = re.sub(r"(import \((?:\n    \w+,)*)", rf"\1\n    {module},", text, count=1)
    line = f'    Migration({number}, "{title}", {module}.STATEMENTS),\n'
    text = re.sub(r"(MIGRATIONS = \(\n(?:    .*\n)*)", lambda found: found[1] + line, text)
    listing.write_text(text, encoding="utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
