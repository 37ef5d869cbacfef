"""A chart from text that was copied from anywhere: an outline, cells, numbered or indented lines.

Of plain lines it is guessed: a question is a 判断, and so is what 是： and 否： follow, which begin
branches; 开始 and 办结 are 起止. Whatever is not clear stays 办理.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.chart_draft import OutlineRead
from qinglian_desktop.domain.flow.chart_words import is_question
from qinglian_desktop.domain.flow.outline_marks import KIND_MARKS, escaped, escaped_label
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.pasted_cells import read_cells

_MARKED = re.compile(
    r"\s*(?:[(（\-－=＝?？](?:[ \u3000]\S|\s*$)|[\[［][^\]］]*[\]］]|[#＃%％]\s*\S)"
)
_ARROW = re.compile(r"\s*(?:→|➔|➜|⇒|⟶|=>|[-—─]+>)\s*")
_NUMBER = re.compile(
    r"(?:第?(\d{1,3})步[:：.、]\s*|第(\d{1,3})步\s+|(\d{1,3})[.、．)）]+(?!\d)\s*"
    r"|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*"
    r"|\d{1,2}(?:\.\d{1,2})+[.、](?!\d)\s*|[①-⑳]\s*|[•·●◆■▪○]\s*)"
)
_PERHAPS = re.compile(r"(?:第?(\d{1,3})步|(\d{1,3}(?:\.\d{1,2})*)\s+)")
"""A figure that may as well be part of the text: only in a run with others it is a number."""
_LABELS = (
    "是|否|有|无|通过|未通过|不通过|同意|不同意|符合|不符合|合格|不合格|齐全|不齐全|需要|不需要"
    "|属实|不属实|采纳|不采纳"
)
_LABELLED = re.compile(rf"(?:如果?|若)?({_LABELS})\s*(?:[:：，,]|[-—─]*[→>])\s*(.*)", re.DOTALL)
_BARE = re.compile(rf"(?:{_LABELS})[。，,；;]?")
_BACK = re.compile(r"[，,；;（(\s]*(?:退回|返回|转)(?:到|至)?第?\s*(\d{1,3})\s*步[)）。]?$")
_DETAIL = re.compile(
    r"(?:^|[（(，,；;。\s]+)"
    r"(责任岗位|责任人|责任科室|责任部门|承办人|岗位|办理时限|时限|期限|所需材料|材料)"
    r"[:：]\s*([^，,；;。）)]+)[)）]?"
)
_DETAIL_MARKS = {**dict.fromkeys("岗责承", "@"), **dict.fromkeys("办时期", "~")}
_ASKING = re.compile("是否|能否|可否|有无")
_ENDS = re.compile("(?:流程)?(?:开始|结束|终止|办结|办结归档|归档)")


@dataclass(frozen=True)
class _Line:
    number: int
    indent: str
    text: str
    order: str = ""
    label: str | None = None


@dataclass(frozen=True)
class _Part:
    """A line, or what stands between arrows in it."""

    number: int
    indent: str
    text: str


def read_pasted(text: str, new_id: Callable[[], str]) -> OutlineRead:
    """The chart that a copied text says; never fails."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    filled = [line for line in plain.split("\n") if line.strip()]
    if any("\t" in line.strip() for line in filled):
        return read_cells(plain, new_id, _guess)
    if any(map(_MARKED.match, filled)):
        return read_outline(plain, new_id)
    lines = _with_bare_labels(list(_lines(plain)))
    orders = [line.order for line in lines if line.order]
    known = {order for order in orders if orders.count(order) == 1}
    rows = [_row(line, lines[place + 1 :], known) for place, line in enumerate(lines)]
    read = read_outline("\n".join(rows), new_id)
    problems = (replace(one, line=lines[one.line - 1].number) for one in read.problems)
    return replace(read, problems=tuple(problems))


def _lines(text: str) -> Iterator[_Line]:
    """The lines without their numbers; those with arrows are several."""
    parts = list(_parts(text))
    in_runs = _in_runs(parts)
    for place, part in enumerate(parts):
        order = _NUMBER.match(part.text)
        if order is None and place in in_runs:
            order = _PERHAPS.match(part.text)
        rest = part.text[order.end() :] if order else part.text
        labelled = _LABELLED.fullmatch(rest)
        yield _Line(
            part.number,
            part.indent,
            (labelled[2] if labelled else rest) if rest else part.text,
            next(filter(None, order.groups()), "") if order and rest else "",
            labelled[1] if labelled else None,
        )


