"""The totals of units in the report's own sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qinglian_desktop.application.collected_pictures import months_so_far
from qinglian_desktop.application.collection_reading import CollectedMonth
from qinglian_desktop.application.summary_template import load_template
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.domain.summary import (
    Fact,
    Kind,
    Number,
    Paragraph,
    compose,
)

_ALL_UNITS = "各单位"


def collected_words(
    told: CollectedMonth, template: Path, catalogue: Catalogue, this_year: int
) -> tuple[Paragraph, ...]:
    """What the units did in the year up to the month, out of a summary's template.

    Of its sentences those with figures; none of what nobody reported, of shares, or of what two
    units may both have counted. The first paragraph says whose reports are added up. Raises
    EnvironmentProblem as ``load_template``.
    """
    loaded = load_template(template, catalogue)
    figures, total = told.figures, told.figures.totals[-1]
    sums = {
        measure.key: total.year[place]
        for place, measure in enumerate(figures.measures)
        if measure.is_known and not measure.overlaps
    }
    facts = {
        Fact.UNIT: _ALL_UNITS,
        Fact.PERIOD: months_so_far(told),
        Fact.SINCE: Fact.SINCE.value if told.period.year == this_year else f"{told.period.year}年",
    }
    values = {slot.key: Figure(sums.get(slot.key)) for slot in loaded.slots}
    paragraphs, _ = compose(loaded, facts, values)
    title = f"{_ALL_UNITS}清廉机关建设工作情况"
    whose = (
        f"到{told.period.label}，{total.units}个单位中有{total.reported}个报送了月报，"
        "以下是它们本年累计的合计。"
    )
    return (
        Paragraph(Kind.TITLE, ((months_so_far(told),),)),
        Paragraph(Kind.TITLE, ((title,),)),
        Paragraph(Kind.TEXT, ((whose,),)),
        *_with_figures(paragraphs),
    )


def _with_figures(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """The text without heads, and without sentences that tell no figure."""
    for each in paragraphs:
        said = tuple(
            sentence
            for sentence in each.sentences
            if any(isinstance(piece, Number) for piece in sentence)
        )
        if each.kind is Kind.TEXT and said:
            yield Paragraph(Kind.TEXT, said)
