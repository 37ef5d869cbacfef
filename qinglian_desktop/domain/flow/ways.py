"""What of a graph decides where its boxes stand: the way straight on, branches beside, forks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.graph import Edge, Graph, Node


@dataclass(frozen=True, slots=True)
class Ways:
    """The edges of each node, and what they are for the layout.

    ``onward``: by node, the edge that goes straight down. ``heads``: by the first node of a
    branch, the node that it leaves. ``together``: by node, the first nodes of branches that run
    side by side.
    """

    nodes: Mapping[str, Node]
    leaving: Mapping[str, Sequence[Edge]]
    coming: Mapping[str, Sequence[Edge]]
    onward: Mapping[str, str]
    heads: Mapping[str, str]
    together: Mapping[str, Sequence[str]]


def ways_of(graph: Graph) -> Ways:
    """The ways through a graph."""
    nodes = {node.id: node for node in graph.nodes}
    leaving: dict[str, list[Edge]] = defaultdict(list)
    coming: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        leaving[edge.source].append(edge)
        coming[edge.target].append(edge)
    together = {
        node.id: side_by_side
        for node in graph.nodes
        if (side_by_side := _side_by_side(node, leaving[node.id], nodes, coming))
    }
    onward = {
        node.id: edge.id
        for node in graph.nodes
        if node.id not in together and (edge := _onward(node, leaving[node.id], nodes)) is not None
    }
    heads = {
        edge.target: node.id
        for node in graph.nodes
        for edge in leaving[node.id]
        if edge.id != onward.get(node.id) and _begins_branch(edge, nodes, coming)
    }
    return Ways(nodes, leaving, coming, onward, heads, together)


def _onward(node: Node, leaving: Sequence[Edge], nodes: Mapping[str, Node]) -> Edge | None:
    forward = [edge for edge in leaving if not edge.back]
    level = [edge for edge in forward if nodes[edge.target].depth <= node.depth]
    if level:
        return level[-1]
    return max(forward, key=lambda edge: nodes[edge.target].order, default=None)


def _begins_branch(
    edge: Edge, nodes: Mapping[str, Node], coming: Mapping[str, Sequence[Edge]]
) -> bool:
    deeper = nodes[edge.target].depth > nodes[edge.source].depth
    return not edge.back and deeper and len(coming[edge.target]) == 1


def _side_by_side(
    node: Node,
    leaving: Sequence[Edge],
    nodes: Mapping[str, Node],
    coming: Mapping[str, Sequence[Edge]],
) -> Sequence[str]:
    """The first nodes of parallel branches: without words on their lines, and nothing but them."""
    forks = [edge for edge in leaving if edge.forks]
    parallel = (
        node.kind is not StepKind.DECISION
        and len(forks) > 1
        and len(forks) == len(leaving)
        and all(not edge.label and _begins_branch(edge, nodes, coming) for edge in forks)
    )
    return [edge.target for edge in forks] if parallel else []
