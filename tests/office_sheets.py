"""Files as offices keep them, by their names: what builds the bytes of each, for tests.

Heads and structures are those that offices file by; persons and events are invented. The first
twelve are templates of a working system, the others are of the kinds that offices make for
themselves: two-row heads, sections by quarter, cells merged downwards, forms still to be filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from tests.office_pages import Page, Value, workbook
from tests.office_templates import TEMPLATES

_UNIT = "示例市园林管理局"
_BRANCH = f"{_UNIT}机关第二党支部"


def _roster() -> bytes:
    """A two-row head with groups; days in every way, names with blanks and two kinds of dot."""
    people: list[list[Value]] = [
        [
            1,
            f"覃 䶮|男||壮族|1973.08|大学|正式党员|{_BRANCH}|1996.07|1997年7月"
            "|公务员|0000-0000011||正常|否|否|党支部书记",
        ],
        [
            2,
            "黎𬱖|女||汉族",
            datetime(1979, 2, 14),
            f"研究生|正式党员|{_BRANCH}",
            datetime(2003, 6, 27),
            datetime(2004, 6, 27),
            "公务员|0000-0000012||正常|否|否|纪检委员",
        ],
        [
            3,
            f"欧阳𬭎|男||汉族|1981-05|大学本科|正式党员|{_BRANCH}",
            37805,
            38171,
            "公务员|||正常|否|否",
        ],
        [
            4,
            f"阿依努·巴哈尔|女||维吾尔族|2001年3月|大学|预备党员|{_BRANCH}"
            "|2026/6/29||参公管理人员|||正常|否|否|预备期至2027.6.29",
        ],
        [
            5,
            f"艾山江•卡德尔|男||维吾尔族|19980201|大学|正式党员|{_BRANCH}"
            "|20210701|20220701|事业编|||正常|否|是|借调，组织关系未转",
        ],
        [
            6,
            f"梁文海\u3000|男||汉|1986.11|大专|正式党员|{_BRANCH}|2011.6.25"
            "|2012.6.25|工勤|||正常|否|否",
        ],
    ]
    return workbook(
        Page(
            [
                f"{_BRANCH}党员花名册",
                "填报时间：2026年7月2日\u3000\u3000\u3000\u3000填报人：示例甲",
                "序号|基本情况||||||党员情况||||工作和联系方式|||管理|||备注",
                "|姓名|性别|公民身份号码|民族|出生日期|学历|人员类别|所在党支部|加入党组织日期"
                "|转为正式党员日期|工作岗位|联系电话|家庭住址|党籍状态|是否失联|是否流动党员",
                *people,
                ["合计", "6人"],
            ],
            merged=("A1:R1", "A2:R2", "A3:A4", "B3:G3", "H3:K3", "L3:N3", "O3:Q3", "R3:R4"),
            formats={"F6:F6": "yyyy-mm-dd", "J6:K6": "yyyy-mm-dd"},
        )
    )


def _talks() -> bytes:
    """Sections by quarter, an empty row, posts in brackets, several persons and none in a cell."""
    place = "谈话室"
    moment = datetime(2026, 5, 7, 9, 30)
    return workbook(
        Page(
            [
                "2026年谈心谈话台账",
                f"单位：{_BRANCH}（盖章）",
                "序号|谈话时间|谈话地点|谈话人及职务|谈话对象及职务|谈话方式|谈话事由|谈话主要内容"
                "|意见建议|整改落实情况|备注",
                "一季度",
                [
                    1,
                    f"3月6日|{place}|覃䶮（党支部书记）|梁文海（养护科干部）|个别"
                    "|岗位调整|岗位要求、车辆管理|希望多些培训|已安排培训",
                ],
                [
                    2,
                    f"2026.3.13 15:00|{place}|覃䶮（党支部书记）|黎𬱖、欧阳𬭎|集体"
                    "|节前提醒|清明前纪律提醒|无|—",
                ],
                [],
                "二季度",
                [
                    3,
                    moment,
                    "二楼会议室|黎𬱖（纪检委员）|阿依努·巴哈尔（新发展党员）|个别"
                    "|新发展党员|思想情况|||半年内再谈",
                ],
                [4, "6月中旬||黎𬱖|全体重点岗位负责人（5人）|集体|端午节前|不收送礼品"],
                ["合计", None, None, None, "9人次"],
            ],
            name="2026年",
            merged=("A1:K1", "A2:K2", "A4:K4", "A8:K8"),
            formats={"B9:B9": "yyyy-mm-dd h:mm:ss"},
        )
    )


def _risks() -> bytes:
    """Departments and persons merged downwards, levels in two ways, measures numbered in a cell."""
    return workbook(
        Page(
            [
                "廉政风险点排查防控一览表",
                f"填报单位（盖章）：{_UNIT}" + "\u3000" * 8 + "填报日期：2026.4.11",
                "序号|部门|岗位|权力事项|廉政风险点|表现形式|风险等级|防控措施|直接责任人|部门负责人"
                "|责任领导",
                [
                    1,
                    "办公室|财务|经费报销|审核不严|票据不全|高"
                    "|1.两人审核；\n2.每季度公开|梁文海|示例甲|覃䶮",
                ],
                [2, "|车辆|用车安排|公车私用|节日没有封存|中|节日封存|示例乙"],
                [3, "养护科|采购|苗木采购|围标|比价不实|一级|集体讨论、抽查|欧阳𬭎|示例丙|黎𬱖"],
                [4, "|内勤|档案|材料丢失|没有归档|低|每月归档|示例丁"],
            ],
            merged=["A1:K1", "A2:K2", "B4:B5", "J4:J5", "K4:K5", "B6:B7", "J6:J7", "K6:K7"],
        )
    )


def _problems() -> bytes:
    """Words where a day is due, three ways to say yes and no, days as text and as days."""
    return workbook(
        Page(
            [
                "督导调研反馈问题整改台账",
                f"填报单位：{_BRANCH}\u3000\u3000填报时间：2026年7月",
                "序号|问题来源|存在问题|具体表现|整改措施|责任领导|责任部门|责任人|整改时限"
                "|整改进展情况|是否完成|销号日期|佐证材料|备注",
                [
                    1,
                    "上级督导|谈话记录太短|不到三行|补写记录|覃䶮|办公室|梁文海"
                    "|2026.6.29|已抽查2次|√|6月24日|附件1",
                ],
                [
                    2,
                    "自查|小组会次数不够|一季度只开1次|列入计划|||欧阳𬭎|立行立改|已落实|是",
                    datetime(2026, 4, 29),
                    "会议记录",
                ],
                [
                    3,
                    "组织生活会|联系群众不够|下社区少|每季度1次|黎𬱖|各科室|示例甲"
                    "|长期坚持|持续推进|否|||未销号",
                ],
            ],
            merged=("A1:N1", "A2:N2", "F4:F5", "G4:G5"),
            formats={"L5:L5": "yyyy-mm-dd"},
        )
    )


def _work_from_above() -> bytes:
    """The month's list from above: places still to fill, and dates that are no days."""
    return workbook(
        Page(
            [
                "2026年9月机关党建重点工作清单",
                "市委机关工委\u30002026年8月27日",
                "序号|活动类别|活动主题|主要内容|参加人员|完成时间|系统录入要求|备注",
                [
                    1,
                    "支部党员大会|xx党支部三季度党员大会|传达精神；通报党费|全体党员"
                    "|9月11日前|会后3个工作日内录入",
                ],
                [2, "集中学习|第一次集中学习|学纪律|全体党员|9月4日前|上传签到表"],
                [3, "集中学习|第二次集中学习|xxxx|全体党员|9月14日前|同上"],
                [4, "主题党日|中秋走访|走访|全体党员、入党积极分子|9月中旬|上传照片2张"],
                [5, "谈心谈话|节前谈话|提醒|支部书记、重点岗位|中秋前|不录入"],
                [6, "支部委员会|研究工作|党员发展|支部委员|每月|录入"],
            ],
            merged=("A1:H1", "A2:H2"),
        )
    )


