"""Number formats: what a cell displays for the value that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache

from qinglian_desktop.domain.cell_values import cell_text

GENERAL = "General"
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    31: 'yyyy"年"m"月"d"日"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    49: "@",
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""As an office program in China shows those that files name by number alone; all may be read as
the day or number that they are."""
UNKNOWN = "[?]"
"""A format that this program cannot follow."""
_AS_IT_IS = {GENERAL, "@"}
_MISCOUNTED = 60
"""The serial number of a 29 February 1900 that never was; days before it are one less."""


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<room>.)|\*(?P<filler>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<odd>[Ee][+-]|AM/PM|A/P|上午/下午|[aAbBgG]+|/(?=[?\d]))"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[eE]+)|(?P<digit>[0#?])|(?P<sign>[.,%@])|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*', re.DOTALL)
_CURRENCY = re.compile(
    r"\$([^-]*)(?:-(?:0{0,4}[0-9a-f]{1,4}|x-sys(?:date|time)|[a-z]{2,3}(?:-[a-z]+)*))?",
    re.IGNORECASE,
)
"""A sign of money and a language; one with more to it writes other figures, or counts the years
by another calendar."""
_OTHER_YEARS = re.compile(r".*-0*(?:404|411|zh-tw|zh-hant-tw|ja|ja-jp)", re.DOTALL)
"""Languages in which e is the year of a reign."""
_WHITE = {"white", "白色", "color2", "color 2", "颜色2", "颜色 2"}
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|yellow|.色|(?:color|颜色) ?\d+")


class _Kind(Enum):
    WORDS = "words"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    VALUE = "value"
    DATE = "date"
    ODD = "odd"
    WHITE = "white"


@dataclass(frozen=True, slots=True)
class _Part:
    kind: _Kind
    text: str


def number_shown(value: Decimal, form: str, *, is_1904: bool = False) -> str | None:
    """What a number shows in a format; None where the format is not understood."""
    if form in _AS_IT_IS or (form == "0" and value == value.to_integral_value()):
        return cell_text(value)
    sections = [each for each in _sections(form) if not _is_for_text(each)]
    if not sections:
        sections = _sections(form)[:1]
    rank = 0
    if len(sections) > 1 and value < 0:
        rank = 1
    elif len(sections) > 2 and value == 0:
        rank = 2
    parts = sections[rank]
    kinds = {part.kind for part in parts}
    if _Kind.ODD in kinds:
        return None
    if _Kind.WHITE in kinds:
        return ""
    if _Kind.DATE in kinds:
        return _day_shown(value, parts, is_1904=is_1904)
    sign = "-" if value < 0 and rank == 0 else ""
    return sign + "".join(_number(abs(value), parts))


def words_shown(text: str, form: str) -> str | None:
    """What text shows in a format; None where the format is not understood."""
    if form in _AS_IT_IS:
        return text
    sections = _sections(form)
    last = sections[-1]
    if len(sections) < 4 and not _is_for_text(last):
        return text
    kinds = {part.kind for part in last}
    if _Kind.ODD in kinds:
        return None
    if _Kind.WHITE in kinds:
        return ""
    return "".join(text if part.kind is _Kind.VALUE else _literally(part) for part in last)


def serial_of(moment: datetime, *, is_1904: bool = False) -> Decimal:
    """The number as which a sheet keeps a moment after February 1900."""
    days = (moment - _first_day(is_1904=is_1904)) / timedelta(days=1)
    return round(Decimal(days), 6)


def _first_day(*, is_1904: bool) -> datetime:
    return datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)


@lru_cache(maxsize=512)
def _sections(form: str) -> list[tuple[_Part, ...]]:
    """The up to four parts of a format: for more than nothing, less, nothing, and text."""
    found: list[tuple[_Part, ...]] = []
    at = 0
    while at <= len(form):
        match = _SECTION.match(form, at)
        end = match.end() if match else at
        if end < len(form) and form[end] != ";":
            return [(_Part(_Kind.ODD, form),)]
        found.append(tuple(_parts(form[at:end])))
        at = end + 1
    return found if len(found) <= 4 else [(_Part(_Kind.ODD, form),)]


