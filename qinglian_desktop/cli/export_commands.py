"""Commands for the way out of a book with everything in it, and in again."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.exporting import lost_words
from qinglian_desktop.cli.command import TO, Answer, Call, Command, Option
from qinglian_desktop.cli.passwords import archive_password_for


def _archive_password(call: Call, *, new: bool = False) -> str:
    file = call.given.archive_password_file
    return archive_password_for(Path(file) if file else None, new=new)


def _export_all(call: Call) -> Answer:
    to = Path(call.given.to)
    # Asked for before the book is opened: who has none yet shall not keep it open.
    password = "" if call.given.readable else _archive_password(call, new=True)
    with call.desk(read_only=True) as desk:
        if call.given.readable:
            made = desk.exporting.readable(to)
        else:
            made = desk.exporting.archive(to, password)
    what = "未加密的一份，谁拿到都能看，请收好" if call.given.readable else "加密的一份"
    return Answer(
        {
            "path": str(made.path),
            "encrypted": not call.given.readable,
            "records": made.records,
            "files": made.files,
            "lost": made.lost,
        },
        [f"已导出（{what}）：{made.path}", f"共 {made.records} 条记录，{made.files} 个附件。"],
        [lost_words(made)] if made.lost else [],
    )


def _import_all(call: Call) -> Answer:
    folder, archive = call.folder, Path(call.given.archive)
    secret, password = _archive_password(call), call.password(new=True)
    book, code = call.books.create_from(archive, secret, folder, password)
    book.close()
    return Answer(
        {"book": str(folder), "recovery_code": code},
        [
            f"已导入，新的台账库在：{folder}",
            f"恢复码：{code}",
            "忘记密码时只有恢复码能打开台账库。恢复码只显示这一次，请抄下来另外保存。",
        ],
    )


_ARCHIVE_PASSWORD = Option(
    "--archive-password-file",
    "放着导出的密码的文件，第一行是密码；不写时用环境变量 QINGLIAN_ARCHIVE_PASSWORD，"
    "再没有就当面询问",
    "文件",
)
EXPORT_ALL = Command(
    ("export-all",),
    "导出全部：写成一个加密的文件，用另设的密码，可以再导入；或者写成谁都能看的表格和附件",
    _export_all,
    (
        TO,
        Option("--readable", "不加密，写成表格和附件，谁拿到都能看", is_switch=True),
        _ARCHIVE_PASSWORD,
    ),
)
IMPORT_ALL = Command(
    ("import-all",),
    "从加密的导出建一本新的台账库，放在空文件夹里；恢复码只显示一次",
    _import_all,
    (Option("archive", "导出的文件，名字以 .qlz 结尾", "文件"), _ARCHIVE_PASSWORD),
)