def _with_bare_labels(lines: Sequence[_Line]) -> list[_Line]:
    """是 alone, beside 否：退回补正 or as the first below a question, is a branch without steps."""
    made: list[_Line] = []
    for place, line in enumerate(lines):
        beside = [*made[-1:], *lines[place + 1 : place + 2]]
        is_beside = any(one.label is not None and one.indent == line.indent for one in beside)
        is_first = bool(made) and len(made[-1].indent) < len(line.indent)
        if line.label is None and _BARE.fullmatch(line.text) and (is_beside or is_first):
            line = replace(line, text="", label=line.text.rstrip("。，,；;"))
        made.append(line)
    return made


def _parts(text: str) -> Iterator[_Part]:
    for number, line in enumerate(text.split("\n"), 1):
        content = line.strip()
        if not content:
            continue
        indent = line[: len(line) - len(line.lstrip())]
        is_labelled = _LABELLED.fullmatch(content)
        for part in [content] if is_labelled else filter(None, _ARROW.split(content)):
            yield _Part(number, indent, part)


def _in_runs(parts: Sequence[_Part]) -> set[int]:
    """The places whose figure is a number: in 1, 2, 3, …, or in 2.1, 2.2, ….

    An amount (2 名工作人员) stands in none; and where all go on alike they are amounts.
    """
    runs: dict[tuple[str, str], list[list[tuple[int, str]]]] = {}
    for place, part in enumerate(parts):
        if _NUMBER.match(part.text) or not (found := _PERHAPS.match(part.text)):
            continue
        above, _, last = (found[1] or found[2]).rpartition(".")
        known = runs.setdefault((part.indent, above), [])
        begun = known[-1] if known else []
        if int(last) == 1:
            known.append([(place, part.text[found.end() :])])
        elif begun and int(last) == len(begun) + 1:
            begun.append((place, part.text[found.end() :]))
    return {
        place
        for known in runs.values()
        for run in known
        if len(run) > 1 and len({rest[:1] for _, rest in run}) > 1
        for place, _ in run
    }


def _row(line: _Line, following: Sequence[_Line], known: set[str]) -> str:
    """The line as a row of an outline."""
    text, back = line.text, ""
    if found := _BACK.search(text):
        text, back = text[: found.start()], f" >{found[1]}"
    marks = ""
    for detail in _DETAIL.finditer(text):
        marks += f" {_DETAIL_MARKS.get(detail[1][0], '+')}{escaped(detail[2].strip())}"
    text = _DETAIL.sub("", text).strip()
    name = f" {{{line.order}}}" if line.order in known else ""
    label = "" if line.label is None else f"[{escaped_label(line.label)}] "
    if label and not text and not marks:
        return f"{line.indent}{label}{back}"
    branches = any(
        each.label is not None or len(each.indent) > len(line.indent) for each in following[:1]
    )
    kind = _guess(text, _labels(line, following))
    if branches and _ASKING.search(text):
        kind = StepKind.DECISION
    return f"{line.indent}{label}{KIND_MARKS[kind]} {escaped(text)}{marks}{name}{back}"


def _labels(line: _Line, following: Sequence[_Line]) -> Iterator[str]:
    """Those of the branches that follow a line, which stand below each other."""
    first = following[0] if following else line
    if first.label is None or len(first.indent) < len(line.indent):
        return
    for each in following:
        if each.indent == first.indent and each.label is not None:
            yield each.label
        elif len(each.indent) <= len(first.indent):
            return


def _guess(text: str, labels: Iterable[str] = ()) -> StepKind:
    """Of what kind a step with this text and branches of these labels is."""
    alternatives = {label for label in labels if _BARE.fullmatch(label)}
    if is_question(text) or len(alternatives) > 1:
        return StepKind.DECISION
    return StepKind.ENDPOINT if _ENDS.fullmatch(text) else StepKind.WORK
