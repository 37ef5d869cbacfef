"""Every way in which a return was changed for a test, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color

from tests.documents.return_tampering import (
    Change,
    background,
    chart,
    commented,
    conditional,
    crossed,
    filled,
    first,
    first_header,
    flat_row,
    footer,
    formed,
    header,
    hidden_column,
    hidden_row,
    hidden_sheet,
    in_parts,
    indented,
    inked,
    merged,
    moved,
    narrow_column,
    picture,
    printed_area,
    prompted,
    raised_part,
    renamed_sheet,
    repeated,
    replaced,
    saved,
    second_book,
    shape,
    shown_check,
    sparkline,
    table,
    text_box,
    white_part,
    written,
)

SOLID = PatternFill("solid", fgColor="FF000000")
VIEW = '<sheetView showGridLines="0"'
TAMPERED: Mapping[str, tuple[Change, str]] = {
    "the cover's title": (
        written("封面", "B2", "清廉机关建设工作年报表"),
        "“封面”页B2写着“清廉机关建设工作年报表”，写出时是“清廉机关建设工作月报表”。",
    ),
    "the cover's blank cell": (
        written("封面", "A9", "以电话为准"),
        "“封面”页A9写着“以电话为准”，写出时是空的。",
    ),
    "the title of 汇总": (written("汇总", "A1", "汇总（初稿）"), "“汇总”页A1写着“汇总（初稿）”"),
    **{
        f"heading {cell}": (
            written("汇总", cell, word),
            f"“汇总”页{cell}写着“{word}”，写出时是“{was}”。",
        )
        for cell, word, was in (
            ("A2", "编号", "序号"),
            ("B2", "项目", "指标"),
            ("C2", "单位", "计量单位"),
            ("D2", "上月", "本月"),
            ("E2", "本月", "本年累计"),
            ("F2", "说明", "备注"),
        )
    },
    "the number of a line": (written("汇总", "A3", 7), "“汇总”页A3写着“7”，写出时是“1”。"),
    "no number of a line": (written("汇总", "A5", None), "“汇总”页A5是空的，写出时是“3”。"),
    "beyond 汇总": (
        written("汇总", "H3", "以本栏为准"),
        "“汇总”页H3写着“以本栏为准”，写出时是空的。",
    ),
    "beside a title": (written("活动", "H1", "作废"), "“活动”页H1写着“作废”，写出时是空的。"),
    "a digit in a format": (
        formed("汇总", "E3", '"9"0'),
        "“汇总”页E3看上去是“959”，写出时是“59”。",
    ),
    "thousands left out": (formed("汇总", "E3", "0,,"), "“汇总”页E3看上去是“0”，写出时是“59”。"),
    "a format that shows nothing": (
        formed("汇总", "E3", ";;;"),
        "“汇总”页E3看上去是空的，写出时是“59”。",
    ),
    "a white format": (formed("汇总", "E3", "[White]0"), "“汇总”页E3看上去是空的"),
    "a format with a condition": (
        formed("汇总", "E3", '[>9]"9";0'),
        "“汇总”页E3的数字格式变了，看到的可能不是“59”。",
    ),
    "a unit in a format": (formed("汇总", "E3", '0"万"'), "“汇总”页E3看上去是“59万”"),
    "words around text": (
        formed("汇总", "B3", '"不含"@'),
        "“汇总”页B3看上去是“不含参加人次”，写出时是“参加人次”。",
    ),
    "a dash for nothing": (
        formed("汇总", "D3", '0;-0;"—"'),
        "“汇总”页D3看上去是“—”，写出时是“0”。",
    ),
    "places cut off": (
        formed("汇总", "D5", "0"),
        "“汇总”页D5看上去是“1200”，写出时是“1200.123456”。",
    ),
    "a day as another": (
        formed("活动", "C3", "yyyy-mm"),
        "“活动”页C3写着“2026-10”，写出时是“2026-10-01”。",
    ),
    "a day as a number": (formed("活动", "C3", "General"), "内容与写出时不一样"),
    "a condition's format": (
        saved(conditional),
        "“汇总”页D3至E5设了条件格式，看到的可能不是写出时的样子。",
    ),
    "white type": (
        inked("汇总", "E3", Font(color="FFFFFFFF")),
        "“汇总”页E3的字和底色一样，看不见。",
    ),
    "nearly white type": (inked("汇总", "E3", Font(color="FFFAFAFA")), "“汇总”页E3的字和底色一样"),
    "white by the theme": (
        inked("汇总", "E3", Font(color=Color(theme=0))),
        "“汇总”页E3的字和底色一样",
    ),
    "black on black": (filled("汇总", "E3", SOLID), "“汇总”页E3的字和底色一样"),
    "black on runs of black": (
        filled("汇总", "E3", GradientFill(stop=("000000", "111111"))),
        "“汇总”页E3的字和底色一样",
    ),
    "a part in white": (saved(white_part), "“汇总”页F4的字和底色一样，看不见。"),
    "a part raised": (saved(raised_part), "“汇总”页F4有的字成了上标或下标。"),
    "tiny type": (inked("汇总", "E3", Font(size=2)), "“汇总”页E3的字太小，看不清。"),
    "struck out": (inked("汇总", "E3", Font(strike=True)), "“汇总”页E3的字上画了删除线。"),
    "a font of signs": (inked("汇总", "E3", Font(name="Wingdings")), "“汇总”页E3的字用了符号字体"),
    "repeated in its cell": (saved(repeated), "“汇总”页E3的字在格子里重复了几遍。"),
    "pushed out": (saved(indented), "“汇总”页E3的字缩进到了格子外面。"),
    "crossed out": (saved(crossed), "“汇总”页E3的格子画了斜线。"),
    "filled up with a digit": (
        formed("汇总", "E3", "0*9"),
        "“汇总”页E3的数字格式变了，看到的可能不是“59”。",
    ),
    "a picture": (saved(picture), "“汇总”页D3处放了图片。"),
    "a chart": (saved(chart), "“汇总”页B3处放了图表。"),
    "a shape": (in_parts(shape), "“汇总”页E5处放了图形。"),
    "a text box": (in_parts(text_box), "“汇总”页放了按钮、文字框一类的东西。"),
    "a background": (in_parts(background), "“汇总”页加了背景图片。"),
    "a sparkline": (in_parts(sparkline), "“汇总”页E5放了迷你图。"),
    "a comment": (saved(commented), "“汇总”页D3有批注“以口头报的为准”。"),
    "an input's prompt": (
        saved(prompted),
        "“汇总”页D3选中时会弹出提示“注意 以口头报的为准”。",
    ),
    "a table's style": (saved(table), "“活动”页加了表格样式。"),
    "merged over": (saved(merged), "“汇总”页E5"),
    "hidden row": (saved(hidden_row), "“汇总”页第4行隐藏了。"),
    "flat rows": (saved(flat_row), "“活动”页第3至4行隐藏了。"),
    "hidden column": (saved(hidden_column), "“汇总”页E列隐藏了。"),
    "narrow column": (saved(narrow_column), "“活动”页D列隐藏了。"),
    "hidden sheet": (hidden_sheet("hidden"), "“活动”页隐藏了，打开时看不到。"),
    "sheet hidden from the menu": (hidden_sheet("veryHidden"), "“活动”页隐藏了"),
    "the shown 校验": (saved(shown_check), "“校验”页写出时是隐藏的，现在看得到。"),
    "a sheet in front": (saved(first), "多了“补充说明”页。"),
    "another order": (saved(moved), "各页的先后变了：“活动”页排到了“汇总”页前面。"),
    "another name of a sheet": (saved(renamed_sheet), "没有“活动”页了。"),
    "a header": (saved(header), "“汇总”页的页眉写着“作废示例市委机关工委2026年10月”"),
    "a footer": (saved(footer), "“封面”页的页脚写着“草稿第页共页”，写出时没有这些字。"),
    "a first page's header": (saved(first_header), "“汇总”页的页眉写着“作废”"),
    "less on paper": (saved(printed_area), "“汇总”页只打印A1至D6，有的内容印不出来。"),
    "a formula": (
        replaced("汇总", "<v>59</v>", "<f>58+1</f><v>59</v>"),
        "“汇总”页E3是公式，写出时是“59”。",
    ),
    "formulas shown": (
        replaced("汇总", VIEW, f'{VIEW} showFormulas="1"'),
        "“汇总”页设成了显示公式",
    ),
    "nothing not shown": (
        replaced("汇总", VIEW, f'{VIEW} showZeros="0"'),
        "“汇总”页设成了不显示0。",
    ),
    "from right to left": (
        replaced("汇总", VIEW, f'{VIEW} rightToLeft="1"'),
        "“汇总”页设成了从右往左排。",
    ),
    "scrolled away": (
        replaced("汇总", VIEW, f'{VIEW} topLeftCell="A2"'),
        "“汇总”页冻结了窗格，A2以前的格子看不到。",
    ),
    "written twice": (
        replaced("汇总", "<v>59</v></c>", '<v>59</v></c><c r="E3"><v>59</v></c>'),
        "“汇总”页有的格子写了两遍",
    ),
    "two books in one": (in_parts(second_book), "这个文件不是正常存出来的"),
}
"""By what is changed: the change, and how its finding begins."""
