"""What stands beside names on paper, or in their place, and is nobody's name."""

from __future__ import annotations

from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.remembered import remembered

TITLE_WORDS = (
    r"(?:(?:机关|党|支部|总支|工委|纪委|委|小?组|办公室|办|组织|宣传|纪检|统战|青年|[一二三四]级|高级)*"
    r"(?:第一|常务|专职)?副?"
    r"(?:书记员?|主任|处长|科长|股长|局长|厅长|司长|部长|组长|队长|班长|校长|所长|院长|站长|馆长|秘书长|"
    r"主席|委员|科员|调研员|巡视员|干事|秘书|会计|出纳|组员|教授|讲师|工程师|医生|律师|经理|董事长)"
    r"|同志|先生|女士|老师|教师)+"
)
"""Posts and words of respect, one or several, as a pattern."""
TITLE = pattern_later(TITLE_WORDS)
_SEX_WORDS = "[男女]性?"
SEX = pattern_later(_SEX_WORDS)
_TITLED = pattern_later(rf"(.+?)\s*(?:{TITLE_WORDS})")
_SHORTEST_NAME, _LONGEST = 2, 100
_SURNAMES = (
    "欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|司徒|司空|令狐|长孙|宇文|端木|呼延|南宫"
)
_AND_OTHERS = (
    "等[0-9一二两三四五六七八九十百几多数若干余]*[人位名个]?(?:同志|干部|老师|领导|人)?们?"
)
_NOBODY = pattern_later(
    "(?:全体|全部|所有|各|其他|其它|其余|部分|有关|相关|大?多数|少数|个别).*"
    "|.*(?:党员|群众|干部|职工|人员|科室|部门|成员|队员|团员|学员|代表|领导|班子|支委会?|支部|总支"
    "|党委|党组|工委|纪委|委员会|办公室|小组|工作组|工作队|专班|积极分子|发展对象|夫妇|夫妻|同志们|的同志)"
    "|.*(?:综合|人事|财务|行政|后勤|信息|法规|审计|监察|督查|执法|政工|党建|业务|机要|老干部)"
    "(?:科|处|室|股|部|办|中心)"
    "|(?:机关|支委|支部|单位|科室|年轻|青年|老|新|男|女)同志"
    "|(?:其|及|及其|[他她]的?)?(?:家属|亲属|家人|配偶|爱人|妻子|丈夫|子女|孩子|父母|父亲|母亲)们?"
    "|.{2,}(?:全家|父子|父女|母子|母女)"
    rf"|.*{_AND_OTHERS}"
    rf"|(?!(?:{_SURNAMES})一[行家]$).{{2,}}一[行家](?:[0-9一二三四五六七八九十]*人)?"
    "|(?:一?共|共计|合计)?(?:[0-9两三四五六七八九十几多数]|若干)+[余多]?[人位名个].*"
    f"|无|略|没有|暂无|同上|本人|大家|若干|.?某同志|姓名|序号|{_SEX_WORDS}"
    "|病假|事假|公假|产假|年假|休假|请假|因病|因事|因公|出差|外出|值班|住院"
)


@remembered(4_096)
def is_nobody(text: str) -> bool:
    """Whether people are told of on paper so, without their names; it would count as one person."""
    signs = "".join(text.split())
    return _NOBODY.fullmatch(signs) is not None or TITLE.fullmatch(signs) is not None


@remembered(4_096)
def untitled(name: str) -> str:
    """The name without a title behind it; whole where a mere surname would be left."""
    found = _TITLED.fullmatch(name) if len(name) <= _LONGEST else None
    return name if found is None or len(found[1]) < _SHORTEST_NAME else found[1]
