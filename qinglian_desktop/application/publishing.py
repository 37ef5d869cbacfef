"""公开亮晒: the set of a unit, a department or one power, made as files and noted as put up"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.chart_ports import ChartFiles, ChartPaper
from qinglian_desktop.application.ports import Clock, Progress, UnitOfWork, no_progress
from qinglian_desktop.application.public_changes import (
    OutOfDate,
    choice_of_record,
    keep_prints,
    out_of_date,
    prints_of,
    told_out_of_date,
)
from qinglian_desktop.application.public_choice import PublicChoice
from qinglian_desktop.application.public_names import names_standing
from qinglian_desktop.application.public_papers import nothing_to_publish, public_paper
from qinglian_desktop.application.public_ports import PublicFiles, PublicForm, PublicPaper
from qinglian_desktop.application.public_posters import drawn_posters, poster_paper, put_poster
from qinglian_desktop.application.public_reading import PublicReading
from qinglian_desktop.application.public_set import (
    PublicRemark,
    PublicSet,
    contents_offered,
    public_set,
    publishing_ledger,
    publishing_of,
    scope_words,
)
from qinglian_desktop.application.records import RecordKeeping, Saved
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.ledger import Ledger, Publishing
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.domain.values import Link
from qinglian_desktop.files.delivery import ToPut, beside_others, deliver, deliver_together

_REMEMBERED = "publishing.choice"


class Publisher:
    """The use cases around what is put up in public."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        records: RecordKeeping,
        clock: Clock,
        files: PublicFiles,
        chart_files: ChartFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._records = records
        self._clock = clock
        self._files = files
        self._chart_files = chart_files

    @property
    def ledger(self) -> Ledger:
        """The ledger that keeps what was put up."""
        return publishing_ledger(self._catalogue)

    @property
    def declared(self) -> Publishing:
        """What it declares."""
        return publishing_of(self._catalogue)

    def usual(self) -> PublicChoice:
        """The whole, with the contents, names and columns that were chosen last."""
        whole = scope_words(self._catalogue)[0]
        offered = contents_offered(self._catalogue, self.declared)
        with self._book.reading() as work:
            text = work.settings.get(_REMEMBERED)
        kept = cast("dict[str, object]", json.loads(text)) if text else {}
        wanted = cast("list[str]", kept.get("contents") or [])
        columns = cast("dict[str, list[str]]", kept.get("columns") or {})
        return PublicChoice(
            whole,
            contents=tuple(each for each in offered if each in wanted) or offered,
            shows_names=bool(kept.get("names")),
            columns={word: tuple(keys) for word, keys in columns.items()},
        )

    def remember(self, choice: PublicChoice) -> None:
        """Begin with these contents, names and columns the next time; written if they are new."""
        said = {
            "contents": list(choice.contents),
            "names": choice.shows_names,
            "columns": {word: list(keys) for word, keys in choice.columns.items()},
        }
        text = json.dumps(said, ensure_ascii=False)
        with self._book.reading() as work:
            is_known = work.settings.get(_REMEMBERED) == text
        if not is_known and not self._book.read_only:
            with self._book.writing() as work:
                work.settings.put(_REMEMBERED, text)

    def again(self, record_id: int) -> PublicChoice:
        """What was chosen for what was put up then; the usual where there is no such record."""
        with self._book.reading() as work:
            record = work.records.get(self.ledger, record_id)
            return choice_of_record(work, self._catalogue, record) if record else self.usual()

    def departments(self) -> list[str]:
        """The departments that the lists name, each once."""
        of, found = self.declared, dict[str, None]()
        with self._book.reading() as work:
            for listed in of.lists:
                ledger = self._catalogue[listed.ledger]
                field = ledger.field(listed.department)
                found |= dict.fromkeys(work.records.remembered(ledger, field))
        return sorted(found)

    def owners(self) -> list[Link]:
        """What a poster and a set of one can be made of, in the order of the list."""
        owner = self._catalogue[self.declared.owner]
        with self._book.reading() as work:
            ids = work.records.ids(Query(owner.key, sort=Sort(descending=False)))
            found = work.records.fetch(owner, ids)
        return [Link(each.id, title_of(owner, each.values)) for each in found]

    def look(
        self, choice: PublicChoice, posters: Sequence[int] = ()
    ) -> tuple[PublicSet, Sequence[PublicRemark]]:
        """What would go out, and what is to be known before: names in texts first.

        Names are looked for on the ``posters`` of these owners, too.
        """
        wanted = [self._of_poster(each, shows_names=choice.shows_names) for each in posters]
        with self._book.reading() as work:
            reading = PublicReading(work, self._catalogue)
            public, *more = (public_set(reading, each) for each in (choice, *wanted))
            found = (names_standing(work, self._catalogue, each) for each in (public, *more))
            named = chain.from_iterable(found)
            return public, (*dict.fromkeys(named), *public.remarks)

    def pdf(self, choice: PublicChoice, progress: Progress = no_progress) -> bytes:
        """The set as a PDF that stays nowhere; DataProblems where nothing would be in it."""
        kept = BytesIO()
        self._files.write(self._paper(choice, progress), PublicForm.PDF, kept, progress)
        return kept.getvalue()

    def to_file(
        self,
        choice: PublicChoice,
        form: PublicForm,
        target: Path,
        progress: Progress = no_progress,
    ) -> None:
        """Write the set to exactly this path, whole or not at all."""
        paper = self._paper(choice, progress)
        deliver(target, lambda path: self._files.write(paper, form, path, progress))

    def to_folder(
        self,
        choice: PublicChoice,
        forms: Sequence[PublicForm],
        folder: Path,
        progress: Progress = no_progress,
        posters: Sequence[int] = (),
    ) -> list[Path]:
        """A file of each form, those that can be edited beside others of the name; then posters.

        What cannot be made is told before anything is written.
        """
        shows_names, files = choice.shows_names, self._chart_files
        papers = [self.poster(each, shows_names=shows_names) for each in posters]
        drawn = drawn_posters(papers, files, progress, shows_names=shows_names)
        made = self._put_set(choice, forms, folder, progress) if forms else []
        for each in drawn:
            made += put_poster(each, files, folder)
        return made

    def poster(self, owner_id: int, *, shows_names: bool) -> ChartPaper:
        """The chart of one, large, with its risks and measures; DataProblems without a chart."""
        choice = self._of_poster(owner_id, shows_names=shows_names)
        with self._book.reading() as work:
            public = public_set(PublicReading(work, self._catalogue), choice)
            unit = self._unit(work)
        return poster_paper(public, unit, self._clock(), self._chart_files)

    def _put_set(
        self, choice: PublicChoice, forms: Sequence[PublicForm], folder: Path, progress: Progress
    ) -> list[Path]:
        """All of them, or none where one cannot be made or somebody gives up."""
        targets: dict[PublicForm, Path] = {}
        paper = self._paper(choice, progress)
        of = f"_{paper.subtitle}" if paper.subtitle else "_全单位"
        kind = "" if choice.shows_names else "_公示版"
        called = safe_name(f"{self.declared.short}公开{of}{kind}_{paper.at:%Y-%m-%d}")
        for form in forms:
            target = folder / f"{called}{form.value}"
            targets[form] = target if form is PublicForm.PDF else beside_others(target)
        # The PDF takes the place of an earlier one: only once all the others are there.
        deliver_together(
            ToPut(targets[form], lambda path, f=form: self._files.write(paper, f, path, progress))
            for form in sorted(forms, key=lambda each: each is PublicForm.PDF)
        )
        return list(targets.values())

    def _of_poster(self, owner_id: int, *, shows_names: bool) -> PublicChoice:
        single, charts = scope_words(self._catalogue)[2], (self.declared.charts[0],)
        return PublicChoice(single, owner=owner_id, contents=charts, shows_names=shows_names)

    def register(self, choice: PublicChoice, by: str, **more: object) -> Saved:
        """Note that the set was put up: the record, and how all of it was printed."""
        of, ledger = self.declared, self.ledger
        with self._book.reading() as work:
            public = public_set(reading := PublicReading(work, self._catalogue), choice)
            prints = prints_of(reading, public)
        if public.is_empty:
            raise nothing_to_publish(public)
        names = cast("tuple[str, str]", getattr(ledger.field(of.names).type, "options", ()))
        _, department, single = scope_words(self._catalogue)
        given: dict[str, object] = {
            of.scope: choice.scope,
            of.contents: list(choice.contents or contents_offered(self._catalogue, of)),
            of.names: names[0] if choice.shows_names else names[1],
            **more,
        }
        given |= {of.by: by.strip()} if by.strip() else {}
        if choice.scope == department:
            given[of.department] = choice.department
        if choice.scope == single:
            given[of.single] = {"id": choice.owner, "label": public.of_words}
        return self._records.save(
            ledger,
            self._records.start(ledger, given),
            reason="登记为已公开",
            beside=lambda work, kept: keep_prints(work, choice, prints, kept),
        )

    def by_last(self) -> str:
        """Who put up the last set, as a form would begin."""
        begun = self._records.start(self.ledger, {}).get(self.declared.by)
        if isinstance(begun, Mapping):
            return str(cast("Mapping[str, object]", begun).get("name") or "")
        return str(begun or "")

    def out_of_date(self) -> list[OutOfDate]:
        """What hangs in public and is not what the book says any more."""
        with self._book.reading() as work:
            return list(out_of_date(work, self._catalogue, self._clock().date()))

    def told_out_of_date(self, ledger: Ledger) -> Mapping[int, str]:
        """By id what is said of the records of which that is so, in any ledger."""
        with self._book.reading() as work:
            return told_out_of_date(work, self._catalogue, ledger, self._clock().date())

    def _paper(self, choice: PublicChoice, progress: Progress) -> PublicPaper:
        """All of it, the charts drawn; DataProblems where nothing would be in it."""
        with self._book.reading() as work:
            public = public_set(PublicReading(work, self._catalogue), choice)
            unit = self._unit(work)
        if public.is_empty:
            raise nothing_to_publish(public)
        at, files = self._clock(), self._chart_files
        return public_paper(public, self.declared, unit, at, files, progress)

    def _unit(self, work: UnitOfWork) -> str:
        unit = unit_words(work, self._catalogue)
        return unit.name if unit else ""
