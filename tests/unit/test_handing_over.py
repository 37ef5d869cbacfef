"""What is registered at a field begins with what stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Field, PersonRef, RecordRef
from qinglian_desktop.domain.handing_over import handed_over
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.values import Person
from tests.invented import EVERYTHING, INVENTED_ROSTER


def linked(*begins_with: tuple[str, str], to: str = "crew") -> Ledger:
    fields = (
        Field("link", "连", RecordRef(to, begins_with)),
        Field("whose", "谁的", PersonRef()),
    )
    return replace(EVERYTHING, sections=(*EVERYTHING.sections, Section("又", fields)))


@pytest.mark.parametrize(
    ("here", "there", "words"),
    [
        ("nowhere", "name", "unknown fields nowhere, name"),
        ("line", "nowhere", "unknown fields line, nowhere"),
        ("line", "came", "line is of another type than came"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(here: str, there: str, words: str) -> None:
    with pytest.raises(BadDeclaration, match=re.escape(words)):
        Catalogue((INVENTED_ROSTER, linked((here, there))))


def test_one_person_begins_a_list_of_several_and_blanks_begin_nothing() -> None:
    link = RecordRef("everything", (("whose", "guests"), ("line", "line")))
    ledger = linked(*link.begins_with, to="everything")
    Catalogue((INVENTED_ROSTER, ledger))
    given = handed_over(link, ledger, EVERYTHING, {"whose": Person("罗文渊", 3)})
    assert given == {"guests": {"people": [{"name": "罗文渊", "id": 3}]}}
    assert handed_over(link, ledger, EVERYTHING, {"line": "甲"}) == {"line": "甲"}
