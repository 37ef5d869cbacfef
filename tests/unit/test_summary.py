"""Templates of the summary, how figures are written, and which sentences stay."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from qinglian_desktop.application.summary_template import LARGEST, load_template
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.domain.summary import Fact, Kind, NumberStyle, Template, compose, figure_words
from tests.invented import INVENTED

FACTS = {Fact.UNIT: "青莲号", Fact.PERIOD: "2026年上半年", Fact.SINCE: "上半年"}


@pytest.fixture
def load(tmp_path: Path):
    def load(text: str | bytes) -> Template:
        file = tmp_path / "船上的模板.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_template(file, INVENTED)

    return load


def said(template: Template, **values: int | Decimal | None) -> list[str]:
    """The paragraphs, with figures by the keys of EVERYTHING's measures; others are 7."""
    figures = {slot.key: Figure(values.get(slot.key[1], 7)) for slot in template.slots}
    paragraphs, left_out = compose(template, FACTS, figures)
    return [*(each.text for each in paragraphs), *(f"省去：{each.text}" for each in left_out)]


@pytest.mark.parametrize(
    ("value", "style", "words"),
    [
        (59, NumberStyle.EXACT, "59"),
        (Decimal("1200.000000"), NumberStyle.EXACT, "1200"),
        (Decimal("1236.5"), NumberStyle.EXACT, "1236.5"),
        (5036, NumberStyle.MORE, "5000多"),
        (Decimal("1236.5"), NumberStyle.MORE, "1200多"),
        (Decimal("1200.5"), NumberStyle.MORE, "1200多"),
        (5000, NumberStyle.MORE, "5000"),
        (107, NumberStyle.OVER, "100余"),
        (99, NumberStyle.OVER, "99"),
        (Decimal("12.5"), NumberStyle.MORE, "12.5"),
        (2, NumberStyle.SPELT, "两"),
        (3, NumberStyle.SPELT, "三"),
        (10, NumberStyle.SPELT, "十"),
        (12, NumberStyle.SPELT, "十二"),
        (20, NumberStyle.SPELT, "二十"),
        (45, NumberStyle.SPELT, "四十五"),
        (100, NumberStyle.SPELT, "100"),
    ],
)
def test_a_figure_is_written_as_the_sentence_wants_it(
    value: int | Decimal, style: NumberStyle, words: str
) -> None:
    assert figure_words(value, style) == words


def test_names_and_keys_heads_notes_and_full_width_signs_are_read(load) -> None:
    template = load(
        "\ufeff% 说明不算\n# {单位}{报告期}总结\n\n"
        "## 一、干活\n### （一）补帆\n"
        "{今年以来}，{万事簿.事数}件，{everything.heads}人次。红的｛万事簿．红色的事｜两｝件。\n"
    )
    assert [kind for kind, _ in template.paragraphs] == list(
        (Kind.TITLE, Kind.HEAD, Kind.SUBHEAD, Kind.TEXT)
    )
    assert said(template, events=59, red=2) == [
        "青莲号2026年上半年总结",
        "一、干活",
        "（一）补帆",
        "上半年，59件，7人次。红的两件。",
    ]


def test_quotes_and_a_forgotten_prefix_do_not_matter_in_names(load) -> None:
    assert said(load("{“万事簿”. 事 数 }件。")) == ["7件。"]


@pytest.mark.parametrize("nothing", [None, 0])
def test_a_sentence_without_its_figure_is_left_out_and_listed(load, nothing: int | None) -> None:
    template = load("先说“好。”再说{万事簿.事数}件。来客{万事簿.来客}人次。后来也好。")
    shown = "—" if nothing is None else "0"
    assert said(template, heads=nothing) == [
        "先说“好。”再说7件。后来也好。",
        f"省去：来客{shown}人次。",
    ]
    assert said(load("{万事簿.来客}人次。"), heads=nothing) == [f"省去：{shown}人次。"]


def test_an_optional_part_goes_alone_unless_no_figure_would_be_left(load) -> None:
    template = load("共【补帆{万事簿.事数}件，】【来客{万事簿.来客}人次，】大家都好。")
    assert said(template, heads=0) == ["共补帆7件，大家都好。", "省去：来客0人次，"]
    assert said(template, heads=0, events=None) == ["省去：共补帆—件，来客0人次，大家都好。"]


