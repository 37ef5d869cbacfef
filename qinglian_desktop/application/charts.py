"""Flow charts as a user comes to them: by what they are of, and by the steps to be chosen"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.chart_ports import ChartFiles
from qinglian_desktop.application.hung_steps import chart_of_link
from qinglian_desktop.application.owned_charts import ChartOf
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.records import RecordKeeping, Saved
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Field, Flow, RecordRef, StepRef, Text
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, title_of
from qinglian_desktop.domain.step_links import links_of
from qinglian_desktop.domain.values import Link, StepLink, Value
from qinglian_desktop.files.delivery import deliver

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class OutgoingChart:
    """Of a chart that goes out: its pages, and what has to be told.

    ``is_small``: its text comes out smaller than what can be read in print; ``is_turned``: the
    paper was turned, so that it does not. ``left_out`` says in words what does not go out with it
    yet; "" where nothing is left out.
    """

    pages: int
    is_small: bool
    is_turned: bool
    left_out: str


class Charts:
    """The use cases around flow charts."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        records: RecordKeeping,
        clock: Clock,
        files: ChartFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._records = records
        self._clock = clock
        self._files = files

    def steps(self, kind: StepRef, link: Value) -> list[StepLink]:
        """The steps that a record with this link may choose, in their order."""
        with self._book.reading() as work:
            chart = chart_of_link(work, self._catalogue, kind, link)
        return links_of(chart) if chart is not None else []

    def there_for(self, ledger: Ledger) -> dict[int, Record]:
        """By the id of what there is one record each of, that record, where it is there already."""
        with self._book.reading() as work:
            every = work.records.fetch(ledger, work.records.ids(Query(ledger.key)))
        links = ((each.value(ledger.once_for), each) for each in every)
        return {link.id: each for link, each in links if isinstance(link, Link) and link.id}

    def of(self, code: str) -> ChartOf:
        """The chart of what has this code, number or title; DataProblems where nothing has."""
        ledger = next(each for each in self._catalogue if each.once_for and each.of_type(Flow))
        owner = self._catalogue[cast("RecordRef", ledger.field(ledger.once_for).type).ledger]
        first = owner.fields[0]
        with self._book.reading() as work:
            every = work.records.fetch(owner, work.records.ids(Query(owner.key)))
            named = [each for each in every if self._is_called(owner, first, each, code)]
            if len(named) != 1:
                said = "没有" if not named else f"有{len(named)}条"
                known = "、".join(str(each.value(first.key)) for each in every[:_MOST_NAMED])
                more = f"等{len(every)}项" if len(every) > _MOST_NAMED else ""
                problem = f"{owner.label}里{said}{quoted(code)}。"
                todo = (
                    f"可以写{first.label}：{known}{more}。" if every else f"请先登记{owner.noun}。"
                )
                raise DataProblems((Problem("power", f"{problem}{todo}"),))
            asked = Query(ledger.key, linked=(ledger.once_for, named[0].id or 0))
            found = work.records.page(asked, 0, 1)
        return ChartOf(owner, named[0], ledger, found[0] if found else None)

    def keep(self, of: ChartOf, chart: FlowChart, reason: str = "") -> Saved:
        """Keep this chart as that of the record; raises as ``RecordKeeping.save``."""
        ledger, key = of.ledger, of.field.key
        plain = to_plain(of.field.type, chart)
        if of.record is not None:
            typed = {**self._records.plain(ledger, of.record), key: plain}
            return self._records.save(ledger, typed, record_id=of.record.id, reason=reason)
        link = to_plain(
            ledger.field(ledger.once_for).type,
            Link(of.owned.id, title_of(of.owner, of.owned.values)),
        )
        begun = self._records.start(ledger, {ledger.once_for: link, key: plain})
        return self._records.save(ledger, begun, reason=reason)

    def draw(self, of: ChartOf, target: Path, *, is_outlined: bool = False) -> list[Path]:
        """Write the chart with what is marked on it; the files that were written.

        An ``is_outlined`` vector picture needs no font where it is shown.
        """
        from qinglian_desktop.application.chart_papers import write_chart

        with self._book.reading() as work:
            return write_chart(
                work,
                self._catalogue,
                of,
                self._files,
                self._clock,
                target,
                is_outlined=is_outlined,
            )

    def pdf(self, of: ChartOf) -> bytes:
        """The chart with what is marked on it as a PDF that is no file."""
        from qinglian_desktop.application.chart_papers import chart_paper

        with self._book.reading() as work:
            paper = chart_paper(work, self._catalogue, of, self._files, self._clock)
        return self._files.pdf(paper)

    def outgoing(self, of: ChartOf) -> OutgoingChart:
        """What there is to say of it before it goes out, laid out once."""
        from qinglian_desktop.application.chart_papers import left_out, pages_of, step_risks

        with self._book.reading() as work:
            risks = step_risks(work, self._catalogue, of, goes_out=True)
            said = left_out(work, self._catalogue, of)
        pages = pages_of(of, risks, self._files)
        return OutgoingChart(len(pages), pages[0].is_small, pages[0].is_turned, said)

    def left_out(self, of: ChartOf) -> str:
        """What does not go out with the chart yet, in words; "" where nothing is left out."""
        from qinglian_desktop.application.chart_papers import left_out

        with self._book.reading() as work:
            return left_out(work, self._catalogue, of)

    def put(self, text: str, target: Path) -> None:
        """Write a text to a file, whole or not at all."""

        def write(path: Path) -> None:
            path.write_text(text, encoding="utf-8")

        deliver(target, write)

    def _is_called(self, owner: Ledger, first: Field, record: Record, code: str) -> bool:
        called = [record.number, title_of(owner, record.values)]
        if isinstance(first.type, Text):
            called.append(str(record.value(first.key) or ""))
        return any(alike(each, code) for each in called)
