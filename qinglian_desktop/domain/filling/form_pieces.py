"""What goes into one place of a form: words, figures, facts and days, fields of a record"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from qinglian_desktop.domain.filling.form_spans import IN_MONTH, FormSpan
from qinglian_desktop.domain.summary import NumberStyle


@dataclass(frozen=True, slots=True)
class CountedIn:
    """A measure by the keys of its ledger and its own, over a span of time."""

    ledger: str
    measure: str
    span: FormSpan = IN_MONTH
    style: NumberStyle = NumberStyle.EXACT


class FormFact(Enum):
    """What does not come from records; the value is its Chinese name."""

    UNIT = "单位"
    CODE = "单位编码"
    HEAD = "单位负责人"
    AUDITOR = "审核人"
    REPORTER = "填报人"
    PHONE = "联系电话"
    PERIOD = "报告期"
    YEAR = "年"
    MONTH = "月"
    LAST_DAY = "报告期末日"
    TODAY = "填报日期"


@dataclass(frozen=True, slots=True)
class FieldIn:
    """A column of the record for which the form is filled, by its key as in a list."""

    column: str


FormPiece: TypeAlias = str | CountedIn | FormFact | FieldIn
FormPieces: TypeAlias = tuple[FormPiece, ...]
"""Set one after another; a single figure is written as a number, a single day as a day."""
