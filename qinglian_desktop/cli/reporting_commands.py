"""Commands that count, and that write returns and check them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.authorship import Authorship, author_of
from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.application.handing_in import TABLE_END, Wish, handed_in_words
from qinglian_desktop.application.verifying import Verified, verify
from qinglian_desktop.cli.command import (
    DONE,
    PERIOD,
    PROBLEMS,
    TO,
    Answer,
    Call,
    Command,
    Json,
    Option,
    file_ending,
    number,
    read_month,
    read_period,
)
from qinglian_desktop.cli.passwords import workbook_password_in
from qinglian_desktop.cli.receipt_commands import ACCEPT_KEY, LOCKED, author_facts
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.domain.period import PeriodKind
from qinglian_desktop.domain.return_content import NOT_KEPT
from qinglian_desktop.domain.return_corrections import correction_lines
from qinglian_desktop.domain.rights import uncounted
from qinglian_desktop.domain.signed import key_code, short_code


def _measures(call: Call) -> Answer:
    period = call.given.period
    with call.desk(read_only=True) as desk:
        missing = uncounted(desk.book.keeper)
        found = [
            replace(each, figure=desk.statistics.figure(each.ledger, each.measure, period))
            for each in desk.statistics.figures(period)
        ]
    is_month = period.kind is PeriodKind.MONTH
    lines = [f"{period.label}"]
    for each in found:
        total = f"，本年累计 {_shown(each.year_to_date)}" if is_month else ""
        lines.append(
            f"{each.ledger.label}｜{each.measure.label}："
            f"{_shown(each.figure)} {each.measure.unit}{total}"
        )
    if missing:
        lines.append(missing)
    return Answer({"period": period.key, "measures": [_measure(each) for each in found]}, lines)


def _measure(line: FigureLine) -> Json:
    found: dict[str, Json] = {
        "ledger": line.ledger.key,
        "key": line.measure.key,
        "label": line.measure.label,
        "unit": line.measure.unit,
        "value": number(line.figure.value),
        "ids": list(line.figure.records),
    }
    if line.year_to_date is not None:
        found["year_to_date"] = number(line.year_to_date.value)
    return found


def _shown(figure: Figure | None) -> str:
    return NOT_KEPT if figure is None or figure.value is None else str(figure.value)


def _return(call: Call) -> Answer:
    given = call.given
    secret = workbook_password_in(Path(given.password_from)) if given.password_from else ""
    wish = Wish(pdf=given.pdf, password=secret)
    with call.desk() as desk:
        done = desk.returning.deliver(given.month, Path(given.to), desk.preferences.cover(), wish)
    content, beside = done.content, done.beside
    return Answer(
        {
            "path": str(done.path),
            "pdf": str(beside) if beside is not None else None,
            "has_password": bool(secret),
            "period": content.period.key,
            "revision": content.revision,
            "digest": content.digest,
            "verified": True,
            "outdated": done.outdated,
            "corrections": list[Json](correction_lines(content)),
            "later": done.later,
        },
        [
            f"{content.period.label}月报（第 {content.revision} 次）已写好，读回核对无误：",
            str(done.path),
            *([f"盖章用的 PDF：{beside}"] if beside is not None else ()),
            *(["Excel 有打开密码，密码没有保存在任何地方。"] if secret else ()),
            f"内容校验码：{content.digest}",
            *correction_lines(content),
            *(words for words in (done.outdated, done.later) if words),
        ],
    )


def _register(call: Call) -> Answer:
    target = Path(call.given.to) if call.given.to else None
    with call.desk(read_only=True) as desk:
        handed, key = desk.register.all(), desk.register.own_key()
        if target is not None:
            desk.register.write(target)
    facts: list[Json] = [
        {
            "at": each.at.isoformat(sep=" ", timespec="seconds"),
            "by": each.by,
            "what": each.what,
            "period": each.period,
            "revision": each.revision,
            "digest": each.digest,
            "medium": each.medium,
            "path": each.path,
            "has_password": each.has_password,
            "key_code": key_code(key) if key and each.is_signed else "",
        }
        for each in handed
    ]
    lines = [
        f"{each.at:%Y-%m-%d %H:%M}  {handed_in_words(each)}  {each.medium}  {each.by}  "
        f"校验码 {each.digest[:8]}{'  有打开密码' if each.has_password else ''}"
        f"{f'  签名码 {short_code(key)}' if key and each.is_signed else '  没有签名'}"
        for each in handed
    ]
    if target is not None:
        lines = [f"报送登记共 {len(handed)} 条，已写好：{target}"]
    path = {"path": str(target)} if target is not None else dict[str, Json]()
    return Answer({"handed_in": facts, **path}, lines or ["还没有报送过。"])


def _verify(call: Call) -> Answer:
    files: list[Json] = []
    lines: list[str] = []
    code = DONE
    with _reader(call) as verified:
        read = [(name, _findings(verified, Path(name))) for name in call.given.files]
    for name, (findings, todo, remarks, facts) in read:
        path = Path(name)
        files.append(
            {
                "path": name,
                "sound": not findings,
                "findings": list(findings),
                "todo": todo,
                "remarks": list(remarks),
                **facts,
            }
        )
        if findings or facts.get("doubtful"):
            code = PROBLEMS
        state = "有问题" if findings else "完好，内容和样子与写出时一致"
        said = filter(None, (*findings, todo, *remarks))
        lines += [f"{path.name}：{state}", *(f"  {each}" for each in said)]
    return Answer({"files": files}, lines, code=code)


@contextmanager
def _reader(call: Call) -> Iterator[Callable[[Path], Verified]]:
    """How a return is verified: with a book by what it knows of keys, else by itself."""
    given = call.given.password_from
    secret = workbook_password_in(Path(given)) if given else ""
    if getattr(call.given, "book", None) is None:
        tools = call.tools

        def alone(path: Path) -> Verified:
            files = tools.return_files
            found = verify(files.unlocked(path, secret) if secret else files, path, tools.catalogue)
            return found.by(author_of(tools.signatures, found.content))

        yield alone
        return
    with call.desk() as desk:

        def known(path: Path) -> Verified:
            found = desk.returning.verify(path, secret)
            desk.collecting.remember(found)
            is_other = found.author is not None and found.author.kind is Authorship.CHANGED
            if call.given.accept_key and is_other and not found.findings:
                desk.collecting.accept(found)
                found = desk.returning.verify(path, secret)
            return found

        yield known


def _findings(
    verified: Callable[[Path], Verified], path: Path
) -> tuple[tuple[str, ...], str, tuple[str, ...], dict[str, Json]]:
    """What is wrong with a return, what to do, what is only remarked, and what it says it is.

    A file that is gone is raised.
    """
    if not path.is_file():
        raise EnvironmentProblem(
            f"找不到文件“{path.name}”。",
            "没有改动任何文件。",
            "请核对路径，文件在U盘上的请插好U盘，再做一次。",
        )
    try:
        found = verified(path)
    except EnvironmentProblem as problem:
        return (f"{problem.happened}{problem.kept}",), problem.todo, (), {}
    content = found.content
    return (
        found.findings,
        found.todo,
        found.remarks,
        {
            "unit_code": content.unit_code,
            "unit": content.unit_name,
            "period": content.period.key,
            "revision": content.revision,
            "digest": content.digest,
            **(author_facts(found.author) if found.author else {}),
        },
    )


MEASURES = Command(
    ("measures",),
    "算出各台账的指标，并列出每个数背后的记录；报告期是一个月时同时给出本年累计",
    _measures,
    (Option("--period", PERIOD.help, PERIOD.metavar, required=True, read=read_period),),
)
RETURN = Command(
    ("return",),
    "生成一个月的月报，写到文件夹里，读回核对，并把这个月的记录标为已上报",
    _return,
    (
        Option("--month", "月份，写成 2026-10", "月份", required=True, read=read_month),
        TO,
        Option("--pdf", "同时写盖章用的 PDF：封面、汇总、更正说明", is_switch=True),
        Option(
            "--password-from", "给 Excel 加打开密码，密码写在这个文件的第一行；哪里也不保存", "文件"
        ),
    ),
)
REGISTER_OF_RETURNS = Command(
    ("register",),
    "报送登记：什么时候、报了什么、第几次、校验码、签名码、写到哪里、谁报的、有没有打开密码",
    _register,
    (
        Option(
            "--to", "把登记写成这个 PDF 或 .xlsx 文件", "文件", read=file_ending(".pdf", TABLE_END)
        ),
    ),
)
VERIFY = Command(
    ("verify",),
    "核对月报文件：内容、样子有没有被改动，数对不对，是谁写出的；不需要台账库，写了台账库就按记下的签名核对",
    _verify,
    (Option("files", "月报文件，可以写多个", "文件", many=True), ACCEPT_KEY, LOCKED),
)
