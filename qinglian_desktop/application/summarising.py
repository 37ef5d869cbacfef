"""The half-year and year summary: drafted from a template and the book's figures, and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import (
    FontUsed,
    SummaryFiles,
    SummaryForm,
    SummaryText,
)
from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.application.ports import OWN_TEMPLATES, Clock, UnitOfWork
from qinglian_desktop.application.summary_drafts import KeptDraft, SummaryDrafts
from qinglian_desktop.application.summary_template import load_template
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rights import must_see_all
from qinglian_desktop.domain.rules import nothing_lacks
from qinglian_desktop.domain.signature import Signature, signed
from qinglian_desktop.domain.summary import (
    Fact,
    LeftOut,
    MeasureKey,
    NumberStyle,
    Paragraph,
    Slot,
    compose,
    figure_words,
    printable,
)
from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.files.durable import make_folder

OUR_TEMPLATE = "清廉机关建设总结.txt"
_UNNAMED_UNIT = "本单位"


@dataclass(frozen=True, slots=True)
class SummaryDraft:
    """A summary as the records make it: its text, each figure used, and what is not in it."""

    period: Period
    template: Path
    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...]
    figures: Mapping[MeasureKey, FigureLine]

    @property
    def used(self) -> tuple[FigureLine, ...]:
        """The figures that stand in the text, in its order."""
        pieces = (piece for paragraph in self.paragraphs for piece in paragraph.pieces)
        keys = ((each.ledger, each.measure) for each in pieces if not isinstance(each, str))
        return tuple(self.figures[key] for key in dict.fromkeys(keys))

    @property
    def values(self) -> dict[MeasureKey, int | Decimal | None]:
        """The figures alone."""
        return {key: line.figure.value for key, line in self.figures.items()}


@dataclass(frozen=True, slots=True)
class WrittenSummary:
    """What came of writing a summary: who signed it, in which fonts, and what is to be said.

    ``lacking`` tells of signs that a PDF shows as 〓.
    """

    form: SummaryForm
    signature: Signature
    fonts: tuple[FontUsed, ...]
    lacking: str = ""

    @property
    def told(self) -> str:
        """The fonts in a sentence, for whoever looks at the file; "" for plain text."""
        if not self.fonts:
            return ""
        said = "，".join(f"{each.part}用{each.name}" for each in self.fonts)
        if self.form is SummaryForm.WORD:
            return f"字体写明是：{said}，由打开它的电脑提供。"
        return f"字体：{said}。"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the file is not as it should be by, each with what to do."""
        found = [self.lacking] if self.lacking else []
        if lost := dict.fromkeys(each.wanted for each in self.fonts if each.is_stand_in):
            said = f"这台电脑没有{'、'.join(lost)}，用自带的宋体代替了"
            found.append(f"{said}；要用这些字体，请写成 Word，在有的电脑上打印。")
        if not self.signature.name:
            found.append("单位还没有登记，没有署名。请在花名册里登记单位，再写一次。")
        return tuple(found)


