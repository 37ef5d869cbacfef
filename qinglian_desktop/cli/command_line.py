"""Runs one command: parses it, answers in sentences or JSON, and maps failures to exit codes."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Sequence

from qinglian_desktop import VERSION
from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.cli.book_commands import CHECK, DEMO, REPAIR
from qinglian_desktop.cli.chinese_parser import ChineseParser, UsageProblem
from qinglian_desktop.cli.collect_command import COLLECT, UNCOLLECT
from qinglian_desktop.cli.command import (
    ENVIRONMENT,
    PROBLEMS,
    USAGE,
    Answer,
    Call,
    Json,
    problem_facts,
)
from qinglian_desktop.cli.control_commands import CONTROLS
from qinglian_desktop.cli.copy_commands import BACK_UP, BACKUPS, RESTORE
from qinglian_desktop.cli.export_commands import EXPORT_ALL, IMPORT_ALL
from qinglian_desktop.cli.flow_commands import FLOW_DRAW, FLOW_EXPORT, FLOW_IMPORT
from qinglian_desktop.cli.form_commands import FORM_COMMANDS
from qinglian_desktop.cli.grammar import parser_of
from qinglian_desktop.cli.history_commands import HISTORY, RESTORE_VERSION
from qinglian_desktop.cli.importing_commands import IMPORT_SHEET
from qinglian_desktop.cli.keeper_commands import KEEPER_COMMANDS
from qinglian_desktop.cli.keeping_commands import ADD_PEOPLE, ADD_RECORDS, LIST_RECORDS, SEARCH
from qinglian_desktop.cli.map_commands import RISK_MAP
from qinglian_desktop.cli.merge_command import MERGE
from qinglian_desktop.cli.paper_commands import BLANK, PRINT
from qinglian_desktop.cli.plan_commands import AGENDA, NOTICE, PLAN_ADD, PLAN_LIST, SIGN_IN
from qinglian_desktop.cli.publish_command import PUBLISH
from qinglian_desktop.cli.receipt_commands import CODES, RECEIPT, RECEIPTS
from qinglian_desktop.cli.reporting_commands import (
    MEASURES,
    REGISTER_OF_RETURNS,
    RETURN,
    VERIFY,
)
from qinglian_desktop.cli.sheet_commands import EXPORT, TEMPLATE
from qinglian_desktop.cli.summary_command import SUMMARY
from qinglian_desktop.domain.errors import (
    DataProblems,
    EnvironmentProblem,
    ManyProblems,
    ReasonNeeded,
)
from qinglian_desktop.guarded_places import with_advice

LOG = logging.getLogger(__name__)
INTERRUPTED = 130
COMMANDS = (
    DEMO,
    ADD_PEOPLE,
    ADD_RECORDS,
    LIST_RECORDS,
    HISTORY,
    RESTORE_VERSION,
    SEARCH,
    PLAN_ADD,
    PLAN_LIST,
    NOTICE,
    AGENDA,
    SIGN_IN,
    MEASURES,
    RETURN,
    REGISTER_OF_RETURNS,
    VERIFY,
    RECEIPT,
    RECEIPTS,
    COLLECT,
    UNCOLLECT,
    CODES,
    *FORM_COMMANDS,
    *KEEPER_COMMANDS,
    PRINT,
    BLANK,
    EXPORT,
    TEMPLATE,
    FLOW_IMPORT,
    FLOW_EXPORT,
    FLOW_DRAW,
    CONTROLS,
    RISK_MAP,
    PUBLISH,
    SUMMARY,
    BACK_UP,
    BACKUPS,
    RESTORE,
    MERGE,
    CHECK,
    REPAIR,
    EXPORT_ALL,
    IMPORT_ALL,
    IMPORT_SHEET,
)


def main(arguments: Sequence[str], tools: Tools, books: Books) -> int:
    """Do what the arguments say; gives the exit code.

    With ``--json`` standard output gets exactly one JSON document, whatever happens.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or pipe may otherwise lack the characters of a name.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    as_json = "--json" in arguments
    try:
        answer = _answer(arguments, tools, books)
        _say(answer, as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough.
        _hush()
        return 0
    except OSError:
        LOG.exception("unsaid")
        _hush()
        print("要显示的内容写不出去，存放它的磁盘可能满了。", file=sys.stderr)
        print("命令本身已经做完，已经保存的记录没有受影响。", file=sys.stderr)
        print("请腾出空间，或换一个地方存放；登记过的先查一查，不要重复登记。", file=sys.stderr)
        return ENVIRONMENT
    return answer.code


def _hush() -> None:
    """Drop what is still to be written, or the interpreter complains of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def grammar() -> ChineseParser:
    """The parser of all commands."""
    return parser_of(COMMANDS, VERSION)


def _answer(arguments: Sequence[str], tools: Tools, books: Books) -> Answer:
    try:
        given = grammar().parse_args(arguments)
        return given.run(Call(given, tools, books))
    except SystemExit:
        # --help and --version have said all there is to say.
        return Answer({})
    except UsageProblem as problem:
        help_ = "写 --help 看每个命令的说明。"
        return _error("usage", USAGE, [str(problem), problem.usage, help_], message=str(problem))
    except DataProblems as problems:
        return _problems(problems)
    except KeyboardInterrupt:
        return _error("interrupted", INTERRUPTED, ["已中断。已经保存的记录不受影响。"])
    except Exception as error:
        if isinstance(told := with_advice(error), EnvironmentProblem):
            parts = {"happened": told.happened, "kept": told.kept, "todo": told.todo}
            return _error("environment", ENVIRONMENT, [*parts.values()], **parts)
        LOG.exception("unexpected")
        said = (
            "程序遇到了没有料到的情况，这一步没有完成。",
            "已经保存的记录没有受影响，详细情况已记入日志。",
            "请再试一次；如果还是这样，请把日志交给维护的人。",
        )
        return _error("unexpected", ENVIRONMENT, said, happened=said[0], kept=said[1], todo=said[2])


def _problems(problems: DataProblems) -> Answer:
    places = problems.places if isinstance(problems, ManyProblems) else ()
    several = isinstance(problems, ManyProblems) and problems.entered > 1
    listed: list[Json] = []
    lines: list[str] = []
    for index, problem in enumerate(problems.problems):
        item = problem_facts(problem)
        if places:
            item["place"] = places[index]
        listed.append(item)
        lines.append(f"第 {places[index]} 条：{problem.message}" if several else problem.message)
    if isinstance(problems, ReasonNeeded):
        lines.append("什么也没有保存。请加上 --reason 写明原因，再做一次。")
    if places:
        lines.append("没有保存任何记录，请改好后再做一次。")
    return Answer({"problems": listed}, complaints=lines, code=PROBLEMS)


def _error(kind: str, code: int, lines: Sequence[str], **facts: Json) -> Answer:
    return Answer({"error": {"kind": kind, **facts}}, complaints=[*filter(None, lines)], code=code)


def _say(answer: Answer, as_json: bool) -> None:
    if as_json and answer.data:
        print(json.dumps(answer.data, ensure_ascii=False, indent=1))
    elif not as_json:
        for line in answer.lines:
            print(line)
    for line in answer.complaints:
        print(line, file=sys.stderr)
