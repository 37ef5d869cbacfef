"""Templates of a working system, built anew: its heads and traps, notices and rows invented."""

from __future__ import annotations

from datetime import datetime

from tests.office_pages import Page, Value, workbook

_OFFICE_CODE = "所在分党委编码|所在分党委|所在党支部编码|所在党支部"
_STAGES = "组织关系转入时间|提交书面申请书时间|确定为入党积极分子时间|确定为发展对象时间"
_TEXT = "@"


def _members() -> bytes:
    """24 columns and no rows; a merged notice below the head."""
    head = (
        f"学工号|姓名|身份证号码|二级党委名称|二级党委编码|所在党支部|党支部编码|党籍状态|{_STAGES}"
        "|入党介绍人|加入党组织日期|入党时所在党支部|转为正式党员日期|转正时所在党支部"
        "|党内职务|党内奖励|其他奖励|来源|备注1|备注2|备注3"
    )
    notice = "1、红字的必须填；\n2、名称请写全称；\n3、学工号空着的，补好再来。"
    return workbook(
        Page(
            [head],
            notice=("C7:H14", notice),
            choices={"H2": "正式党员,预备党员"},
            styled="X20",
            formats={"A1:T20": _TEXT},
        )
    )


def _members_inside() -> bytes:
    """Comments on heads, drop-downs, a head with its choices in brackets, an example row."""
    day = datetime
    head = (
        f"学工号|姓名|{_OFFICE_CODE}|党籍状态（正式党员或预备党员）|{_STAGES}|入党介绍人|入党时间"
        "|入党时所在党支部|转正时间|转正时所在党支部|党内职务|党内奖励|其他奖励"
    )
    row = [10203040506, "张三", "030200", "中共xxxx学院委员会", "030200017", "实验室党支部"]
    row += ["正式党员", None, day(2014, 10, 8), day(2015, 3, 12), day(2016, 3, 15), None]
    row += [day(2016, 5, 20), None, day(2017, 5, 20)]
    return workbook(
        Page(
            [head, row],
            notice=("C7:I21", "填写注意：\n\n1、只给校内人员用。\n2、请不要改动列的顺序。"),
            comments={"C1": "要和系统里的编码一样", "G1": "只能填正式党员或预备党员"},
            choices={"G2": "正式党员,预备党员", "IH2:IH20": "申请入党人员,入党积极分子,发展对象"},
            styled="S40",
            freeze="C1",
            formats={"C2:C2": _TEXT, "E2:E2": _TEXT, "I2:O2": "mm-dd-yy"},
        )
    )


def _former_members() -> bytes:
    """Five drop-downs, no rows, a notice that asks to be deleted."""
    head = (
        "学工号|姓名|人员类别|性别|身份证号|民族|籍贯|出生年月|二级党组织名称|党支部名称|党籍状态|标签"
        f"|{_STAGES}|入党介绍人|入党时间|转正时间|专业技术职务|手机|邮箱|转至历史党员库详细原因|备注"
    )
    kinds = "在职教职工,离退休教职工,本科生,硕士研究生,博士研究生"
    return workbook(
        Page(
            [head],
            notice=("B4:F14", "注意：\n1、红字的必须填；\n2、导入以前请把这一格删掉"),
            choices={"F2": "正式党员,预备党员", "C2": kinds, "D2": "男,女"}
            | {"K2": "预备党员,正式党员", "L2": "失联党员,党员出国境"},
            styled="X20",
            freeze="K1",
        )
    )


def _stages_of_members() -> bytes:
    """The stages as days in columns, the present one as a word."""
    head = (
        "学工号|姓名|联系分党委编码|联系分党委|联系党支部编码|联系党支部|提交书面申请书时间"
        "|确定为入党积极分子时间|入党积极分子培训起始时间|入党积极分子培训结束时间|积极分子结业考试成绩"
        "|确定为发展对象时间|发展对象培训起始时间|发展对象培训结束时间|发展对象结业考试成绩"
        "|列入发展计划时间|领取志愿书时间|志愿书编号|入党时间|转正时间|当前发展阶段|备注"
    )
    row = ["20304050607", "李四", "030200", "中共xxxx学院委员会", "030200018", "第三党支部"]
    row += [datetime(2019, 10, 9), *[None] * 13, "入党申请人"]
    stages = "入党申请人,入党积极分子,发展对象,列入发展计划,领取志愿书,预备党员,正式党员"
    formats = {"A2:F2": _TEXT, "G2:G2": "mm-dd-yy"}
    return workbook(Page([head, row], choices={"U2:U1048576": stages}, formats=formats))


def _committee() -> bytes:
    head = "支部委员会名称|所在党支部|任命时间|应换届时间|实际换届时间"
    row = [*["第四党支部"] * 2, datetime(2018, 11, 2), datetime(2021, 11, 1)]
    return workbook(Page([head, row], formats={"C2:E2": "mm-dd-yy"}))


_COMMENTS = {"A1": "要和系统里的编码一样", "C1": "要和系统里的编码一样"}


