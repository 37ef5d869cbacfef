"""What of the unit and the month a label asks for: 填报单位（盖章）：, 2026年　　月, 联系电话"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qinglian_desktop.domain.filling.form_labels import plain_label
from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.form_pieces import FormFact, FormPiece, FormPieces

_NAMES = {
    FormFact.UNIT: (
        "填报单位 单位名称 报送单位 上报单位 填表单位 所在单位 单位全称 党组织名称 党支部名称 "
        "支部名称 填报党组织 所在党支部 党支部 报表单位 制表单位 部门名称 填报部门 报送部门"
    ),
    FormFact.CODE: "单位编码 单位代码 组织编码 组织代码 党组织编码",
    FormFact.HEAD: (
        "单位负责人 党支部书记 支部书记 党组织书记 党组织负责人 主要负责人 支部负责人 "
        "单位主要负责人 负责人"
    ),
    FormFact.AUDITOR: "审核人 审核 审核人签字 复核人",
    FormFact.REPORTER: "填报人 填表人 经办人 制表人 报送人 联系人 统计人 填报人姓名 制表",
    FormFact.PHONE: "联系电话 联系方式 填报人电话 联系人电话 电话 单位电话",
    FormFact.PERIOD: "报告期 填报月份 统计月份 报送月份 所属月份 所属期 统计期间 月份 报表期",
    FormFact.TODAY: (
        "填报日期 填表日期 统计日期 报送日期 上报日期 报出日期 制表日期 填报时间 填表时间 上报时间 "
        "报送时间 统计时间 日期"
    ),
    FormFact.LAST_DAY: "截止日期 截至日期 统计截止日期 数据截止日期 统计截至日期",
}
_FACTS = {name: fact for fact, names in _NAMES.items() for name in names.split()}
_ONLY_WITH_COLON = frozenset(
    ("负责人", "审核", "联系人", "电话", "月份", "日期", "党支部", "制表", "联系方式", "统计时间")
)
"""Said over a column of records they mean somebody or something else."""
_SIGNED = re.compile(r"\((?:盖章|公章|签字|签章|签名|章|签字盖章)\)|(?:签字|签名|签章|盖章)$")
_BRACKET = re.compile(r"\([^()]*\)")
_GAP = " \t\n\u3000\u00a0_＿"
_DAY = rf"(?:\d{{4}}|[{_GAP}]*)年[{_GAP}\d]*月[{_GAP}\d]*日"
_MONTH = rf"(?:\d{{4}}|[{_GAP}]*)年[{_GAP}\d]*月"
_SEGMENT = re.compile(
    rf"(?P<label>[^\s：:；;，,。]+[：:])(?P<gap>{_DAY}|{_MONTH}|[{_GAP}]*(?:{_DAY}|{_MONTH})?)"
    rf"|(?P<day>{_DAY})|(?P<month>{_MONTH})"
)
_ENDS_TITLE = re.compile(r"^(?:[^，。；]{2,40})?(?:表|月报|报表|情况|汇总)(?:（[^（）]*）)?$")


def fact_of(label: str, *, with_colon: bool = False) -> FormFact | None:
    """The fact that a label asks for; short words only ``with_colon``."""
    plain = plain_label(label).rstrip(":")
    for name in (plain, _SIGNED.sub("", plain), _BRACKET.sub("", plain)):
        fact = _FACTS.get(name)
        if fact is not None and (with_colon or name not in _ONLY_WITH_COLON):
            return fact
    return None


def facts_within(text: str, *, is_title: bool) -> tuple[FormPieces, Writing] | None:
    """What goes into a cell that says itself what is to be written in it; None where it does not.

    The words that stay are among the pieces, unless something is only written behind them.
    """
    text = text.rstrip("\n")
    pieces: list[FormPiece] = []
    at, is_open = 0, False
    for found, fact, begins in _gaps(text, is_title=is_title):
        pieces += [text[at:begins], fact]
        at = found.end()
        is_open = is_open or not text[begins:at].strip(_GAP)
        rest = found.group("gap") or ""
        if text[at:].strip() and rest and not rest.strip(_GAP):
            # The next label keeps its distance.
            pieces.append("\u3000\u3000")
    if not pieces:
        return None
    if text[at:].strip(_GAP):
        pieces.append(text[at:])
    said = tuple(each for each in pieces if each != "")
    if len(said) == 2 and isinstance(said[0], str) and is_open:
        return (said[1],), Writing.BEHIND
    return said, Writing.INSTEAD


def _gaps(text: str, *, is_title: bool) -> Iterator[tuple[re.Match[str], FormFact, int]]:
    """Each gap with the fact that belongs into it, and where that begins."""
    for found in _SEGMENT.finditer(text):
        label, gap = found["label"], found["gap"]
        if label is None:
            said = found["day"] or found["month"] or ""
            fact = FormFact.TODAY if found["day"] else FormFact.PERIOD
            is_alone = not text.replace(said, "").strip(_GAP)
            is_blank = re.search(f"年[{_GAP}]+月|月[{_GAP}]+日", said) is not None
            names_form = is_title and _ENDS_TITLE.search(text[found.end() :].strip()) is not None
            if is_alone or is_blank or (names_form and not found["day"]):
                lead = len(said) - len(said.lstrip(_GAP))
                yield found, fact, found.start() + (lead if not is_alone else 0)
            continue
        fact = fact_of(label, with_colon=True)
        if fact is not None:
            yield found, fact, found.start("gap") if gap else found.end()
