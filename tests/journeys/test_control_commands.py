"""The list of measures without a window."""

from __future__ import annotations

from pathlib import Path

from tests.documents.paper_samples import pages, squeezed
from tests.journeys.office import Office


def test_what_is_left_is_listed_and_the_whole_is_printed(office: Office, tmp_path: Path) -> None:
    left = office.run("controls", "--to", tmp_path)
    assert left.code == 0
    assert all(each["status"] != "已落实" for each in left.json["controls"])
    (path,) = left.json["paths"]
    on_paper = squeezed("".join(pages(Path(path))))
    every = office.run("controls", "--state", "all").json["controls"]
    assert len(every) > len(left.json["controls"]) > 0
    for each in every:
        assert squeezed(each["what"]) in on_paper
    late = office.run("controls", "--state", "late").json["controls"]
    assert late == [each for each in left.json["controls"] if each["days_over"]]


def test_those_of_a_person_are_chosen_and_a_wrong_word_is_told(office: Office) -> None:
    name = office.run("controls", "--state", "all").json["controls"][0]["who"][0]
    asked = office.run("controls", "--state", "all", "--who", name)
    of_him = asked.json["controls"]
    assert of_him and all(name in each["who"] for each in of_him)
    said = office.run("controls", "--who", name, says=True).out
    assert f"共 {len(of_him)} 条措施" in said
    wrong = office.run("controls", "--state", "soon")
    assert wrong.code != 0 and "看不出看哪些" in wrong.out + wrong.err
