"""Names of people as they look: a surname with what is called, whether anybody knows them or not"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qinglian_desktop.domain.comparing import DOTS
from qinglian_desktop.domain.later import pattern_later

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
    "尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅"
    "莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单"
    "包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木"
    "穆燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲乐虞卞封竺冼原官衣楚"
    "佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥和蔺水云昌凤酆皮卡湛羊惠印宿怀蒲从鄂索咸籍卿雍却璩"
    "濮寿扈郏浦尚农慕茹宦鱼容暨居衡步满弘国寇广禄阙东殴殳沃利蔚越夔隆师厍晁勾融訾阚那毋乜养须丰"
    "巢蒯相红权逯桓肖付闫邝麦区粟侬闭谯佘代候冮仝尧帅展操缪干经裘贲璞芮储汲邴松富乌弓牧隗山郗班"
    "仰秋伊暴钭厉戎祖刚庾滑贡劳逄堵宰郦慎戈茅幸轩陇亓肇年墨哈笪岩弋占旷庹宛邰冶鹿盘磨玉零滚"
)
"""Of one character: those of the old list of a hundred names, and those most borne today."""
_LONG_SURNAMES = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|夏侯|端木|单于|独孤|南宫|宇文|"
    "长孙|轩辕|呼延|闻人|澹台|申屠|太史|公羊|仲孙|完颜|东郭|百里|西门|万俟|赫连|濮阳|淳于|拓跋"
)
_SIGN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_NAME = pattern_later(
    f"(?!.*[局部处室委院馆所办站厅组]$)(?:"
    f"{_SIGN}{{1,8}}[{re.escape(DOTS)}]{_SIGN}{{1,8}}"
    f"|(?:{_LONG_SURNAMES}) ?{_SIGN}{{1,2}}"
    f"|[{_SURNAMES}](?:{_SIGN}{{1,3}}| {_SIGN} ?{_SIGN}?))"
)
_MOST_PIECES = 3


def side_by_side(pieces: Sequence[str]) -> list[str]:
    """The names that pieces make one after another, 张 三 being one; [] where any makes none."""
    for count in range(min(_MOST_PIECES, len(pieces)), 0, -1):
        if _NAME.fullmatch(name := " ".join(pieces[:count])):
            rest = side_by_side(pieces[count:])
            if rest or count == len(pieces):
                return [name, *rest]
    return []
