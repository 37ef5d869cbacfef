"""The year's summary of the sample book against the figures that the work report states."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.summarising import SummaryDraft
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.summary import text_of

# What a sentence of the summary says, and the measures behind its numbers.
REPORT = (
    ("明确了13项重点任务", "tasks.tasks"),
    ("深入48个单位开展调研指导", "inspections.units"),
    ("共帮助解决困难和问题36个", "problems.solved"),
    ("命名两批45个模范机关创建示范单位", "branch_building.batches branch_building.units"),
    (
        "为群众解决困难5000多件，协调落实资金1200多万元",
        "service.difficulties service.funds",
    ),
    ("开展各类政策学研26次", "brand_work.studies"),
    ("“先进模范人物谈理论”宣讲播出6期", "role_models.lectures"),
    (
        "共开展谈心谈话59人次，发送廉政提醒微信、短信68条",
        "talks.heads reminders.messages_phone",
    ),
    (
        "举办廉政讲座3场，上廉政专题党课2堂，开展“一月一警示”教育9场次，"
        "组织专题研讨会16场，观看警示教育片5场",
        "education.lectures education.party_lectures education.monthly "
        "education.seminars education.films",
    ),
    (
        "印发《机关党建信息》专刊4期，发布相关新闻信息100余条，其中在日报刊登10条",
        "publicity.issues publicity.news publicity.news_daily",
    ),
    (
        "为干部家属发放廉政倡议16份，开展清廉制度大家建、清廉问题大家找、"
        "清廉歌曲大家唱等系列活动35场次",
        "family.initiatives practice.activities",
    ),
    ("14名选手讲述清廉故事", "practice.contestants"),
)


@pytest.fixture(scope="module")
def year(sample_desk: Desk) -> SummaryDraft:
    summarising = sample_desk.summarising
    return summarising.draft(Period.parse("2026"), summarising.templates()[""])


@pytest.mark.parametrize(("words", "measures"), REPORT)
def test_a_sentence_of_the_report_comes_out_of_the_book(
    year: SummaryDraft, words: str, measures: str
) -> None:
    [sentence] = [
        sentence
        for paragraph in year.paragraphs
        for sentence in paragraph.sentences
        if words in text_of(sentence)
    ]
    named = [f"{each.ledger}.{each.measure}" for each in sentence if not isinstance(each, str)]
    assert named == measures.split()
    for key in measures.split():
        ledger, measure = key.split(".")
        assert year.figures[ledger, measure].figure.records


def test_rounded_figures_are_above_what_the_report_states(year: SummaryDraft) -> None:
    for key, least in (
        (("service", "difficulties"), 5000),
        (("service", "funds"), 1200),
        (("publicity", "news"), 100),
    ):
        value = year.figures[key].figure.value
        assert value is not None
        assert value > least


def test_nothing_of_the_year_is_left_out(year: SummaryDraft) -> None:
    assert year.left_out == ()
    assert "{" not in "".join(each.text for each in year.paragraphs)


@pytest.mark.parametrize("period", ["2026H1", "2026H2", "2025"])
def test_other_periods_say_only_what_was_done(sample_desk: Desk, period: str) -> None:
    summarising = sample_desk.summarising
    draft = summarising.draft(Period.parse(period), summarising.templates()[""])
    text = "".join(each.text for each in draft.paragraphs)
    assert "—" not in text
    assert all(line.figure.value for line in draft.used)
    listed = {slot.key for left in draft.left_out for slot, _ in left.lacking}
    assert listed == {key for key, line in draft.figures.items() if not line.figure.value}


def test_our_template_tells_its_reader_how_to_change_it(desk: Desk) -> None:
    file: Path = desk.summarising.templates()[""]
    notes = [each for each in file.read_text("utf-8").splitlines() if each.startswith("%")]
    for words in ("{台账名.指标名}", "|多", "【】", "UTF-8"):
        assert any(words in note for note in notes)