def test_a_needed_figure_is_needed_whatever_optional_part_is_missing_too(load) -> None:
    template = load(
        "来客{万事簿.来客}人次，【补帆{万事簿.事数}件，】【上工{万事簿.上工}人次，】好。"
    )
    assert said(template, heads=0, hands=0) == ["省去：来客0人次，补帆7件，上工0人次，好。"]
    assert said(template, heads=0) == ["省去：来客0人次，补帆7件，上工7人次，好。"]
    assert said(template, hands=0) == ["来客7人次，补帆7件，好。", "省去：上工0人次，"]


def test_what_only_leads_to_sentences_that_are_left_out_goes_with_them(load) -> None:
    template = load(
        "# 总结\n## 一、起航\n一是出海。出海{万事簿.事数}次。\n二是捕鱼。捕鱼{万事簿.总重}斤。\n"
        "三是回港。都回来了。\n## 二、修船\n一是补帆。补了{万事簿.总重}张。\n## 三、过节\n"
        "### （一）准备\n买了{万事簿.总重}斤。\n### （二）当天\n一是唱歌。都唱了。\n## 四、明年\n"
    )
    begun = ["总结", "一、起航", "一是出海。出海7次。"]
    assert said(template)[:5] == [*begun, "二是捕鱼。捕鱼7斤。", "三是回港。都回来了。"]
    assert said(template, weight=0) == [
        *(*begun, "二是回港。都回来了。"),
        *("二、过节", "（一）当天", "一是唱歌。都唱了。", "三、明年"),
        *("省去：捕鱼0斤。", "省去：补了0张。", "省去：买了0斤。"),
    ]
    assert said(load("# 总结\n## 一、干活\n共{万事簿.总重}斤。\n"), weight=0)[0] == "总结"


def test_everything_wrong_is_told_by_its_line(load) -> None:
    with pytest.raises(EnvironmentProblem) as told:
        load(
            "# 总结\n"
            "{万事簿.事件}件。\n"
            "{万事.事数}件，{万事簿}，{万事簿.事数|大概}。\n"
            "{万事簿.事数件。\n"
            "好}，【一，【二。\n"
            "{zzz.yyy}\n"
        )
    happened = told.value.happened
    assert happened.startswith("总结模板“船上的模板.txt”有9处不对：")
    for words in (
        "第2行的“{万事簿.事件}”：万事簿没有“事件”这个指标，是不是“事数”",
        "第3行的“{万事.事数}”：没有“万事”这本台账，是不是“万事簿”",
        "第3行的“{万事簿}”看不懂，要写成“{台账名.指标名}”",
        "第3行的“{万事簿.事数|大概}”里没有“大概”这种写法",
        "第4行的“{”没有配对",
        "第5行的“}”没有配对",
        "第5行的“【”没有配对",
        "第6行的“{zzz.yyy}”：没有“zzz”这本台账，有的是“万事簿”",
    ):
        assert words in happened
    assert "没有被改动" in told.value.kept
    assert "改好这几处" in told.value.todo


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("% 只有说明\n\n#\n".encode(), "里面没有正文"),
        (b"", "里面没有正文"),
        ("一年的工作。".encode("gbk"), "不是 UTF-8 编码"),
        ("好。".encode() * LARGEST, "太大了"),
    ],
)
def test_what_is_no_template_is_refused_in_a_sentence(load, content: bytes, words: str) -> None:
    with pytest.raises(EnvironmentProblem, match=words):
        load(content)


@pytest.mark.parametrize("name", ["{}", "万事簿.{}", "万事簿.事数|{}"])
def test_a_long_placeholder_is_told_in_a_short_sentence(load, name: str) -> None:
    with pytest.raises(EnvironmentProblem, match="第1行的“") as told:
        load(f"{{{name.format('字' * 5000)}}}")
    assert len(told.value.sentence) < 600


def test_a_template_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="打不开"):
        load_template(tmp_path / "没有.txt", INVENTED)
