"""Everything that names a person, wherever a person may stand."""

from __future__ import annotations

from qinglian_desktop.domain.values import Person
from tests.invented import EVERYTHING
from tests.unit.conftest import Voyage


def test_every_record_that_names_a_person_is_found_with_how(voyage: Voyage) -> None:
    voyage.ship(captain="吴𫟼")
    wu, zhou = (Person(name, voyage.crew(name)) for name in ("吴𫟼", "周𬭚"))
    led = voyage.event(day="2026-09-01", line="领头的", chief="吴𫟼", guests="甲")
    came = voyage.event(day="2026-10-01", line="来客", guests="吴𫟼、乙")
    away = voyage.event(day="2026-10-02", hands="周𬭚；缺席：吴𫟼（晕船）")
    stepped = voyage.event(
        day="2026-10-03", steps=[{"what": "缝", "who": "吴𫟼"}, {"what": "量", "who": "吴𫟼"}]
    )
    both = voyage.event(day="2026-10-04", chief="吴𫟼", guests="吴𫟼")
    voyage.event(line="没有人")
    gone = voyage.event(line="作废的", chief="吴𫟼")
    voyage.desk.records.void(EVERYTHING, gone, "记错了")
    found = voyage.desk.person_records.of(wu)
    said = [(each.record.id, each.roles) for each in found if each.ledger is EVERYTHING]
    assert said == [
        (both, "领头、客人"),
        (stepped, "谁"),
        (away, "缺席（晕船）"),
        (came, "客人"),
        (led, "领头"),
    ]
    assert [each.roles for each in found if each.ledger is not EVERYTHING] == ["船长"]
    assert [each.record.id for each in voyage.desk.person_records.of(zhou)] == [away]
