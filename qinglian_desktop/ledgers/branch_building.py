"""支部与模范机关创建: which units were named, in which batch."""

from collections.abc import Iterator

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.field_types import Attachments, Choice, Day, Field, Rows, Text
from qinglian_desktop.domain.ledger import (
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import ChildRows, Distinct, Measure
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Values

_STRONG, _THREE, _MODEL = "双强四好", "三领三办", "模范机关示范单位"


def _batch_named(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    if values.get("kind") == _MODEL and not values.get("batch"):
        yield Problem("batch", f"{_MODEL}按批次计数，请填写批次，如“第一批”。")


BRANCH_BUILDING = Ledger(
    key="branch_building",
    label="支部与模范机关创建",
    noun="命名",
    about="“双强四好”党支部、“三领三办”和模范机关创建示范单位，命名一批记一条。",
    sections=(
        Section(
            "命名",
            (
                Field(
                    "kind",
                    "类型",
                    Choice((_STRONG, _THREE, _MODEL), fixed=True),
                    required=True,
                    initial=LastUsed(),
                    width=9,
                ),
                Field("batch", "批次", Text(40, remembered=True), width=8),
                Field("document", "文号", Text(60), width=9),
                Field("day", "命名日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "units",
                    "单位",
                    Rows(
                        (Field("name", "单位", Text(60, listed=True), required=True),), noun="单位"
                    ),
                    required=True,
                    width=41,
                ),
                Field("files", "命名文件", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("kind", "batch"),
    filters=("kind",),
    rules=(_batch_named,),
    measures=(
        Measure("batches", "模范机关示范单位命名", "批", Distinct("batch"), is_("kind", _MODEL)),
        Measure("units", _MODEL, "个", ChildRows("units"), is_("kind", _MODEL)),
        Measure("strong", "“双强四好”党支部", "个", ChildRows("units"), is_("kind", _STRONG)),
        Measure("three", "“三领三办”", "个", ChildRows("units"), is_("kind", _THREE)),
    ),
    paper=PaperForm(
        title="支部与模范机关创建命名表",
        lines=(("kind", "batch"), ("document", "day"), ("units",), ("files",)),
        signatures=("审核人签名", "经办人签名"),
    ),
    listing=PaperList(
        title="支部与模范机关创建一览表",
        columns=(
            ListColumn("kind", 9),
            ListColumn("units.name", 24, "单位"),
            ListColumn("batch", 8),
            ListColumn("document", 10),
            ListColumn("day", 6),
        ),
        rows="units",
    ),
)
