"""Who wrote a return: the book's key, its signature in the file, and what is remembered of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from qinglian_desktop.application.authorship import Authorship
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.exporting import Exporting
from qinglian_desktop.application.signing import RECEIPT_TEXT, RETURN_TEXT, Signer, signature_fits
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.domain.signed import Signed, code_in_words, key_code
from qinglian_desktop.storage.signatures import Ed25519
from tests.storage.invented_books import PASSWORD, invented_books
from tests.unit.conftest import Voyage
from tests.unit.two_offices import OCTOBER, office

Office = Callable[..., Voyage]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Office]:
    with ExitStack() as stack:
        count = iter(range(100))

        def make(name: str = "青莲号", code: str = "QL-07") -> Voyage:
            return stack.enter_context(office(tmp_path / f"簿{next(count)}", name, code))

        yield make


@pytest.fixture
def committee(offices: Office) -> Voyage:
    return offices("舰队工委", "QL-00")


def handed_in(voyage: Voyage, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return voyage.desk.returning.deliver(OCTOBER, folder).path


def seen(voyage: Voyage, path: Path) -> Verified:
    """A return as verified and remembered."""
    found = voyage.desk.returning.verify(path)
    voyage.desk.collecting.remember(found)
    return found


def kind(found: Verified) -> Authorship:
    assert found.author is not None
    return found.author.kind


def rewritten(path: Path, change: Callable[[ReturnContent], ReturnContent]) -> Path:
    """The file as somebody writes it anew who knows the layout: with a digest that fits."""
    files = ReturnWorkbook()
    files.write(change(files.read(path).content), path)
    return path


def figure_raised(content: ReturnContent) -> ReturnContent:
    line = replace(content.summary[0], month=7, year=9)
    return replace(content, summary=(line, *content.summary[1:]))


def test_a_return_is_signed_and_written_twice_it_is_the_same_file(
    sailing: Voyage, tmp_path: Path
) -> None:
    first = handed_in(sailing, tmp_path)
    data = first.read_bytes()
    assert handed_in(sailing, tmp_path).read_bytes() == data
    signed = ReturnWorkbook().read(first).content.signed
    assert signed is not None
    assert signed.key == sailing.desk.collecting.own_key()
    found = sailing.desk.returning.verify(first)
    assert (found.findings, found.remarks) == ((), ("由本台账库写出。",))


def test_a_figure_with_a_fitting_digest_and_an_old_signature_is_found_out(
    sailing: Voyage, tmp_path: Path
) -> None:
    path = rewritten(handed_in(sailing, tmp_path), figure_raised)
    (finding,) = sailing.desk.returning.verify(path).findings
    assert finding.startswith("签名与内容不符")


def test_what_was_changed_is_told_once(sailing: Voyage, tmp_path: Path) -> None:
    path = handed_in(sailing, tmp_path)
    workbook = openpyxl.load_workbook(path)
    workbook["汇总"]["B3"] = "别的指标"
    workbook.save(path)
    found = sailing.desk.returning.verify(path)
    (finding,) = found.findings
    assert "有人改动过" in finding
    assert kind(found) is Authorship.UNFIT


@pytest.mark.parametrize("row", ["公钥", "签名"])
@pytest.mark.parametrize("words", [None, "", "不是签名", "00" * 32])
def test_a_signature_that_is_not_whole_does_not_fit(
    sailing: Voyage, tmp_path: Path, row: str, words: str | None
) -> None:
    path = handed_in(sailing, tmp_path)
    workbook = openpyxl.load_workbook(path)
    page = workbook["校验"]
    (place,) = [each for each in range(1, page.max_row + 1) if page.cell(each, 1).value == row]
    if words is None:
        page.delete_rows(place)
    else:
        page.cell(place, 2, words)
    workbook.save(path)
    (finding,) = sailing.desk.returning.verify(path).findings
    assert finding.startswith("签名与内容不符")


def test_a_return_of_a_former_version_is_sound_and_has_no_signature(
    sailing: Voyage, tmp_path: Path
) -> None:
    path = rewritten(handed_in(sailing, tmp_path), lambda content: replace(content, signed=None))
    found = sailing.desk.returning.verify(path)
    assert (found.findings, found.remarks) == (
        (),
        ("没有签名，看不出是哪个台账库写出的。",),
    )


def test_the_signature_is_no_part_of_what_a_return_says(sailing: Voyage, tmp_path: Path) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path).content
    assert (content.signed, content.digest) == (None, done.digest)


def test_the_committee_knows_a_unit_again(
    offices: Office, committee: Voyage, tmp_path: Path
) -> None:
    unit = offices()
    path = handed_in(unit, tmp_path)
    code = code_in_words(unit.desk.collecting.own_key())
    first = seen(committee, path)
    assert first.remarks == (f"有签名，与内容相符，签名码 {code}。",)
    assert seen(committee, path).remarks == ("由同一台账库写出。",)
    (known,) = committee.desk.collecting.known()
    assert (known.name, known.code, known.period) == ("青莲号", "QL-07", "2026-10")


def test_another_book_of_the_unit_is_told_until_it_is_accepted(
    offices: Office, committee: Voyage, tmp_path: Path
) -> None:
    seen(committee, handed_in(offices(), tmp_path / "一"))
    other = offices()
    path = handed_in(other, tmp_path / "二")
    found = seen(committee, path)
    assert kind(found) is kind(seen(committee, path)) is Authorship.CHANGED
    assert found.findings == ()
    (words,) = found.remarks
    assert words.startswith("换了台账库")
    assert code_in_words(other.desk.collecting.own_key()) in words
    assert "2026年10月月报起是" in words
    committee.desk.collecting.accept(found)
    assert kind(seen(committee, path)) is Authorship.SAME


def test_a_unit_that_signed_before_and_does_not_now_is_told(
    offices: Office, committee: Voyage, tmp_path: Path
) -> None:
    path = handed_in(offices(), tmp_path)
    seen(committee, path)
    found = seen(committee, rewritten(path, lambda content: replace(content, signed=None)))
    assert kind(found) is Authorship.NO_MORE
    assert found.author is not None
    assert found.author.is_doubtful
    assert found.remarks[0].startswith("没有签名，可是2026年10月月报起都有签名")


def test_two_units_with_one_code_are_told_apart(
    offices: Office, committee: Voyage, tmp_path: Path
) -> None:
    seen(committee, handed_in(offices("青莲号"), tmp_path))
    found = seen(committee, handed_in(offices("白莲号"), tmp_path))
    assert "那时写的是“青莲号”，单位编码可能填重了" in found.remarks[0]


def test_only_a_sound_return_that_came_with_another_key_can_be_accepted(
    offices: Office, committee: Voyage, tmp_path: Path
) -> None:
    first = seen(committee, handed_in(offices(), tmp_path / "一"))
    changed = seen(committee, handed_in(offices(), tmp_path / "二"))
    for found in (first, replace(changed, findings=("文件名与内容不符。",))):
        with pytest.raises(EnvironmentProblem, match="没有可以认可的新签名"):
            committee.desk.collecting.accept(found)
    assert [each.period for each in committee.desk.collecting.known()] == ["2026-10"]


def test_what_was_changed_is_not_remembered(
    offices: Office, committee: Voyage, tmp_path: Path
) -> None:
    path = rewritten(handed_in(offices(), tmp_path), figure_raised)
    seen(committee, path)
    assert committee.desk.collecting.known() == []


def test_a_book_that_is_only_read_remembers_and_makes_nothing(
    offices: Office, committee: Voyage, tmp_path: Path
) -> None:
    path = handed_in(offices(), tmp_path)
    folder = committee.desk.book.folder
    committee.desk.book.close()
    book = invented_books().open(folder, PASSWORD, read_only=True)
    desk = Desk(book, committee.tools)
    found = desk.returning.verify(path)
    assert kind(found) is Authorship.FIRST
    assert not desk.collecting.remember(found)
    assert desk.collecting.own_key() == ""
    assert desk.collecting.known() == []
    book.close()


def test_a_signature_of_one_kind_of_text_is_none_of_another(sailing: Voyage) -> None:
    signer = Signer(sailing.desk.book, Ed25519())
    signed = signer.signed(RETURN_TEXT, "同一段话")
    assert signature_fits(signer.signatures, signed, RETURN_TEXT, "同一段话")
    assert not signature_fits(signer.signatures, signed, RECEIPT_TEXT, "同一段话")
    assert not signature_fits(signer.signatures, Signed("", ""), RETURN_TEXT, "同一段话")


def test_the_code_of_a_key_is_eight_groups_of_four_digits() -> None:
    codes = {key_code(f"{number:064x}") for number in range(50)}
    assert len(codes) == 50
    for code in codes:
        groups = code.split(" ")
        assert [len(group) for group in groups] == [4] * 8
        assert "".join(groups).isdecimal()
    assert code_in_words("0a").replace("\N{NO-BREAK SPACE}", " ") == key_code("0a")


def test_the_key_goes_with_the_book_wherever_it_goes(offices: Office, tmp_path: Path) -> None:
    books = invented_books()
    voyage = offices()
    desk = voyage.desk
    folder, key = desk.book.folder, desk.collecting.own_key()
    copy = desk.book.back_up()
    packed = tmp_path / "全部.qlt"
    desk.book.archive(packed, "另一个口令")
    desk.book.change_password(PASSWORD, "新的口令-2026")
    desk.book.close()

    def key_in(place: Path, secret: str) -> str:
        book = books.open(place, secret)
        try:
            return Signer(book, Ed25519()).own_key()
        finally:
            book.close()

    assert key_in(folder, "新的口令-2026") == key != ""
    books.repair(folder, tmp_path / "修好的", "新的口令-2026")
    assert key_in(tmp_path / "修好的", "新的口令-2026") == key
    again, _ = books.create_from(packed, "另一个口令", tmp_path / "搬来的", "第三个口令")
    assert Signer(again, Ed25519()).own_key() == key
    again.close()
    books.restore(folder, copy, "新的口令-2026")
    assert key_in(folder, "新的口令-2026") == key


def test_the_secret_stays_in_the_book(
    offices: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = offices().desk
    handed_in(Voyage(desk, desk._tools), tmp_path)
    with desk.book.reading() as work:
        secret = work.settings.get("signing.key")
        everyone = work.settings.beginning("known_key.")
    assert secret
    assert len(secret) == 64
    assert everyone == {}
    assert secret not in caplog.text
    exporting = Exporting(desk.book, desk.catalogue, desk.clock, TableWorkbook())
    readable = exporting.readable(tmp_path).path
    assert len(list(readable.rglob("*.xlsx"))) > 1
    desk.book.back_up()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = [path.read_bytes()]
            if path.suffix == ".xlsx":
                with ZipFile(path) as members:
                    data += [members.read(each) for each in members.namelist()]
            assert not any(secret.encode() in each for each in data)
            assert not any(bytes.fromhex(secret) in each for each in data)
