"""The summary from the command line: written, told as JSON, and every mistake in a sentence."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from qinglian_desktop.domain.period import Period
from tests.conftest import Run


@pytest.fixture
def run(
    sample_folder: Path, commanded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs the command over the sample book, which it only reads."""
    monkeypatch.chdir(tmp_path)
    return partial(commanded, sample_folder, "summary")


@pytest.mark.parametrize(
    ("name", "start"), [("总结.docx", b"PK"), ("总结.PDF", b"%PDF"), ("总结.txt", b"\xef\xbb\xbf")]
)
def test_the_file_is_what_its_name_says(run: Run, tmp_path: Path, name: str, start: bytes) -> None:
    done = run("--period", "2026", "--to", name)
    assert (done["code"], done["path"], done["period"]) == (0, name, "2026")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_it_is_signed_and_its_fonts_are_told(run: Run) -> None:
    done = run("--period", "2026", "--to", "总结.docx")
    assert done["signature"] == {"name": "示例市委机关工委", "day": "2026-11-23"}
    assert done["fonts"][-1] == {
        "part": "正文",
        "wanted": "仿宋_GB2312",
        "name": "仿宋_GB2312",
        "is_stand_in": False,
    }
    assert done["warnings"] == []


def test_each_figure_comes_with_its_records(run: Run, tmp_path: Path) -> None:
    done = run("--period", "2026", "--to", "总结.txt")
    by_key = {(each["ledger"], each["key"]): each for each in done["figures"]}
    assert by_key["talks", "heads"]["value"] == 59
    assert all(each["ids"] for each in done["figures"])
    text = (tmp_path / "总结.txt").read_text("utf-8-sig")
    for sentence in done["sentences"]:
        assert sentence["text"] in text
        for figure in sentence["figures"]:
            assert figure["text"] in sentence["text"]
            assert (figure["ledger"], figure["key"]) in by_key


def test_what_is_left_out_is_told_with_its_reason(run: Run, tmp_path: Path) -> None:
    done = run("--period", "2020", "--to", "总结.txt")
    assert done["code"] == 0
    assert len(done["left_out"]) > 10
    assert all(each["reason"].endswith(("没有记录", "为零")) for each in done["left_out"])
    text = (tmp_path / "总结.txt").read_text("utf-8-sig")
    assert not any(each["text"] in text for each in done["left_out"])
    assert Period.parse("2020").label in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--period", "2026-10", "--to", "总结.docx"), "总结按半年或全年写"),
        (("--period", "2026Q1", "--to", "总结.docx"), "总结按半年或全年写"),
        (("--period", "2026", "--to", "总结.doc"), "要以 .docx、.pdf 或 .txt 结尾"),
        (("--period", "2026", "--to", "总结"), "要以 .docx、.pdf 或 .txt 结尾"),
        (("--period", "2026"), "--to"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = run(*words)
    assert done["code"] == 2
    assert sentence in done["error"]["message"]
    assert list(tmp_path.glob("总结*")) == []


def test_a_template_of_the_units_own_is_used_or_refused(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "我们的.txt"
    template.write_text("{单位}谈了{谈心谈话.谈心谈话人次}人次。", "utf-8")
    done = run("--period", "2026", "--to", "总结.txt", "--template", str(template))
    assert [each["text"] for each in done["sentences"]] == ["示例市委机关工委谈了59人次。"]
    template.write_text("谈了{谈心谈话.人头}人次，{没完", "utf-8")
    (tmp_path / "总结.txt").unlink()
    refused = run("--period", "2026", "--to", "总结.txt", "--template", str(template))
    assert refused["code"] == 3
    assert "第1行的“{谈心谈话.人头}”" in refused["error"]["happened"]
    assert "有2处不对" in refused["error"]["happened"]
    assert not (tmp_path / "总结.txt").exists()
    gone = run("--period", "2026", "--to", "总结.txt", "--template", "没有.txt")
    assert (gone["code"], gone["error"]["happened"]) == (3, "总结模板“没有.txt”打不开。")


def test_signs_that_a_pdf_cannot_show_are_told(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "模板.txt"
    template.write_text("# 总结\n好😀人，已见✓。\n", "utf-8")
    for name, lacking in (("总结.pdf", "“😀”"), ("总结.docx", ""), ("总结.txt", "")):
        done = run("--period", "2026", "--to", name, "--template", str(template))
        assert done["code"] == 0
        assert lacking in done["lacking"]
        assert bool(done["lacking"]) == bool(lacking)