def _meetings() -> bytes:
    """Times are text with two blanks in them, those outside the branch names with commas."""
    head = (
        f"{_OFFICE_CODE}|会议类型|主持人学工号|主持人姓名|记录人学工号|记录人姓名|会议名称|计划会议时间"
        "|实际会议时间|会议地点|应到人数|实到人数|请假人数|列席人员|会议议题|会议内容|会议决议"
    )
    row = ["000002", "中共xxxx学院委员会", "000002", "xxxx党支部", "支部党员大会", "000002", "张三"]
    row += ["000002", "张三", "支部党员大会", *["2020/4/7  15:30"] * 2, "活动室202", 18, 18, 0]
    row += ["无", "议题", "内容", "决议"]
    return workbook(
        Page(
            [head, row],
            comments=_COMMENTS | {"K1": "这里的时间是文本", "Q1": "不是本支部的人，用逗号隔开"},
            choices={"E2:E9": "支部党员大会,支部委员会,党小组会,党课"},
            styled="T40",
            freeze="O1",
            formats={f"{each}2:{each}2": _TEXT for each in "ACFHKL"},
        )
    )


def _meetings_short() -> bytes:
    head = f"{_OFFICE_CODE}|活动名称|实际时间|活动地点|主要内容|次数（第几次）|时长（分钟）"
    row = ["0000002", "中共xxxx学院委员会", "00000022", "xxxx党支部", "支部党员大会"]
    row += ["2020/4/7  15:30", "活动室", "内容", 1, 90]
    kinds = "支部党员大会,支部委员会,党小组会,党课,主题党日活动"
    return workbook(
        Page(
            [head, row],
            comments=_COMMENTS | {"F1": "这里的时间是文本"},
            choices={"E2:E7": kinds},
            styled="J3",
            formats={"A2:A2": _TEXT, "C2:C2": _TEXT, "F2:F2": _TEXT},
        )
    )


def _party_days() -> bytes:
    """A used range to T40, of which 15 columns and two rows hold something."""
    head = (
        f"{_OFFICE_CODE}|记录人学工号|活动名称|计划时间|实际时间|活动地点|活动主题"
        "|主要内容及特色|应到人数|实到人数|请假人数|列席人员"
    )
    row = ["00002", "中共示例学院委员会", "0000023", "中共示例学院第一支部委员会", "000002"]
    row += ["主题党日活动", *["2020/4/7  15:30"] * 2, "活动室202", "主题", "内容", 12, 11, 1, "无"]
    return workbook(
        Page(
            [head, row],
            comments=_COMMENTS | {"G1": "这里的时间是文本"},
            styled="T40",
            freeze="C1",
            formats={f"{each}2:{each}2": _TEXT for each in "ACEGH"},
        )
    )


def _appraisals() -> bytes:
    return workbook(
        Page(
            ["学工号|姓名|党籍状态|评议结果"],
            notice=("B4:G10", "注意：\n1、结果从下拉里选一个\n2、导入以前请删掉这一格"),
            choices={"C2:C3": "正式党员,预备党员", "D2:D1048576": "优秀,合格,基本合格,不合格"},
        )
    )


def _dues_paid_late() -> bytes:
    """No rows at all: the file has to be told so."""
    head = "学工号|姓名|缴费类型|缴费起始月份|缴费截止月份|缴费金额|缴费说明|备注"
    return workbook(Page([head], choices={"C2:C1048576": "党费补缴"}, styled="H2"))


def _year_of_meetings() -> bytes:
    """A form to be filled: two groups of twelve months and two more columns."""
    months = [f"{month}月" for month in range(1, 13)]
    others = [each.replace("月", " 月") if each in ("3月", "4月") else each for each in months]
    rest = ["按时开展月份数", "完成率"]
    heads: list[Value] = ["院系级党组织名称", "党支部名称（以系统中的名称为准）"]
    heads += ["党支部类型（在职教职工、本科生、硕博混合支部等）", "支委会次数", *[None] * 13]
    return workbook(
        Page(
            [
                "组织生活开展情况统计表",
                [*heads, "党员集体活动"],
                [None, None, None, *months, *rest, *others, *rest],
            ],
            merged=("A1:AE1", "A2:A3", "B2:B3", "C2:C3", "D2:Q2", "R2:AE2"),
            styled="AE4",
        )
    )


def _posts() -> bytes:
    """A form to be filled: heads with blanks in them, ten numbered rows, a note below."""
    head = "序号|职  务|姓  名|工作证号|分  工|任职时间|办公电话|手机号"
    return workbook(
        Page(
            [
                "各分党委（党总支、直属党支部）委员及分工统计表",
                "单位名称：",
                head,
                *[[number] for number in range(1, 11)],
                "统计日期：2018年3月  日",
            ],
            merged=("A1:H1", "A2:H2", "A14:H14"),
            styled="H14",
        )
    )


TEMPLATES = {
    "01-党员信息一张表.xlsx": _members,
    "02-党员信息（校内人员）.xlsx": _members_inside,
    "03-历史党员.xlsx": _former_members,
    "04-党员发展信息.xlsx": _stages_of_members,
    "05-支部委员会.xlsx": _committee,
    "06-三会一课.xlsx": _meetings,
    "07-三会一课（简）.xlsx": _meetings_short,
    "08-主题党日活动.xlsx": _party_days,
    "09-民主评议结果.xlsx": _appraisals,
    "10-党费补缴.xlsx": _dues_paid_late,
    "11-组织生活开展情况统计表.xlsx": _year_of_meetings,
    "12-委员及分工统计表.xlsx": _posts,
}
