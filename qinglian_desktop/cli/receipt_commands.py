"""Commands that answer returns, read answers, and tell keys apart."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.answers import ReceiptKind, SeenReceipt, receipts_in
from qinglian_desktop.application.authorship import Author
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.receipts import typed_reasons
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import DONE, PROBLEMS, Answer, Call, Command, Json, Option
from qinglian_desktop.cli.passwords import workbook_password_in
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.signed import key_code

_DOUBTFUL = (ReceiptKind.WRONG, ReceiptKind.OTHER_KEY)


def author_facts(author: Author) -> dict[str, Json]:
    """Who wrote a return, as JSON."""
    return {
        "signature": author.kind.value,
        "key_code": key_code(author.key) if author.key else "",
        "doubtful": author.is_doubtful,
    }


def _receipt(call: Call) -> Answer:
    given = call.given
    reasons = typed_reasons("\n".join(given.returned_because or ()))
    if not given.taken and given.returned_because is None:
        raise UsageProblem("还缺少：--taken 或 --returned-because 原因。")
    path = Path(given.file)
    if not path.is_file():
        raise EnvironmentProblem(
            f"找不到文件“{path.name}”。",
            "没有改动任何文件。",
            "请核对路径，文件在U盘上的请插好U盘，再做一次。",
        )
    verdict = Verdict.TAKEN if given.taken else Verdict.RETURNED
    secret = workbook_password_in(Path(given.password_from)) if given.password_from else ""
    with call.desk() as desk:
        found = desk.returning.verify(path, secret)
        desk.collecting.remember(found)
        folder = Path(given.to) if given.to else path.parent
        target = desk.collecting.answer(found, verdict, reasons, folder)
    content = found.content
    return Answer(
        {
            "path": str(target),
            "unit": content.unit_name,
            "period": content.period.key,
            "revision": content.revision,
            "verdict": verdict.value,
            "reasons": list(reasons),
        },
        [
            f"{content.unit_name}{content.period.label}月报的回执已写好（{verdict.value}）：",
            str(target),
        ],
    )


def _receipts(call: Call) -> Answer:
    folder = Path(getattr(call.given, "from"))
    if not folder.is_dir():
        raise EnvironmentProblem(
            f"找不到文件夹“{folder.name or folder}”，U盘可能已经拔出。",
            "没有改动任何记录。",
            "请核对路径，插好U盘，再做一次。",
        )
    with call.desk() as desk:
        seen = desk.answers.look(receipts_in(folder))
        kept = desk.answers.keep(seen, accepts_key=call.given.accept_key)
    by_path = {each.path: each for each in kept}
    told = [by_path.get(each.path, each) for each in seen]
    return Answer(
        {"receipts": [_seen_facts(each, each.path in by_path) for each in told]},
        [each.words for each in told] or ["这里没有回执。"],
        code=PROBLEMS if any(each.kind in _DOUBTFUL for each in told) else DONE,
    )


def _seen_facts(each: SeenReceipt, is_kept: bool) -> dict[str, Json]:
    facts: dict[str, Json] = {"path": str(each.path), "kept": is_kept, "words": each.words}
    if each.kept is not None:
        facts |= {
            "period": each.kept.period,
            "revision": each.kept.revision,
            "verdict": each.kept.verdict.value,
            "reasons": list(each.kept.reasons),
            "given_by": each.kept.given_by,
        }
    return facts


def _codes(call: Call) -> Answer:
    with call.desk() as desk:
        own, known = key_code(desk.collecting.own_key()), desk.collecting.known()
    lines = [f"本台账库的签名码：{own}"]
    facts: list[Json] = []
    for each in known:
        what = f"单位编码 {each.code}" if each.code else "写回执的"
        lines.append(f"{each.name}（{what}，{each.since} 记下）：{key_code(each.key)}")
        facts.append(
            {
                "name": each.name,
                "unit_code": each.code,
                "since": each.since,
                "key_code": key_code(each.key),
            }
        )
    return Answer({"key_code": own, "known": facts}, lines)


ACCEPT_KEY = Option("--accept-key", "签名换了的，也认可（先打电话核对签名码）", is_switch=True)
LOCKED = Option("--password-from", "月报设了打开密码的，密码写在哪个文件的第一行", "文件")
RECEIPT = Command(
    ("receipt",),
    "给一份月报写回执：已接收，或者退回并写明原因；写在月报旁边，或者写到文件夹里",
    _receipt,
    (
        Option("file", "月报文件", "文件"),
        Option("--taken", "已接收", is_switch=True),
        Option("--returned-because", "退回的原因，可以写几条", "原因", many=True),
        Option("--to", "写到哪个文件夹（例如U盘），不写就写在月报旁边", "文件夹"),
        LOCKED,
    ),
    either=("--taken", "--returned-because"),
)
RECEIPTS = Command(
    ("receipts",),
    "读U盘上的回执：本单位报出的月报已接收，还是退回",
    _receipts,
    (Option("--from", "回执在哪个文件夹（例如U盘）", "文件夹", required=True), ACCEPT_KEY),
)
CODES = Command(
    ("codes",),
    "列出本台账库的签名码，和记下的各单位的签名码",
    _codes,
)
