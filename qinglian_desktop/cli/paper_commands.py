"""Commands that write paper which is not a record: forms to be filled by hand, and lenses."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import LEDGER, TO, Answer, Call, Command, Option
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.paper_blank import blank_forms
from qinglian_desktop.domain.problem import Problem


def _blank(call: Call) -> Answer:
    named, to, word = call.ledger(), Path(call.given.to), call.given.kind or ""
    with call.desk(read_only=True) as desk:
        ledger = desk.catalogue[named.key]
        forms = dict(blank_forms(ledger))
        if word not in forms:
            known = "、".join(each for each in forms if each)
            said = f"可以写：{known}" if known else "它只有一种记录表，不用写 --kind"
            problem = Problem("kind", f"{ledger.label}没有“{word}”的记录表，没有写文件。{said}。")
            raise DataProblems((problem,))
        path = desk.printing.blank(ledger, word, to)
    return Answer({"ledger": ledger.key, "path": str(path)}, [f"已写好：{path}"])


def lens_paths(call: Call) -> tuple[str, list[Path]]:
    """Write a ledger's lens, or all of them, as PDF; gives the ledger's key and the files."""
    if call.given.record is not None:
        raise UsageProblem("--lens 和 --record 不能一起写。")
    named, asked = call.ledger(), call.given.lens
    with call.desk(read_only=True) as desk:
        ledger = desk.catalogue[named.key]
        lenses = [lens for lens in ledger.lenses if asked in ("", lens.label)]
        if not lenses:
            known = "、".join(lens.label for lens in ledger.lenses)
            said = (
                f"没有“{asked}”这张图表，没有写文件。可以写：{known}"
                if known
                else "没有图表，没有写文件"
            )
            raise DataProblems((Problem("lens", f"{ledger.label}{said}。"),))
        period, to = call.given.period, Path(call.given.to)
        return ledger.key, desk.lens_printing.to_folder(ledger, lenses, period, to)


LENS = Option(
    "--lens",
    "改为写图表，按窗口里的样子：写图表的名称，如 月度完成表；名称不写就是这本台账的全部图表",
    "名称",
    may_be_bare=True,
)
BLANK = Command(
    ("blank",),
    "把一本台账的空白记录表写成 PDF，打印出来手填",
    _blank,
    (LEDGER, Option("--kind", "哪一类的记录表，写表上的类型，如 党课；不写时是通用的", "类型"), TO),
)
