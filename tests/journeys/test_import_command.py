"""A table of an office brought in without a window, first only looked at."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.conftest import Run
from tests.written_sheets import written

HEADS = ("时间", "在哪儿", "谈话对象", "对象类别", "谈话人", "重点内容", "谈话内容")
GOOD = ("2026-03-05 9:00", "谈话室", "张三", "其他", "李四", "岗位职责", "谈了工作。")
BAD = ("2026-03-06 9:00", "谈话室", "王五", "不知道", "李四", "岗位职责", "谈了工作。")


@pytest.fixture
def run(empty_folder: Path, tmp_path: Path, commanded: Run) -> Run:
    """Runs a command over the test's own empty book."""
    folder = tmp_path / "台账库"
    shutil.copytree(empty_folder, folder)
    return partial(commanded, folder)


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    decided = tmp_path / "列.json"
    decided.write_text(json.dumps({"columns": {"在哪儿": "place"}}), encoding="utf-8")
    return decided


def test_a_dry_run_tells_how_the_table_is_understood_and_keeps_nothing(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    told = run("import", "talks", file, "--map", mapped, "--dry-run")
    assert told["code"] != 0
    assert told["head_rows"] == [1] and told["columns"][1] == {
        "column": "B",
        "head": "在哪儿",
        "target": "place",
    }
    good, bad = told["records"]
    assert good["rows"] == [2] and good["typed"]["place"] == "谈话室"
    assert any(each["cell"] == "D3" and "不知道" in each["message"] for each in bad["problems"])
    assert run("record", "list", "talks")["records"] == []


def test_what_can_be_kept_is_kept_and_the_rest_is_written_to_be_mended(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    errors = tmp_path / "要改.xlsx"
    told = run("import", "talks", file, "--map", mapped, "--errors", errors)
    assert told["imported"] == ["2026-001"] and told["rejected"] == 1 and told["code"] != 0
    page = openpyxl.load_workbook(errors).worksheets[0]
    assert [cell.value for cell in page[2]] == [*HEADS, "没有导入的原因"]
    assert [cell.value for cell in page[3]][:7] == list(BAD)


def test_what_is_there_is_passed_over_or_brought_in_once_more(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD)
    assert run("import", "talks", file, "--map", mapped)["code"] == 0
    again = run("import", "talks", file, "--map", mapped)
    assert (again["imported"], again["skipped"], again["code"]) == ([], 1, 0)
    more = run("import", "talks", file, "--map", mapped, "--on-duplicate", "add")
    assert more["imported"] == ["2026-002"]


def test_an_encrypted_table_is_opened_with_the_password_of_a_file(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    plain = written(tmp_path / "谈话.xlsx", HEADS, GOOD)
    locked = tmp_path / "加密.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt("开门", target)
    code, _, said = run("import", "talks", locked, "--map", mapped, says=True)
    assert code != 0 and "密码" in said
    key = tmp_path / "密码.txt"
    key.write_text("开门\n", encoding="utf-8")
    told = run("import", "talks", locked, "--map", mapped, "--table-password-file", key)
    assert told["imported"] == ["2026-001"] and told["code"] == 0


def test_it_is_said_in_sentences_what_was_brought_in(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    _, out, said = run("import", "talks", file, "--map", mapped, says=True)
    assert "已导入谈心谈话 1 条" in out
    assert "还有 1 条要改好再导入" in said and "D3：“不知道”" in said
    code, _, said = run("import", "talks", tmp_path / "没有.xlsx", says=True)
    assert code != 0 and "没有.xlsx" in said


def test_what_was_brought_in_stays_where_the_rest_cannot_be_written(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    target = tmp_path / "没有这个文件夹" / "要改.xlsx"
    _, out, said = run("import", "talks", file, "--map", mapped, "--errors", target, says=True)
    assert "已导入谈心谈话 1 条" in out
    assert "这些行没有写出来" in said and "已经导入的都保存了" in said
    assert len(run("record", "list", "talks")["records"]) == 1


def test_each_record_is_counted_once_and_nothing_is_promised_that_no_command_does(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    first = written(tmp_path / "谈话.xlsx", HEADS, GOOD)
    _, out, _ = run("import", "talks", first, "--map", mapped, says=True)
    assert out == "已导入谈心谈话 1 条。\n"
    _, out, _ = run("import", "talks", first, "--map", mapped, says=True)
    assert out == "谈心谈话没有导入，台账库和原来一样。\n已经有的 1 条没有再导入。\n"
    update = ("--map", mapped, "--on-duplicate", "update")
    _, out, _ = run("import", "talks", first, *update, says=True)
    assert out == "谈心谈话没有导入，台账库和原来一样。\n和原有的记录一样的 1 条没有改动。\n"
    later = ("2026-03-09 9:00", *GOOD[1:])
    changed = written(tmp_path / "改.xlsx", HEADS, (*GOOD[:-1], "谈了又谈。"), later)
    _, out, _ = run("import", "talks", changed, *update, says=True)
    assert out == "已导入谈心谈话 2 条（2026-001 至 2026-002）。\n其中 1 条是在原有的记录上改的。\n"
    assert "撤销" not in out


def test_a_dry_run_asks_for_the_year_and_tells_of_columns_at_one_place(
    run: Run, tmp_path: Path
) -> None:
    heads = ("时间", "地点", "会议地点", "会议类型", "类别")
    file = written(
        tmp_path / "会议.xlsx",
        ("2025—2026年度会议台账",),
        heads,
        ("12月5日 9:00", "一楼", "二楼", "支委会", "党课"),
    )
    _, out, _ = run("import", "meetings", file, "--dry-run", says=True)
    assert "有的日期没有写年份，标题里也看不出是哪一年：请在 --map 文件里写 year。" in out
    assert "第 3 列“会议地点”与第 2 列“地点”都记到“地点”，连在一起。" in out
    assert "第 5 列“类别”与第 4 列“会议类型”都记到“类型”，只能记一列，第 5 列不导入。" in out
    decided = tmp_path / "年.json"
    decided.write_text(json.dumps({"year": 2025}), encoding="utf-8")
    told = run("import", "meetings", file, "--map", decided, "--dry-run")
    (record,) = told["records"]
    assert record["typed"]["time"]["start"] == "2025-12-05 09:00"
    assert (record["typed"]["place"], record["typed"]["kind"]) == ("一楼；二楼", "支委会")


def test_what_did_not_come_in_is_told_by_the_import_itself(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    heads = ("姓名", "性别", "政治面貌", "调入日期", "血型", "序号", "空列")
    for name in ("一组", "二组", "说明"):
        page = book.create_sheet(name)
        if name != "说明":
            page.append(heads)
            page.append((f"李{name}", "女", "群众", "2026-01-05", "甲型", 1, None))
    del book["Sheet"]
    file = tmp_path / "名册.xlsx"
    book.save(file)
    sheet = "工作表“二组”里还有 1 条，这次没有导入；要导入，请加上 --sheet 二组 再导入一次。\n"
    _, out, _ = run("import", "people", file, says=True)
    assert out.endswith(f"E 列“血型”没有导入。\n{sheet}")
    _, out, _ = run("import", "people", file, "--dry-run", says=True)
    assert sheet in out


def test_a_column_that_is_only_like_a_field_is_told_as_such(run: Run, tmp_path: Path) -> None:
    heads = ("姓名", "性别", "政治面貌", "调入日期", "本民族")
    file = written(tmp_path / "名册.xlsx", heads, ("李一", "女", "群众", "2026-01-05", "汉族"))
    _, out, _ = run("import", "people", file, "--dry-run", says=True)
    assert "E 列“本民族”：民族（拿不准）\n" in out and "A 列“姓名”：姓名\n" in out
    _, out, _ = run("import", "people", file, says=True)
    assert "E 列“本民族”导入到“民族”，拿不准，请核对。\n" in out


def test_the_year_of_the_title_is_that_of_the_records(run: Run, tmp_path: Path) -> None:
    rows = (("重点任务", "具体举措", "责任单位"), ("加强学习", "每月一次", "办公室"))
    file = written(tmp_path / "任务.xlsx", ("2025年重点任务分解表",), *rows)
    _, out, _ = run("import", "tasks", file, "--dry-run", says=True)
    assert "表格里没有“年度”，都填 2025\n" in out
    file = written(tmp_path / "无年.xlsx", ("重点任务分解表",), *rows)
    _, out, _ = run("import", "tasks", file, "--dry-run", says=True)
    assert "表格里没有“年度”" not in out  # It follows from the day of each record.


def test_a_command_that_is_told_can_be_given_as_it_stands(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("一组", "二 组"):
        page = book.create_sheet(name)
        page.append(("姓名", "性别", "政治面貌", "调入日期"))
        page.append((f"李{name[0]}", "女", "群众", "2026-01-05"))
    del book["Sheet"]
    file = tmp_path / "名册.xlsx"
    book.save(file)
    _, out, _ = run("import", "people", file, "--dry-run", says=True)
    assert '请加上 --sheet "二 组" 再导入一次。' in out


def test_what_is_filled_in_everywhere_is_told_as_words(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path / "会议.xlsx", ("会议类型", "会议主题", "地点"), ("支委会", "学", "室"))
    decided = tmp_path / "都填.json"
    for_all = {
        "time": {"start": "2026-03-05 09:00", "end": "2026-03-05 10:30"},
        "people": {"people": [{"name": "张三"}, {"name": "李四"}]},
    }
    decided.write_text(json.dumps({"for_all": for_all}), encoding="utf-8")
    _, out, _ = run("import", "meetings", file, "--map", decided, "--dry-run", says=True)
    assert "都填 2026-03-05 09:00 至 10:30\n" in out and "{" not in out
    assert "都填 张三、李四\n" in out


def test_a_year_that_the_title_overrules_is_told(run: Run, tmp_path: Path) -> None:
    rows = (("2026年会议台账",), ("时间", "会议类型", "会议主题"), ("3月5日 9:00", "支委会", "学"))
    file = written(tmp_path / "会议.xlsx", *rows)
    decided = tmp_path / "年.json"
    decided.write_text(json.dumps({"year": 2025}), encoding="utf-8")
    _, out, _ = run("import", "meetings", file, "--map", decided, "--dry-run", says=True)
    assert "没有写年份的日期按标题是 2026 年，year 只用在标题看不出的日期上。\n" in out


def test_what_is_not_read_is_left_and_noted_where_that_is_asked_for(
    run: Run, tmp_path: Path
) -> None:
    heads = ("姓名", "政治面貌", "调入日期", "入党时间", "性别")
    people = (
        ("张三", "正式党员", "2020.1.1", "1995.7", "男"),
        ("李四", "秀才", "2020.1.1", "", "女"),
    )
    file = written(tmp_path / "名单.xlsx", heads, *people)
    assert run("import", "people", file)["rejected"] == 2
    told = run("import", "people", file, "--leave-unread")
    assert (told["imported"], told["rejected"]) == (["2020-001"], 1)
    (kept,) = run("record", "list", "people")["records"]
    assert kept["values"]["remarks"] == "入党时间：1995.7"
    assert not kept["values"].get("joined_party")


def test_a_dry_run_counts_what_stands_twice_and_says_from_where_an_answer_is(
    run: Run, tmp_path: Path
) -> None:
    one = ("张三", "正式党员", "2020.1.1")
    file = written(tmp_path / "名单.xlsx", ("姓名", "政治面貌", "调入日期"), one, one)
    _, out, _ = run("import", "people", file, "--dry-run", says=True)
    assert "共 2 条，可以导入 2 条，其中台账里已经有的 0 条、表格里写了不止一次的 1 条。" in out
    rows = (("日期", "干部", "内容摘要"), ("2026.3.5", "张三", "好"))
    file = written(tmp_path / "家访.xlsx", ("干部家访情况汇总",), *rows)
    _, out, _ = run("import", "family", file, "--dry-run", says=True)
    assert "表格里没有“类型”，都填 廉政家访（照标题）\n" in out
