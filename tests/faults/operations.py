"""What is tried: a table of operations, each with what has to hold however it was cut off.

A new one is a row here, with its steps in ``works``. Over 300 lines because it is one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.faults.collected import (
    COLLECTED,
    RETURNS,
    before_collecting,
    collect,
    once_collected,
    take_back,
    was_collected,
)
from tests.faults.desk_works import DESK
from tests.faults.elsewhere import archives, mended_book, readable_copies
from tests.faults.forms import FORMS
from tests.faults.hand_in import WHOLE, before_handing_in, hand_in, handed_in
from tests.faults.meddled import MEDDLED
from tests.faults.merged import MERGED
from tests.faults.operation import GOES_ON, Operation, Seen, released_books
from tests.faults.receipts import (
    GIVEN,
    READ,
    give_receipt,
    given,
    read_in,
    was_read,
    with_receipt,
    with_return,
)
from tests.faults.sheet_in import AFTER, BEFORE, import_sheet, undo_sheet, with_sheet
from tests.faults.ways_in import WAYS_IN
from tests.faults.ways_out import (
    archived,
    beside_a_stick,
    export_archive,
    export_readable,
    import_again,
    import_archive,
    look_and_take_back,
    repair,
)
from tests.faults.works import (
    HIS_PASSWORD,
    NEW_PASSWORD,
    back_up,
    backed_up,
    backed_up_with_log,
    bring_back,
    bring_back_again,
    bring_up_to_date,
    change_password,
    check,
    close_and_sweep,
    create,
    create_again,
    gone_back,
    let_go,
    new_code,
    one_record,
    only_elsewhere,
    released,
    remove_keeper,
    restore,
    restore_from_aside,
    save,
    second_backup,
    with_code,
    with_second_place,
    with_two_keepers,
)
from tests.storage.invented_books import PASSWORD
from tests.storage.make_released_book import PASSWORD as RELEASED_PASSWORD


def _restored(to: set[str], aside: set[str]) -> Callable[[Seen], bool]:
    return lambda seen: seen.lines - {"丙"} == to and aside in seen.aside


def _either(old: set[str], new: set[str]) -> Callable[[Seen], bool]:
    """What is in the book is all of one or all of the other, and then the one lies aside."""
    return lambda seen: seen.lines - {"丙"} == old or _restored(new, old)(seen)


_BOTH = {"甲", "乙"}


def _made_elsewhere(seen: Seen) -> bool:
    return seen.elsewhere == [_BOTH]


def _all_of_it(seen: Seen) -> bool:
    """The book is as it was, and what lies beside it is nothing or all."""
    return seen.lines - {"丙"} == _BOTH and seen.elsewhere in ([], [_BOTH])


_ASIDE = {"甲", "乙", "戊"}

_CHANGING: Mapping[str, Operation] = {
    "create": Operation(
        "新建台账库",
        lambda folder: {},
        create,
        {"再存": lambda seen: "甲" in seen.lines},
        lambda seen: seen.lines <= {"甲"},
        makes="新建",
        again=create_again,
    ),
    "save": Operation(
        "保存",
        one_record,
        save,
        {
            **GOES_ON,
            "存乙": lambda seen: "乙" in seen.lines,
            "改甲": lambda seen: "甲改" in seen.lines,
            "草稿": lambda seen: seen.drafts == 1,
        },
        lambda seen: len({"甲", "甲改"} & seen.lines) == 1 and seen.drafts <= 1,
    ),
    "backup": Operation(
        "备份",
        backed_up,
        back_up,
        {**GOES_ON, "备份": lambda seen: {"甲", "乙"} in seen.backups},
        lambda seen: seen.lines >= {"甲", "乙"} and {"甲"} in seen.backups,
    ),
    "second": Operation(
        "第二处备份",
        with_second_place,
        second_backup,
        {**GOES_ON, "第二处": lambda seen: {"甲", "乙"} in seen.second},
        lambda seen: seen.lines >= {"甲", "乙"} and {"甲"} in seen.second,
    ),
    "bring-back": Operation(
        "从第二处恢复",
        only_elsewhere,
        bring_back,
        GOES_ON,
        lambda seen: "甲" in seen.lines and {"甲"} in seen.second,
        makes="恢复",
        again=bring_back_again,
    ),
    "restore": Operation(
        "恢复",
        backed_up,
        restore,
        {**GOES_ON, "恢复": _restored({"甲"}, {"甲", "乙"})},
        lambda seen: _either({"甲", "乙"}, {"甲"})(seen) and {"甲"} in seen.backups,
    ),
    "restore-log": Operation(
        "恢复（库里有没合并的日志）",
        backed_up_with_log,
        restore,
        {**GOES_ON, "恢复": _restored({"甲"}, {"甲", "乙", "戊"})},
        lambda seen: _either({"甲", "乙", "戊"}, {"甲"})(seen) and {"甲"} in seen.backups,
    ),
    "restore-aside": Operation(
        "从换下来的库恢复（它有日志）",
        gone_back,
        restore_from_aside,
        {**GOES_ON, "恢复": _restored(_ASIDE, {"甲", "丁"})},
        lambda seen: _either({"甲", "丁"}, _ASIDE)(seen) and _ASIDE in seen.aside,
    ),
    "let-go": Operation(
        "清掉换下来的库",
        gone_back,
        let_go,
        {**GOES_ON, "清掉": lambda seen: not seen.aside},
        lambda seen: seen.lines - {"丙"} == {"甲", "丁"} and seen.aside in ([], [_ASIDE]),
    ),
    "password": Operation(
        "改密码",
        with_code,
        change_password,
        {**GOES_ON, "改密码": lambda seen: seen.opens == {NEW_PASSWORD}},
        lambda seen: len(seen.opens) == 1 and "甲" in seen.lines,
        secrets=lambda facts, said: [PASSWORD, NEW_PASSWORD],
    ),
    "code": Operation(
        "换恢复码",
        with_code,
        new_code,
        {
            **GOES_ON,
            "换恢复码": lambda seen: (
                seen.facts["code"] not in seen.opens
                and seen.said.confirmed.get("换恢复码", PASSWORD) in seen.opens
            ),
        },
        lambda seen: PASSWORD in seen.opens and "甲" in seen.lines,
        secrets=lambda facts, said: [
            PASSWORD,
            facts["code"],
            *([said.confirmed["换恢复码"]] if "换恢复码" in said.confirmed else []),
        ],
    ),
    "keeper": Operation(
        "去掉使用人，换钥匙",
        with_two_keepers,
        remove_keeper,
        {**GOES_ON, "去掉使用人": lambda seen: seen.opens == {PASSWORD}},
        lambda seen: PASSWORD in seen.opens and "甲" in seen.lines,
        secrets=lambda facts, said: [PASSWORD, HIS_PASSWORD],
    ),
    "update": Operation(
        "更新旧版本的库",
        released,
        bring_up_to_date,
        {},
        lambda seen: len(seen.lines) == int(seen.facts["records"]) and seen.drafts == 1,
        secrets=lambda facts, said: [RELEASED_PASSWORD],
        books=released_books,
        catalogue=Catalogue(ALL_LEDGERS),
    ),
    "sweep": Operation(
        "关上时清理附件",
        one_record,
        close_and_sweep,
        GOES_ON,
        lambda seen: "甲" in seen.lines,
    ),
    "hand-in": Operation(
        "报出月报（带PDF和密码）",
        before_handing_in,
        hand_in,
        {**GOES_ON, "报出": lambda seen: seen.elsewhere == [WHOLE]},
        lambda seen: (
            "甲" in seen.lines and seen.elsewhere in ([], [{"PDF"}], [WHOLE - {"登记"}], [WHOLE])
        ),
        elsewhere=handed_in,
    ),
    **FORMS,
    **MEDDLED,
    **MERGED,
    **WAYS_IN,
    **DESK,
    "give-receipt": Operation(
        "写回执",
        with_return,
        give_receipt,
        {**GOES_ON, "写回执": lambda seen: seen.elsewhere == [GIVEN]},
        lambda seen: "甲" in seen.lines and seen.elsewhere in ([], [{"回执"}], [GIVEN]),
        elsewhere=given,
    ),
    "read-receipt": Operation(
        "读回执",
        with_receipt,
        read_in,
        {**GOES_ON, "读回执": lambda seen: seen.elsewhere == [READ]},
        lambda seen: "甲" in seen.lines and seen.elsewhere in ([], [READ]),
        elsewhere=was_read,
    ),
    "collect": Operation(
        "收月报",
        before_collecting,
        collect,
        {**GOES_ON, "收月报": lambda seen: any(RETURNS in each for each in seen.elsewhere)},
        lambda seen: "甲" in seen.lines and seen.elsewhere in ([], [{RETURNS}], [COLLECTED]),
        elsewhere=was_collected,
    ),
    "uncollect": Operation(
        "撤回一个月的汇总",
        once_collected,
        take_back,
        {**GOES_ON, "撤回": lambda seen: not seen.elsewhere},
        lambda seen: "甲" in seen.lines and seen.elsewhere in ([], [COLLECTED]),
        elsewhere=was_collected,
    ),
    "export": Operation(
        "导出全部（加密）",
        beside_a_stick,
        export_archive,
        {**GOES_ON, "导出": _made_elsewhere},
        _all_of_it,
        elsewhere=archives,
    ),
    "export-readable": Operation(
        "导出全部（不加密）",
        beside_a_stick,
        export_readable,
        {**GOES_ON, "导出": _made_elsewhere},
        _all_of_it,
        elsewhere=readable_copies,
    ),
    "import": Operation(
        "导入",
        archived,
        import_archive,
        GOES_ON,
        lambda seen: seen.lines - {"丙"} == _BOTH,
        makes="导入",
        again=import_again,
    ),
    "import-sheet": Operation(
        "导入表格",
        with_sheet,
        import_sheet,
        {**GOES_ON, "导入表格": lambda seen: seen.lines >= AFTER},
        lambda seen: seen.lines - {"丙"} in (BEFORE, AFTER),
    ),
    "undo-sheet": Operation(
        "撤销一次导入",
        with_sheet,
        undo_sheet,
        {**GOES_ON, "撤销": lambda seen: seen.lines >= BEFORE},
        lambda seen: seen.lines - {"丙"} in (BEFORE, AFTER),
    ),
    "look": Operation(
        "打开备份看、取回一条",
        gone_back,
        look_and_take_back,
        {**GOES_ON, "取回": lambda seen: "戊" in seen.lines},
        lambda seen: seen.lines - {"戊", "丙"} == {"甲", "丁"} and seen.aside == [_ASIDE],
    ),
    "check": Operation(
        "检查",
        backed_up,
        check,
        GOES_ON,
        lambda seen: seen.lines - {"丙"} == _BOTH,
    ),
    "repair": Operation(
        "修复到另一个文件夹",
        backed_up,
        repair,
        {**GOES_ON, "修复": _made_elsewhere},
        _all_of_it,
        elsewhere=mended_book,
    ),
}

_NO_LINKS = {
    f"{name}-copied": replace(
        _CHANGING[name], title=f"{_CHANGING[name].title}（磁盘不能链接）", links=False
    )
    for name in ("backup", "restore", "repair")
}
_READING = {
    f"{name}-reads": replace(
        _CHANGING[name], title=f"{_CHANGING[name].title}（读不出来）", reads=True
    )
    for name in (
        "backup",
        "restore",
        "look",
        "export",
        "import",
        "import-sheet",
        "check",
        "keep-form",
        "fill-form",
        "read-receipt",
    )
}
OPERATIONS = {**_CHANGING, **_NO_LINKS, **_READING}
