"""Who is sought by name stands before all that names them, however old the roster's record is."""

from __future__ import annotations

from tests.invented import EVERYTHING, INVENTED_ROSTER
from tests.unit.conftest import Voyage


def found(voyage: Voyage, text: str, limit: int = 100) -> list[tuple[str, int]]:
    return [(hit.ledger, hit.record_id) for hit in voyage.desk.searching.find(text, limit)]


def test_a_person_comes_first_and_once(voyage: Voyage) -> None:
    member = INVENTED_ROSTER.key, voyage.crew("周明")
    events = [(EVERYTHING.key, voyage.event(chief="周明")) for _ in range(3)]
    for typed in ("周明", "zm", "zhouming", "周", "明"):
        first, *rest = found(voyage, typed)
        assert first == member, typed
        assert member not in rest
    assert sorted(found(voyage, "周明")[1:]) == events
    # Also where newer records alone would fill the list.
    assert found(voyage, "周明", 2)[0] == member


def test_who_was_voided_is_not_found(voyage: Voyage) -> None:
    member = voyage.crew("周明")
    voyage.desk.records.void(INVENTED_ROSTER, member, "记错了")
    assert found(voyage, "周明") == []


def test_a_word_that_is_no_name_is_found_the_newest_first(voyage: Voyage) -> None:
    voyage.crew("周明")
    old = voyage.event(line="补帆", day="2026-03-01")
    new = voyage.event(line="补帆", day="2026-09-01")
    assert found(voyage, "补帆") == [(EVERYTHING.key, new), (EVERYTHING.key, old)]
