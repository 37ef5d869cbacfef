"""What a talk's form says must agree with whom it was held."""

from collections.abc import Iterator

from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import People, Person, Values, is_same


def form_by_number(values: Values) -> str:
    """With several it is 集体; where nobody is named yet, most are 个别."""
    people = values.get("people")
    return "集体" if isinstance(people, People) and people.present > 1 else "个别"


def one_or_many(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """个别 is with one, 集体 with several."""
    people = values.get("people")
    if not isinstance(people, People):
        return
    if values.get("form") == "个别" and people.present > 1:
        yield Problem("form", f"谈话对象有 {people.present} 人，形式应为“集体”。")
    if values.get("form") == "集体" and people.present == 1:
        yield Problem("form", "谈话对象只有 1 人，形式是否应为“个别”？", is_warning=True)


def with_oneself(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Who talks with himself is asked about."""
    people, talker = values.get("people"), values.get("talker")
    if isinstance(people, People) and isinstance(talker, Person):
        for each in people.attendees:
            if is_same(each.person, talker):
                said = f"谈话人和谈话对象都是{talker.name}，请核对。"
                yield Problem("talker", said, is_warning=True)