class Summarising:
    """Summaries of an open book; ``drafts`` are those that a person edited."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        files: SummaryFiles,
        templates: Path,
        lacking: Callable[[str], str] = nothing_lacks,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files
        self._templates = templates
        self._lacking = lacking
        self.drafts = SummaryDrafts(book)

    def templates(self) -> dict[str, Path]:
        """Templates by name: "" is our own, the others lie in the book's folder."""
        try:
            own = sorted((self._book.folder / OWN_TEMPLATES).glob("*.txt"))
        except OSError:
            own = []
        return {"": self._templates / OUR_TEMPLATE, **{path.stem: path for path in own}}

    def copy_template(self) -> str:
        """Our own template as a file of the unit's, which it can change; gives its name."""
        folder = self._book.folder / OWN_TEMPLATES
        try:
            make_folder(folder)
        except OSError as error:
            raise EnvironmentProblem(
                "台账库的文件夹里不能新建文件，模板没有另存。",
                "台账库里的记录没有受影响。",
                "请看看台账库是不是在只读的U盘或光盘上。",
            ) from error
        taken = self.templates()
        numbers = (f"本单位模板{number}" for number in range(1, len(taken) + 2))
        name = next(each for each in numbers if each not in taken)
        deliver(folder / f"{name}.txt", lambda path: _copy(taken[""], path))
        return name

    def draft(self, period: Period, template: Path) -> SummaryDraft:
        """The summary of a half-year or a year, every figure of it read at one moment.

        Raises EnvironmentProblem for a template that cannot be used, DataProblems for
        another kind of period.
        """
        must_see_all(self._book.keeper, "总结")
        if period.kind not in (PeriodKind.HALF, PeriodKind.YEAR):
            said = f"总结按半年或全年写，{period.label}不行。请写 2026H1、2026H2 或 2026。"
            raise DataProblems((Problem("period", said),))
        loaded = load_template(template, self._catalogue)
        with self._book.reading() as work:
            facts = {
                Fact.UNIT: self._unit_name(work),
                Fact.PERIOD: period.label,
                Fact.SINCE: self._since(period),
            }
            figures = {slot.key: _line(work, slot, period) for slot in loaded.slots}
        values = {key: line.figure for key, line in figures.items()}
        paragraphs, left_out = compose(loaded, facts, values)
        return SummaryDraft(period, template, paragraphs, left_out, figures)

    def changes(self, kept: KeptDraft, now: SummaryDraft) -> list[str]:
        """Which figures are no longer as they were when a text was made, in words."""
        return [
            f"{line.ledger.label}的{line.measure.label}由{_shown(before)}变为{_shown(value)}"
            for key, line in now.figures.items()
            if key in kept.figures and (value := line.figure.value) != (before := kept.figures[key])
        ]

    def file_name(self, period: Period, form: SummaryForm) -> str:
        """What the file of a summary is called, if nobody calls it otherwise."""
        with self._book.reading() as work:
            unit = self._unit_name(work)
        return f"{safe_unit_name(unit)}{period.label}清廉机关建设总结{form.value}"

    def signature(self, paragraphs: Sequence[Paragraph], unit_name: str) -> Signature:
        """Who signs a text and when: as it ends, else the unit, today."""
        return signed(paragraphs, unit_name, self._clock().date())[1]

    def unit_name(self) -> str:
        """Who signs where a text does not say; "" while the unit is not registered."""
        with self._book.reading() as work:
            return self._signer(work)

    def write(self, paragraphs: Sequence[Paragraph], target: Path) -> WrittenSummary:
        """Write the text as Word, PDF or plain text, as the name ends; whole or not at all."""
        form = SummaryForm.of(target)
        if form is None:
            raise EnvironmentProblem(
                f"“{target.name}”不是能写的文件名。",
                "台账库里的记录没有受影响，没有写文件。",
                "文件名要以 .docx（Word）、.pdf 或 .txt 结尾，请改一个名字再试。",
            )
        with self._book.reading() as work:
            now, said = self._clock(), tuple(map(printable, paragraphs))
            body, signature = signed(said, self._signer(work), now.date())
            text = SummaryText(body, self._unit_name(work), now, signature)
        fonts: list[FontUsed] = []

        def put(path: Path) -> None:
            fonts[:] = self._files.write(text, form, path)

        deliver(target, put)
        lacking = ""
        words = (text.unit_name, signature.name, *(each.text for each in body))
        if form is SummaryForm.PDF and (signs := self._lacking("".join(words))):
            lacking = f"PDF 里没有“{signs}”的字形，印成了〓，请改成别的字，或者写成 Word。"
        return WrittenSummary(form, signature, tuple(fonts), lacking)

    def _signer(self, work: UnitOfWork) -> str:
        unit = unit_words(work, self._catalogue)
        return unit.name if unit else ""

    def _unit_name(self, work: UnitOfWork) -> str:
        return self._signer(work) or _UNNAMED_UNIT

    def _since(self, period: Period) -> str:
        if period.kind is PeriodKind.HALF:
            return f"{'上下'[period.index - 1]}半年"
        return Fact.SINCE.value if period.year == self._clock().year else period.label


def lacking_words(left: LeftOut) -> str:
    """Why a sentence was left out."""
    return "；".join(
        f"{slot.ledger.label}的{slot.measure.label}{_why(slot, counted=bool(counted))}"
        for slot, counted in left.lacking
    )


def _why(slot: Slot, *, counted: bool) -> str:
    if not slot.ledger.is_kept:
        return "本单位不记"
    return "为零" if counted else "没有记录"


def _copy(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())


def _line(work: UnitOfWork, slot: Slot, period: Period) -> FigureLine:
    is_kept = slot.ledger.is_kept
    figure = work.records.figure(slot.ledger, slot.measure, period) if is_kept else Figure(None)
    return FigureLine(slot.ledger, slot.measure, figure)


def _shown(value: int | Decimal | None) -> str:
    return "没有记录" if value is None else figure_words(value, NumberStyle.EXACT)