def _parts(section: str) -> Iterator[_Part]:
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        match kind:
            case "quoted" | "escaped" | "plain":
                yield _Part(_Kind.WORDS, text)
            case "room":
                yield _Part(_Kind.WORDS, " ")
            case "filler":
                # It fills the rest of the cell: with blanks in a column of money.
                yield _Part(_Kind.WORDS if text == " " else _Kind.ODD, " ")
            case "bracket":
                yield from _bracket(text)
            case "general":
                yield _Part(_Kind.VALUE, text)
            case "digit":
                yield _Part(_Kind.DIGIT, text)
            case "date":
                yield _Part(_Kind.DATE, text.lower())
            case "sign":
                of = {".": _Kind.POINT, ",": _Kind.COMMA, "%": _Kind.PERCENT, "@": _Kind.VALUE}
                yield _Part(of[text], text)
            case _:
                yield _Part(_Kind.ODD, text)


def _bracket(text: str) -> Iterator[_Part]:
    said = text.casefold().strip()
    if said in _WHITE:
        yield _Part(_Kind.WHITE, text)
    elif (currency := _CURRENCY.fullmatch(text)) and not _OTHER_YEARS.fullmatch(said):
        yield _Part(_Kind.WORDS, currency[1])
    elif not _COLOUR.fullmatch(said):
        yield _Part(_Kind.ODD, text)


def _is_for_text(parts: Sequence[_Part]) -> bool:
    return any(part.kind is _Kind.VALUE and part.text == "@" for part in parts)


def _number(value: Decimal, parts: Sequence[_Part]) -> Iterator[str]:
    """A number that is not less than nothing, without separators of thousands."""
    places = [at for at, part in enumerate(parts) if part.kind is _Kind.DIGIT]
    if not places:
        yield from (
            cell_text(value) if part.kind is _Kind.VALUE else _literally(part) for part in parts
        )
        return
    point = next((at for at, part in enumerate(parts) if part.kind is _Kind.POINT), len(parts))
    whole, after = [at for at in places if at < point], [at for at in places if at > point]
    scaled = value.scaleb(2 * sum(part.kind is _Kind.PERCENT for part in parts))
    at = max(places) + 1
    while at < len(parts) and parts[at].kind is _Kind.COMMA:
        scaled, at = scaled.scaleb(-3), at + 1
    rounded = scaled.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    shown = {**_before(digits.lstrip("0"), whole, parts), **_behind(fraction, after, parts)}
    for at, part in enumerate(parts):
        yield shown.get(at, _literally(part))


def _before(digits: str, places: Sequence[int], parts: Sequence[_Part]) -> dict[int, str]:
    """The digits before the point, in their places from the right; what is left in the first."""
    shown: dict[int, str] = {}
    for at in reversed(places):
        shown[at] = digits[-1:] or ("0" if parts[at].text == "0" else "")
        digits = digits[:-1]
    if places:
        shown[places[0]] = digits + shown[places[0]]
    return shown


def _behind(fraction: str, places: Sequence[int], parts: Sequence[_Part]) -> dict[int, str]:
    shown = {at: digit for at, digit in zip(places, fraction, strict=False)}
    for at in reversed(places):
        if shown[at] != "0" or parts[at].text == "0":
            break
        shown[at] = ""
    return shown


def _literally(part: _Part) -> str:
    return part.text if part.kind in {_Kind.WORDS, _Kind.POINT, _Kind.PERCENT} else ""


def _day_shown(value: Decimal, parts: Sequence[_Part], *, is_1904: bool) -> str | None:
    """A serial number as the moment that it stands for; what shows no number is not understood."""
    if value < 1:
        return None
    try:
        moment = _first_day(is_1904=is_1904) + timedelta(days=float(value))
    except OverflowError:
        return None
    if value < _MISCOUNTED and not is_1904:
        moment += timedelta(days=1)
    shown: list[str] = []
    before = ""
    for at, part in enumerate(parts):
        if part.kind is not _Kind.DATE:
            # Digits in a date are what stands behind the second.
            shown.append("0" if part.kind is _Kind.DIGIT else part.text)
            continue
        follows = next((each.text for each in parts[at + 1 :] if each.kind is _Kind.DATE), "")
        is_minute = part.text[0] == "m" and (before[:1] == "h" or follows[:1] == "s")
        told = _told(moment, part.text, is_minute=is_minute)
        if told is None:
            return None
        shown.append(told)
        before = part.text
    return "".join(shown)


def _told(moment: datetime, code: str, *, is_minute: bool) -> str | None:
    """One part of a moment; None for what is no number, like a month's name."""
    if code in {"yyyy", "yyy", "e", "ee", "eee", "eeee"}:
        return f"{moment.year:04}"
    if code in {"y", "yy"}:
        return f"{moment.year % 100:02}"
    if len(code) > 2:
        return None
    of = {"m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
    number = moment.minute if is_minute else of[code[0]]
    return f"{number:0{len(code)}}"
