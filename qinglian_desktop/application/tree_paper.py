"""What hangs together on paper: a line each, set in as deep as it stands, with what is missing"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qinglian_desktop.application.lens_papers import paper_title
from qinglian_desktop.application.link_tree import LinkTree, TreeNode
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import GroundMark, LensCell, LensColumn, LensPaper, LensRow
from qinglian_desktop.domain.link_gaps import Gap, Linked

WHAT, ABOUT, LACKS = "三单一图", "情况", "缺什么"
_INSET = "　"
ALL = "全部"


def no_tree_words(ledger: Ledger) -> tuple[str, str]:
    """What is said where there is nothing yet, and what then."""
    return f"还没有{ledger.noun}", "登记以后，从这里看得到每一项查到了哪里、还缺什么"


def gap_count_words(tree: LinkTree, gap: Gap | None) -> str:
    """What is chosen: all, or the lines with one gap, and how many there are."""
    if gap is None:
        return f"{ALL} {len(tree.roots)}"
    return f"{dict(tree.chips)[gap]} {tree.count(gap)}"


def over_words(tree: LinkTree) -> str:
    """How many are over, and do not stand in the tree; "" for none."""
    return f"另有{tree.over}个{tree.noun}已经销号，没有列出" if tree.over else ""


def gap_words(node: TreeNode) -> str:
    """What is missing at a line."""
    return "；".join(words for _, words in node.gaps)


def tree_paper(ledger: Ledger, lens: Linked, tree: LinkTree, when: str) -> LensPaper:
    """The branches that are seen; in those of one gap its lines are marked."""
    nodes = tree.only(lens.only)
    counts = "；".join(gap_count_words(tree, gap) for gap, _ in tree.chips if tree.count(gap))
    shown = "" if lens.only is None else f"只列出：{gap_count_words(tree, lens.only)}。"
    over = over_words(tree)
    return LensPaper(
        paper_title(ledger, lens),
        when,
        (
            LensColumn(" → ".join(tree.levels), 20.0, 3.0, centred=False),
            LensColumn(ABOUT, 14.0, 2.0, centred=False),
            LensColumn(LACKS, 8.0, 1.0, centred=False),
        ),
        tuple(_rows(nodes, 0)),
        no_tree_words(ledger)[0],
        ((GroundMark.BAD, LACKS),) if counts else (),
        tuple(each for each in (f"{counts}。" if counts else "", shown) if each),
        (f"{over}。",) if over else (),
        upright=True,
        keeps=0,
    )


def _rows(nodes: Iterable[TreeNode], depth: int) -> Iterator[LensRow]:
    for node in nodes:
        words, lacks = _INSET * depth + node.words, gap_words(node)
        yield LensRow(
            (
                LensCell(lead=words) if not depth else LensCell((words,)),
                LensCell((node.about,)),
                LensCell((lacks,), mark=GroundMark.BAD if lacks else None),
            )
        )
        yield from _rows(node.inner, depth + 1)
