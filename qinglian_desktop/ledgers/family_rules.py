"""What is asked about in a record of the families: how many households, and papers come back."""

from collections.abc import Iterator

from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import People, Values


def one_household(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """A visit is to one household; the figure counts the cadres of those that held several."""
    people = values.get("people")
    if values.get("kind") == "廉政家访" and isinstance(people, People) and people.present > 1:
        said = (
            f"家访一户登记一条，这里有 {people.present} 名干部，按 {people.present} 户计；"
            "同一户的请只写一名。"
        )
        yield Problem("people", said, is_warning=True)


def no_more_came_back(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Of what was handed to families, no more can come back signed."""
    sent, back = values.get("delivered"), values.get("returned")
    if isinstance(sent, int) and isinstance(back, int) and back > sent:
        yield Problem(
            "returned", f"回收 {back} 份，多于送达的 {sent} 份，请核对。", is_warning=True
        )
