"""What the system's own guard refuses in the person's folders is told with the way to lift it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.guarded_places import with_advice
from qinglian_desktop.storage import failures

GUARD = "“安全中心”→“应用保护”"


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder 文档 of somebody whose home this is."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    folder = tmp_path / "文档"
    folder.mkdir()
    return folder


def refused(place: Path, number: int = errno.EACCES) -> OSError:
    return OSError(number, "refused", str(place))


def told(error: BaseException) -> str:
    said = with_advice(error)
    return said.sentence if isinstance(said, EnvironmentProblem) else ""


def test_a_book_among_the_documents_names_the_guard(documents: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught, failures.as_problems():
        raise refused(documents / "清廉台账库" / "lock")
    assert GUARD in told(caught.value)
    assert told(caught.value).startswith(
        f"{caught.value.happened}{caught.value.kept}这个文件夹平常"
    )


def test_a_file_that_is_written_there_names_it_too(documents: Path) -> None:
    def write(partial: Path) -> None:
        raise refused(partial)

    with pytest.raises(EnvironmentProblem) as caught:
        deliver(documents / "月报.xlsx", write)
    assert GUARD in told(caught.value)


def test_what_was_told_without_its_cause_and_what_nobody_told_name_it(documents: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        try:
            raise refused(documents / "名单.xlsx")
        except OSError:
            raise EnvironmentProblem("打不开。", "没有动。", "再选一次。") from None
    assert told(caught.value).startswith("打不开。没有动。") and GUARD in told(caught.value)
    assert GUARD in told(refused(documents))


def test_a_folder_whose_rights_refuse_it_is_no_matter_of_the_guard(documents: Path) -> None:
    documents.chmod(0o500)
    assert GUARD not in told(refused(documents / "月报.xlsx"))
    documents.chmod(0o700)
    assert GUARD in told(refused(documents / "月报.xlsx"))


def test_no_other_place_and_no_other_error_names_it(documents: Path, tmp_path: Path) -> None:
    hidden = tmp_path / ".local" / "share"
    hidden.mkdir(parents=True)
    others = [
        refused(hidden / "台账库"),
        refused(Path("/media/U盘/月报.xlsx")),
        refused(documents, errno.ENOSPC),
        PermissionError(errno.EACCES, "of no file"),
        KeyError("文档"),
    ]
    assert [with_advice(each) is each for each in others] == [True] * len(others)


def test_windows_has_words_of_its_own(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")

    class Denied(OSError):
        """As Windows says it: 5 is refused, 32 is open elsewhere."""

        winerror = 5

    denied = Denied(errno.EACCES, "refused", str(documents / "月报.xlsx"))
    assert "受控文件夹访问" in told(denied) and GUARD not in told(denied)
    told_before = EnvironmentProblem("打不开。", "没有动。", "再选一次。")
    told_before.__cause__ = denied
    assert told(told_before).startswith("打不开。没有动。再选一次。也可能是")
    denied.winerror = 32
    assert with_advice(denied) is denied