def _form_to_fill() -> bytes:
    """A committee's form: merged groups, a two-row head, sums, a print area, a page of help."""
    merged = "A1:H1 A2:D2 E2:H2 A3:A4 B3:B4 C3:C4 D3:E3 F3:G3 H3:H4 A5:A7 A8:A10 A11:A12 A13:A14"
    return workbook(
        Page(
            [
                "清廉机关建设工作情况统计表",
                "填报单位（盖章）：||||2026年    月",
                "类别|项目|单位|本月||本年累计||备注",
                "|||数量|参加人次|数量|参加人次",
                "教育|“八个一”活动|场次",
                "|一月一警示|场次",
                "|廉政党课|堂",
                "用权|谈心谈话|次",
                "|廉政提醒|条",
                "|风险点|个",
                "家风|廉洁家书|封",
                "|廉政家访|户",
                "落实|重点任务（完成/总数）|项",
                "|问题（销号/发现）|个",
                ["合计", None, None, *(f"=SUM({each}5:{each}14)" for each in "DEFG")],
                "单位负责人：|||填报人：||联系电话：",
            ],
            name="月报",
            merged=merged.split(),
            styled="H16",
            print_area="A1:H16",
        ),
        Page(["一、每月5日前报；二、没有的填0，没有开展的填“—”。"], name="填表说明"),
    )


def _meetings_of_old() -> bytes:
    """Text without a mark of its encoding; hours in words, 6人, commas inside quotes."""
    return (
        "会议类型,次数,时间,地点,主持人,记录人,应到,实到,缺席人员及原因,议题,主要内容,备注\r\n"
        "支部党员大会,第一次,2026年1月9日下午3点,二楼会议室,覃䶮,梁文海,6人,5,欧阳𬭎（出差）,"
        '"1.学习；2.发展党员","讨论接收，赞成5票，反对0票",\r\n'
        "支委会,1,2026-01-07 9:00-10:10,三楼,覃䶮,黎𬱖,3,3,无,研究全年计划,,\r\n"
        "主题党日,1月,2026.1.29,市纪念馆,黎𬱖,示例甲,6,6,,缅怀,,已拍照\r\n"
    ).encode("gb18030")


OFFICE_SHEETS: Mapping[str, Callable[[], bytes]] = TEMPLATES | {
    "党员花名册（两层表头）.xlsx": _roster,
    "谈心谈话台账（按季度分段）.xlsx": _talks,
    "廉政风险防控一览表（竖向合并）.xlsx": _risks,
    "问题整改台账.xlsx": _problems,
    "重点工作清单（上级下发）.xlsx": _work_from_above,
    "工委统计表模板（待填）.xlsx": _form_to_fill,
    "三会一课台账（GB18030）.csv": _meetings_of_old,
}
"""The bytes of each file, by the name under which an office keeps it."""
