"""The log says what failed and where, and not with which words."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from qinglian_desktop.files.program_log import (
    LOG,
    LOG_FILE,
    WordlessFormatter,
    hear_what_nobody_hears,
    last_lines,
    line_of_program,
)

WORD = "龘谈话的原话"


def logged(
    error: BaseException, name: str = "qinglian_desktop.ui", said: str = "unexpected"
) -> str:
    try:
        raise error
    except BaseException as caught:
        of = type(caught), caught, caught.__traceback__
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, said, (), of)
    return WordlessFormatter().format(record)


@pytest.mark.parametrize(
    "error",
    [
        KeyError(WORD),
        ValueError(f"invalid literal for int() with base 10: {WORD!r}"),
        UnicodeEncodeError("ascii", WORD, 0, 1, "ordinal not in range"),
        FileNotFoundError(2, "No such file or directory", f"/tmp/{WORD}.docx"),
        AssertionError(WORD),
        Exception({"content": WORD}),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_error_is_told_without_its_words(error: BaseException) -> None:
    told = logged(error)
    assert "龘" not in told and "\\u" not in told
    assert type(error).__name__ in told
    assert "test_files_program_log.py" in told and " logged" in told


def test_what_led_to_it_is_told_too() -> None:
    def fail() -> None:
        try:
            raise KeyError(WORD)
        except KeyError as first:
            raise OSError(28, f"no room for {WORD}") from first

    with pytest.raises(OSError, match="no room") as caught:
        fail()
    told = logged(caught.value)
    assert "builtins.OSError [ENOSPC]" in told and "builtins.KeyError" in told
    assert WORD not in told


def test_what_other_libraries_say_is_left_out() -> None:
    assert WORD not in logged(ValueError(), "fontTools.subset", f"glyphs of {WORD}")
    assert "asked of a book" in logged(ValueError(), said="asked of a book")


def test_our_own_lines_name_nothing_that_somebody_wrote() -> None:
    assert WORD not in logged(ValueError(), said=f"could not read {WORD}")
    record = logging.LogRecord("qinglian_desktop", 30, __file__, 1, "file %s", (WORD,), None)
    assert WordlessFormatter().format(record).endswith("file %s")


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("/home/某某/program/qinglian_desktop/ui/job.py", "qinglian_desktop/ui/job.py"),
        ("C:\\Users\\某某\\qinglian_desktop\\ui\\job.py", "qinglian_desktop/ui/job.py"),
        ("/opt/某某/site-packages/docx/oxml.py", "docx/oxml.py"),
        ("/home/某某/main.py", "main.py"),
        ("<string>", "<string>"),
    ],
)
def test_no_folder_is_named(file: str, shown: str) -> None:
    assert line_of_program(file) == shown


def test_the_end_of_the_log_is_read_whatever_lies_there(tmp_path: Path) -> None:
    assert last_lines(tmp_path, 3) == []
    (tmp_path / LOG_FILE).write_bytes(b"\xff\n" + b"".join(b"%d\n" % n for n in range(9)))
    assert last_lines(tmp_path, 3) == ["6", "7", "8"]


def test_of_the_log_only_lines_without_words_are_read(tmp_path: Path) -> None:
    told = logged(OSError(28, WORD), said="unexpected").splitlines()
    older = ["Traceback (most recent call last):", f'  File "/home/{WORD}/x.py", line 1, in f']
    older += ["    return a[key]", "           ^^^^^^", f"KeyError: '{WORD}'", "KeyError: 'talk 1'"]
    (tmp_path / LOG_FILE).write_text("\n".join([*told, *older]), "utf-8")
    assert last_lines(tmp_path, 99) == told


def test_what_nobody_hears_goes_into_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard: list[tuple[str, object]] = []
    monkeypatch.setattr("threading.excepthook", threading.excepthook)
    monkeypatch.setattr("sys.unraisablehook", None)
    monkeypatch.setattr(LOG, "critical", lambda said, exc_info: heard.append((said, exc_info[1])))
    hear_what_nobody_hears()
    error = KeyError(WORD)
    threading.excepthook(threading.ExceptHookArgs((KeyError, error, None, None)))
    leaving = SystemExit()
    threading.excepthook(threading.ExceptHookArgs((SystemExit, leaving, None, None)))
    assert heard == [("unheard", error)]
    assert WORD not in capsys.readouterr().err
