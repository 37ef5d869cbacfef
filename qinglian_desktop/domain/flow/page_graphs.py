"""A graph as the graphs of its pages: what a cut or a wish leaves no line becomes a small box.

A line to another page, or one that shall not be drawn, ends in a tag (退回第6步) beside its source;
the way on to the next page in a letter, with which that page begins. Both are boxes like any other,
so that nothing in the layout knows of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.flow.chart import FlowChart, StepKind
from qinglian_desktop.domain.flow.graph import Edge, Graph, Node
from qinglian_desktop.domain.flow.step_boxes import StepBox, connector_box, tag_box
from qinglian_desktop.domain.flow.wrapping import LetterWidth

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHORT = 8


@dataclass(frozen=True, slots=True)
class PageGraph:
    """What stands on one page, and the boxes that are no steps."""

    graph: Graph
    boxes: Mapping[str, StepBox]


def page_graphs(
    chart: FlowChart,
    graph: Graph,
    numbers: Mapping[str, int],
    pages: Sequence[Sequence[str]],
    letters: LetterWidth,
) -> Sequence[PageGraph]:
    """The graph of each page, which are given as ids of nodes in order."""
    page_of = {key: page for page, keys in enumerate(pages) for key in keys}
    nodes = {node.id: node for node in graph.nodes}
    begins = [keys[0] for keys in pages]
    texts = {step.id: step.text for step in chart.every_step()}
    made: list[PageGraph] = []
    joined = [
        any(_goes_on(edge, page_of, begins, page) for edge in graph.edges)
        for page in range(len(pages))
    ]
    for page, keys in enumerate(pages):
        parts = _Parts()
        if page and joined[page - 1]:
            letter = _LETTERS[(page - 1) % len(_LETTERS)]
            first = nodes[begins[page]]
            parts.begin(letter, first)
        leaving: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            if page_of[edge.source] == page:
                leaving.setdefault(edge.source, []).append(edge)
        last = nodes[keys[-1]]
        for key in keys:
            parts.nodes.append(nodes[key])
            for edge in leaving.get(key, ()):
                if _goes_on(edge, page_of, begins, page) and not edge.route.as_tag:
                    parts.edges.append(replace(edge, target=_onward_id(page)))
                elif _is_tag(edge, chart, page_of):
                    said = _said(edge, chart, numbers, texts)
                    parts.tag(edge, nodes[key], tag_box(said, letters))
                else:
                    parts.edges.append(edge)
        if joined[page]:
            depth = nodes[begins[page + 1]].depth
            parts.end(_onward_id(page), _LETTERS[page % len(_LETTERS)], last, depth)
        made.append(parts.finished(graph.lanes))
    return made


class _Parts:
    """A page's graph while it grows."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self._boxes: dict[str, StepBox] = {}

    def begin(self, letter: str, first: Node) -> None:
        key = f"from:{letter}"
        self._boxes[key] = connector_box(letter)
        self.nodes.append(Node(key, 0, 0, StepKind.WORK, first.lane))
        self.edges.append(Edge(key, key, first.id))

    def tag(self, edge: Edge, source: Node, box: StepBox) -> None:
        key = f"tag:{edge.id}"
        self._boxes[key] = box
        self.nodes.append(Node(key, 0, source.depth + 1, StepKind.WORK, source.lane))
        self.edges.append(replace(edge, target=key, back=False))

    def end(self, key: str, letter: str, last: Node, depth: int) -> None:
        self._boxes[key] = connector_box(letter)
        into = [edge.source for edge in self.edges if edge.target == key]
        lanes = {node.id: node.lane for node in self.nodes}
        lane = lanes[into[-1]] if into else last.lane
        self.nodes.append(Node(key, 0, depth, StepKind.WORK, lane))

    def finished(self, lanes: tuple[str, ...]) -> PageGraph:
        nodes = tuple(replace(node, order=order) for order, node in enumerate(self.nodes))
        order_of = {node.id: node.order for node in nodes}
        edges = tuple(sorted(self.edges, key=lambda edge: order_of[edge.source]))
        return PageGraph(Graph(nodes, edges, lanes), self._boxes)


def _onward_id(page: int) -> str:
    return f"to:{page}"


def _goes_on(edge: Edge, page_of: Mapping[str, int], begins: Sequence[str], page: int) -> bool:
    """Whether a line of this page leads to what the next one begins with."""
    return (
        page + 1 < len(begins)
        and page_of[edge.source] == page
        and edge.target == begins[page + 1]
        and not edge.route.as_tag
    )


def _is_tag(edge: Edge, chart: FlowChart, page_of: Mapping[str, int]) -> bool:
    elsewhere = page_of[edge.source] != page_of[edge.target]
    return elsewhere or edge.route.as_tag or (edge.back and chart.tags_for_back)


def _said(
    edge: Edge, chart: FlowChart, numbers: Mapping[str, int], texts: Mapping[str, str]
) -> str:
    verb = "退回" if edge.back else "转"
    if chart.numbered:
        return f"{verb}第{numbers[edge.target]}步"
    text = " ".join(texts[edge.target].split())
    return f"{verb}“{text if len(text) <= _SHORT else text[: _SHORT - 1] + '…'}”"
