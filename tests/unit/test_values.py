"""Who was due and who came, by names or by mere numbers."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.values import Attendee, People, Person

FIRST, SECOND = Person("周𬭚"), Person("李䶮")


@pytest.mark.parametrize(
    ("people", "due", "present"),
    [
        (People(), 0, 0),
        (People.named(FIRST, SECOND), 2, 2),
        (People((Attendee(FIRST), Attendee(SECOND, present=False))), 2, 1),
        (People((Attendee(FIRST, present=False),)), 1, 0),
        (People(due_count=12, present_count=11), 12, 11),
        (People(due_count=12, present_count=0), 12, 0),
        # Of an event with 应到 alone everybody is taken to have come.
        (People(due_count=12), 12, 12),
        (People(present_count=11), 0, 11),
    ],
)
def test_who_was_due_and_who_came_are_counted(people: People, due: int, present: int) -> None:
    assert (people.due, people.present) == (due, present)
