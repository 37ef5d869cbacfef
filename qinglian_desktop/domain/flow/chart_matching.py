"""A chart that was read again, on the steps that it had: risks hang on their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from qinglian_desktop.domain.flow.chart import Branch, ExtraLine, FlowChart, FlowStep, GoneStep
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.chart_tree import with_each_step

_ALIKE = 0.6
"""So much of two texts must be the same, lest a risk comes to hang on another step."""
_OTHER_POST = 0.2


def kept_on(old: FlowChart, new: FlowChart) -> FlowChart:
    """The new chart, each step that the old one had with its old id, and as it was arranged.

    Steps are the same by their texts, wherever these stand, or by a like text in their place. Old
    steps that are not in the new chart are gone.
    """
    pairs = paired(list(old.every_step()), list(new.every_step()))
    was = {step.id: step for step in old.every_step()}
    ids = {**pairs, **dict(_branch_pairs(was, new, pairs)), **dict(_line_pairs(old, new, pairs))}
    here = {step.id for step in new.every_step()}

    def goto(one: FlowStep | Branch, before: FlowStep | Branch | None) -> str | None:
        lost = before is not None and before.goto is not None and before.goto not in was
        if one.goto is not None and one.goto not in here and lost and before:
            # It was a jump to the same nothing.
            return before.goto
        return ids.get(one.goto or "", one.goto)

    def changed(step: FlowStep) -> FlowStep:
        before = was.get(ids.get(step.id, ""))
        branches = tuple(
            kept(each, _branch(before, ids.get(each.id, ""))) for each in step.branches
        )
        placed = replace(step, placing=before.placing, route=before.route) if before else step
        own = ids.get(step.id, step.id)
        return replace(placed, id=own, branches=branches, goto=goto(step, before))

    def kept(branch: Branch, before: Branch | None) -> Branch:
        route = before.route if before else branch.route
        own = ids.get(branch.id, branch.id)
        return replace(branch, id=own, goto=goto(branch, before), route=route)

    routes = {line.id: line.route for line in old.extra}
    extra = tuple(
        ExtraLine(
            own := ids.get(line.id, line.id),
            ids.get(line.start, line.start),
            ids.get(line.end, line.end),
            line.label,
            routes.get(own, line.route),
        )
        for line in new.extra
    )
    numbers = step_numbers(old)
    left = set(pairs.values())
    gone = tuple(
        GoneStep(step.id, numbers[step.id], step.text)
        for step in old.every_step()
        if step.id not in left
    )
    return replace(with_each_step(new, changed), extra=extra, gone=(*old.gone, *gone))


def says_alike(one: FlowStep, other: FlowStep) -> bool:
    """Whether their texts are so much the same that one may be the other, written anew."""
    return _likeness(one, other) >= _ALIKE


def paired(old: Sequence[FlowStep], new: Sequence[FlowStep]) -> Mapping[str, str]:
    """By the ids of new steps those of the old ones that they are: by the same text, or a like."""
    return dict(_pairs(old, new))


def _pairs(old: Sequence[FlowStep], new: Sequence[FlowStep]) -> Iterator[tuple[str, str]]:
    """New id → old id."""
    before, now = ([(step.text, step.post) for step in steps] for steps in (old, new))
    changed: list[tuple[list[FlowStep], list[FlowStep]]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((n.id, o.id) for o, n in zip(old[a:b], new[c:d], strict=True))
        else:
            changed.append((list(old[a:b]), list(new[c:d])))
    for here, came in changed:
        for step in list(came):
            # It may stand elsewhere now.
            places = [here, *(left for left, _ in changed)]
            same = [(o, left) for left in places for o in left if o.text == step.text]
            if same:
                moved, left = max(same, key=lambda each: each[0].post == step.post)
                left.remove(moved)
                came.remove(step)
                yield step.id, moved.id
    for left, came in changed:
        alike = [(_likeness(o, step), o, step) for step in came for o in left]
        for likeness, o, step in sorted(alike, key=lambda each: -each[0]):
            if likeness >= _ALIKE and o in left and step in came:
                left.remove(o)
                came.remove(step)
                yield step.id, o.id


def _likeness(one: FlowStep, other: FlowStep) -> float:
    """Of texts, less where another post does it."""
    ratio = SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()
    return ratio - _OTHER_POST if one.post and other.post and one.post != other.post else ratio


def _branch_pairs(
    was: Mapping[str, FlowStep], new: FlowChart, pairs: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for step in new.every_step():
        if step.id not in pairs:
            continue
        left = list(was[pairs[step.id]].branches)
        for branch in step.branches:
            if same := next((each for each in left if each.label == branch.label), None):
                left.remove(same)
                yield branch.id, same.id


def _line_pairs(
    old: FlowChart, new: FlowChart, pairs: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    left = list(old.extra)
    for line in new.extra:
        ends = (pairs.get(line.start), pairs.get(line.end))
        if same := next((each for each in left if (each.start, each.end) == ends), None):
            left.remove(same)
            yield line.id, same.id


def _branch(step: FlowStep | None, id: str) -> Branch | None:
    return next((each for each in step.branches if each.id == id), None) if step else None
