"""A whole day of work over a book with planted words, in a process of its own; not a test.

Run as ``python -m tests.trust.working_child WORLD [round]``: WORLD/book is the book, WORLD/out what
the user asked for. Says of each step on standard output that it is done; with ``round`` it works
on in a book that has them already, until it is killed.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from qinglian_desktop import bootstrap
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.public_ports import PublicForm
from qinglian_desktop.application.summary_drafts import KeptDraft, SummaryDrafts
from qinglian_desktop.cli.command_line import main as command
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace
from qinglian_desktop.domain.filling.form_pieces import FieldIn
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.keeper import Keeper
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.summary import Kind, Paragraph
from qinglian_desktop.storage.books import EncryptedBooks
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.trust.planting import MARK, REASON, plant

MONTH, YEAR = Period.parse("2026-10"), Period.parse("2026")


class Day:
    """Steps over one book, each said when it is done."""

    def __init__(self, world: Path) -> None:
        self.world, self.out = world, world / "out"
        self.tools: Tools = bootstrap.build_tools(clock=lambda: NOW)
        self.books = EncryptedBooks(self.tools.catalogue, self.tools.clock, "书记", cost=CHEAP)
        self.folder = world / "book"
        self.book = self.books.open(self.folder, PASSWORD)
        self.desk = Desk(self.book, self.tools)

    def plant(self) -> None:
        """Words in every field, and in what is kept beside the records."""
        planted = plant(self.desk)
        (self.world / "planted.json").write_text(
            json.dumps({"count": len(planted.words), "left": planted.left})
        )
        talks = self.desk.catalogue["talks"]
        for is_plan in (False, True):
            typed: dict[str, object] = {"content": f"{MARK}草稿", "time": "2026-12-24 09:00"}
            self.desk.records.keep_draft(Draft("talks", typed, is_plan=is_plan))
        said = (Paragraph(Kind.TEXT, ((f"{MARK}总结里改的",),)),)
        SummaryDrafts(self.book).put(YEAR, KeptDraft(said, {}))
        form, kept = Workbook(), io.BytesIO()
        form.worksheets[0]["A1"] = f"{MARK}上级的表"
        form.save(kept)
        opened = self.desk.filling.open(f"{MARK}表.xlsx", kept.getvalue())
        self.desk.filling.keep(opened, FormMapping())
        of = self.desk.wordings.lists()[0]
        self.desk.wordings.add(of.ledger.key, of.field.key, [f"{MARK}类"])
        talk = self.desk.searching.first(Query("talks"), 1)[0][0]
        self.desk.records.void(talks, talk.id or 0, f"{MARK}作废的原因")

    def look(self) -> None:
        """Search, preview, undo, compare and restore a version."""
        assert self.desk.searching.find(MARK)
        ids = list(self.desk.searching.ids(Query("talks")))[:3]
        talks = self.desk.catalogue["talks"]
        assert self.desk.printing.preview_records(talks, ids)
        for at in ids[:1]:
            seen = self.desk.records.versions.compare(talks, at, 1)
            if seen.changes and not seen.in_the_way:
                self.desk.records.versions.restore(talks, at, 1, reason=REASON)
                self.desk.records.steps.undo()

    def go_out(self) -> None:
        """All that is asked for: PDF, Word, Excel, summary, return, the whole book readable."""
        talks = self.desk.catalogue["talks"]
        ids = list(self.desk.searching.ids(Query("talks")))[:3]
        self.desk.printing.records(talks, ids, self.out)
        self.desk.printing.records_in_word(talks, ids, self.out / "谈话.docx")
        self.desk.sheets_out.whole(Query("talks"), "", self.out / "谈话.xlsx")
        self.desk.sheets_out.blank(talks, self.out / "空白.xlsx")
        if (summary := SummaryDrafts(self.book).get(YEAR)) is not None:
            for name in ("总结.docx", "总结.pdf", "总结.txt"):
                self.desk.summarising.write(summary.paragraphs, self.out / name)
        self.desk.returning.deliver(MONTH, self.out)
        self.desk.exporting.readable(self.out)
        self._print_lenses()
        self._put_up_in_public()
        self._fill_a_form()

    def _print_lenses(self) -> None:
        """One of each kind."""
        found = {type(lens): (of, lens) for of in self.desk.catalogue for lens in of.lenses}
        for ledger, lens in found.values():
            with suppress(DataProblems):
                self.desk.lens_printing.to_folder(ledger, [lens], None, self.out)

    def _put_up_in_public(self) -> None:
        publishing = self.desk.publishing
        choice = publishing.usual()
        publishing.to_folder(choice, [PublicForm.PDF], self.out)
        publishing.register(choice, publishing.by_last())

    def _fill_a_form(self) -> None:
        """A form of somebody else, once for each talk of the month."""
        form, kept = Workbook(), io.BytesIO()
        form.worksheets[0].title = "表"
        form.worksheets[0]["A1"] = "谈话记录"
        form.save(kept)
        filling = self.desk.filling
        opened = filling.open(f"{MARK}谈话表.xlsx", kept.getvalue())
        places = tuple(
            MappedPlace(FormPlace("表", f"B{row}"), (FieldIn(key),))
            for row, key in enumerate(("people", "place", "content"), 1)
        )
        opened = filling.keep(opened, FormMapping(places, ledger="talks"))
        filling.fill(opened, MONTH, self.out)

    def bring_in(self) -> None:
        """A sheet of somebody else, by the command."""
        sheet = Workbook()
        page = sheet.worksheets[0]
        page.append(["日期", "文件名称", "密级"])
        page.append(["2026-11-02", f"{MARK}导入的文件", "公开"])
        sheet.save(self.out / "导入.xlsx")
        self._command("import", "directives", str(self.out / "导入.xlsx"), "--leave-unread")

    def keep_safe(self) -> None:
        """Backup, second place, archive, a look into a copy, restore and repair."""
        copy = self.book.back_up()
        self.book.back_up_to(self.world / "stick", "单位")
        self.book.archive(self.world / "archive" / "全部.qlz", f"{PASSWORD}-导出")
        self.book.close()
        looked = self.books.look(self.folder, copy, PASSWORD)
        Desk(looked, self.tools).searching.find(MARK)
        looked.close()
        self.books.restore(self.folder, copy, PASSWORD)
        repaired = self.world / "repaired"
        if not repaired.exists():
            self.books.repair(self.folder, repaired, PASSWORD)
        self.book = self.books.open(self.folder, PASSWORD)
        self.desk = Desk(self.book, self.tools)

    def renew(self) -> None:
        """Another key: a password changed and back, a keeper come and gone, another code."""
        keepers = self.book.keepers
        keepers.add(Keeper("新来的"), f"{PASSWORD}-别人", PASSWORD)
        keepers.remove("新来的", PASSWORD)
        self.book.change_password(PASSWORD, f"{PASSWORD}-新")
        self.book.change_password(f"{PASSWORD}-新", PASSWORD)
        self.book.new_recovery_code(PASSWORD)

    def fail(self) -> None:
        """What goes wrong with planted words in its hands: an error of the database, a bug."""
        talks = self.desk.catalogue["talks"]
        record = self.desk.searching.first(Query("talks"), 1)[0][0]
        wrong = replace(record, values={**record.values, "content": {MARK: f"{MARK}不是文字"}})  # type: ignore[dict-item]
        for work in (
            lambda: self._keep_wrong(talks, wrong),
            lambda: {}[f"{MARK}没有这个"],
            lambda: int(f"{MARK}不是数"),
        ):
            self._failing(work)

    def _failing(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception:
            # As the window's outermost handler notes it.
            logging.getLogger("qinglian_desktop.ui.application").exception("uncaught")
        else:
            raise AssertionError("it should have failed")

    def _keep_wrong(self, ledger: Any, record: Any) -> None:
        from qinglian_desktop.application.ports import Mark

        with self.book.writing() as work:
            mark = Mark(NOW, "书记", "修改", f"{MARK}缘由")
            work.records.replace(ledger, record, mark)

    def _command(self, *words: str) -> None:
        self.book.close()
        import os

        os.environ["QINGLIAN_PASSWORD"] = PASSWORD
        code = command(["--book", str(self.folder), *words], self.tools, self.books)
        assert code in (0, 1), code
        self.book = self.books.open(self.folder, PASSWORD)
        self.desk = Desk(self.book, self.tools)


def main(world: Path, *, is_round: bool) -> None:
    bootstrap._log_to_file()  # pyright: ignore[reportPrivateUsage]
    day = Day(world)
    steps = [day.look, day.go_out, day.bring_in, day.keep_safe, day.renew, day.fail]
    for step in [] if is_round else [day.plant, *steps]:
        step()
        print("done", step.__name__, flush=True)
    while is_round:
        for step in steps:
            print("begun", step.__name__, flush=True)
            step()
    day.book.close()
    print("done closed", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_round="round" in sys.argv[2:])
