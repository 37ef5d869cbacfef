"""警示教育与“十个一”: warnings every month, party lectures, seminars, films, visits."""

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.convening import Circle, Convening
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    PeopleRef,
    PersonRef,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Gathering,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperKind,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.measures import Heads, Measure, RecordCount, Total
from qinglian_desktop.domain.pictures import Bars, Trend
from qinglian_desktop.domain.values import Value, Values

FORMS = (
    "一月一警示",
    "廉政党课",
    "廉政讲座",
    "专题研讨会",
    "警示教育片",
    "案例通报",
    "基地参观",
)
_FORM_KEYS = ("monthly", "party_lectures", "lectures", "seminars", "films", "cases", "visits")
_FORM_UNITS = ("场次", "堂", "场", "场次", "场", "场次", "场次")
_ITEMS = ("一月一警示", "一次廉政党课")


def items_of(form: Value) -> tuple[str, ...]:
    """Which of the 十个一 this form of education is, of those that the report names."""
    return tuple(item for item, does in zip(_ITEMS, FORMS, strict=False) if does == form)


def _items(values: Values) -> Value:
    return items_of(values.get("form"))


EDUCATION = Ledger(
    key="education",
    label="警示教育与“十个一”",
    noun="教育",
    about="一月一警示、廉政党课等“十个一”。一次活动可以完成几项；由三会一课带出的在那里修改。",
    sections=(
        Section(
            "教育",
            (
                Field(
                    "form",
                    "形式",
                    Choice(FORMS),
                    required=True,
                    initial=LastUsed(),
                    width=6,
                ),
                Field(
                    "items",
                    "十个一",
                    Choices(_ITEMS),
                    initial=Computed(_items),
                    width=8,
                    help="上级文件只列了这两项，其余各项由单位在“设置”里补上。",
                ),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "time",
                    "起止时间",
                    Text(30, hours_of="day"),
                    in_return=InReturn.NOTHING,
                    help="例如 9:00至10:30。",
                ),
                Field(
                    "place",
                    "地点",
                    Text(60, remembered=True),
                    initial=LastUsed(),
                    in_return=InReturn.NOTHING,
                ),
                Field("theme", "主题/案例", Text(100), required=True, width=20),
                Field(
                    "organiser",
                    "组织单位",
                    Choice(("本级", "上级"), fixed=True),
                    in_return=InReturn.NOTHING,
                    help="参加上级组织的活动选“上级”。",
                ),
            ),
        ),
        Section(
            "人员",
            (
                Field(
                    "host",
                    "主持人",
                    PersonRef(outsiders=True),
                    initial=LastUsed("secretary"),
                    in_return=InReturn.NOTHING,
                ),
                Field("speaker", "主讲", PersonRef(outsiders=True), width=5),
                Field(
                    "recorder",
                    "记录人",
                    PersonRef(outsiders=True),
                    initial=LastUsed(),
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "people",
                    "应到/实到/缺席",
                    PeopleRef(
                        attendance=True, convened=(Convening(Circle.PARTY),), guests="guests"
                    ),
                    required=True,
                    width=6,
                    help="名单按活动当天的党员自动填好，只需点出缺席的人。",
                ),
                Field(
                    "guests",
                    "列席",
                    PeopleRef(outsiders=True),
                    in_return=InReturn.COUNT,
                    help="党员以外来了的人，不计入应到。",
                ),
            ),
        ),
        Section(
            "内容",
            (
                Field("points", "讨论要点", LongText(8), in_return=InReturn.NOTHING),
                Field("notes", "心得份数", Integer("份"), width=4),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("theme",),
    filters=("form", "items"),
    lenses=(
        MonthGrid(
            "十个一完成表",
            rows="items",
            every=(("一月一警示", Every.MONTH),),
            otherwise=Every.YEAR,
        ),
    ),
    measures=(
        *(
            Measure(key, word, unit, RecordCount(), is_("form", word))
            for key, word, unit in zip(_FORM_KEYS, FORMS, _FORM_UNITS, strict=True)
        ),
        Measure("attended", "警示教育参加人次", "人次", Heads("people")),
        Measure("notes", "心得体会", "份", Total("notes")),
    ),
    pictures=(
        Bars("各种形式的警示教育", _FORM_KEYS),
        Trend("每月警示教育参加人次", "attended"),
    ),
    gathering=Gathering(
        called="警示教育活动", hours="time", place="place", theme="theme", host="host"
    ),
    paper=PaperForm(
        title="警示教育活动记录表",
        lines=(
            ("form",),
            ("items",),
            ("theme",),
            ("day", "time"),
            ("organiser",),
            ("place", "host"),
            ("speaker", "recorder"),
            ("people",),
            ("guests",),
            ("points",),
            ("notes",),
            ("photos",),
        ),
        signatures=("主讲人签名", "记录人签名"),
        kind="form",
        kinds=(
            PaperKind("一月一警示", "“一月一警示”教育记录"),
            PaperKind("廉政党课", "廉政党课记录"),
            PaperKind("廉政讲座", "廉政讲座记录"),
            PaperKind("专题研讨会", "专题研讨会记录"),
            PaperKind("警示教育片", "观看警示教育片记录"),
            PaperKind("案例通报", "案例通报记录"),
            PaperKind("基地参观", "廉政教育基地参观记录"),
        ),
        when_filled=("items", "organiser", "notes"),
    ),
    listing=PaperList(
        title="警示教育活动登记表",
        columns=(
            ListColumn("day", 5, "时间"),
            ListColumn("form", 6),
            ListColumn("theme", 16),
            ListColumn("place", 6),
            ListColumn("host", 4),
            ListColumn("speaker", 4),
            ListColumn("people.due", 2),
            ListColumn("people.present", 2),
            ListColumn("people.absent", 12),
        ),
    ),
)
