"""Commands about who keeps a book: each a name, a password of their own, and what is theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option
from qinglian_desktop.cli.passwords import new_password_for
from qinglian_desktop.domain.keeper import Keeper, KeeperRole, keeper_of

_ROLES = "、".join(role.value for role in KeeperRole)


def _keepers(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        return _told(desk.book, ())


def _add(call: Call) -> Answer:
    keeper = _changed(call, Keeper(call.given.name, KeeperRole.ENTERING, sees_confidential=False))
    own, password = call.password(), _new_password(call)
    with call.desk() as desk:
        desk.book.keepers.add(keeper, password, own)
        return _told(desk.book, [f"已经加上使用人“{keeper.name}”，请把密码当面告诉本人。"])


def _change(call: Call) -> Answer:
    own = call.password()
    with call.desk() as desk:
        before = keeper_of(desk.book.keepers.all(), call.given.name)
        after = _changed(call, replace(before, name=call.given.rename or before.name))
        desk.book.keepers.change(before.name, after, own)
        return _told(desk.book, [f"使用人“{before.name}”已经改好，密码没有变。"])


def _remove(call: Call) -> Answer:
    own = call.password()
    with call.desk() as desk:
        desk.book.keepers.remove(call.given.name, own)
        said = f"已经去掉使用人“{call.given.name}”，台账库换了钥匙，以前的钥匙文件打不开它了。"
        return _told(desk.book, [said])


def _hand_over(call: Call) -> Answer:
    own, password = call.password(), _new_password(call)
    with call.desk() as desk:
        before = desk.book.keeper
        successor = _changed(call, replace(before, name=call.given.name))
        desk.book.keepers.hand_over(successor, password, own)
        said = f"“{before.name}”已经交接给“{successor.name}”，原来的密码打不开台账库了。"
        return _told(desk.book, [said])


def _password(call: Call) -> Answer:
    own, password, name = call.password(), _new_password(call), call.given.name
    with call.desk() as desk:
        if name is None:
            desk.book.change_password(own, password)
        else:
            desk.book.keepers.set_password(name, password, own)
        whose = name or desk.book.keeper.name
        return _told(desk.book, [f"“{whose}”的密码已经修改，台账库换了钥匙。"])


def _new_password(call: Call) -> str:
    file = call.given.new_password_file
    return new_password_for(Path(file) if file else None)


def _changed(call: Call, keeper: Keeper) -> Keeper:
    """With what was written of role and sight."""
    role, sees = call.given.role, call.given.confidential
    return replace(
        keeper,
        role=keeper.role if role is None else role,
        sees_confidential=keeper.sees_confidential if sees is None else sees,
    )


def _told(book: Book, lines: list[str] | tuple[str, ...]) -> Answer:
    keepers = book.keepers.all()
    plain: list[Json] = [
        {"name": each.name, "role": each.role.value, "sees_confidential": each.sees_confidential}
        for each in keepers
    ]
    listed = [
        f"  {each.name}：{each.role.value}，{'看' if each.sees_confidential else '不看'}谈话和体检"
        for each in keepers
    ]
    return Answer({"keepers": plain}, [*lines, "使用人：", *listed])


def _read_role(text: str) -> KeeperRole:
    try:
        return KeeperRole(text)
    except ValueError:
        raise ValueError(f"权限要写成：{_ROLES}。") from None


def _read_sight(text: str) -> bool:
    if text not in ("看", "不看"):
        raise ValueError("要写成：看、不看。")
    return text == "看"


_NAME = Option("name", "使用人的姓名或者职务", "名字")
_RIGHTS = (
    Option("--role", f"权限：{_ROLES}；不写时新加的是录入，别的不变", "权限", read=_read_role),
    Option(
        "--confidential",
        "看不看谈话和体检：看、不看；不写时新加的不看，别的不变",
        "看不看",
        read=_read_sight,
    ),
)
_NEW = Option(
    "--new-password-file",
    "新密码的文件，第一行是密码；不写时用环境变量 QINGLIAN_NEW_PASSWORD，再没有就当面询问",
    "文件",
)
KEEPER_COMMANDS = (
    Command(("keepers",), "列出使用人：名字、权限、看不看谈话和体检", _keepers),
    Command(("keeper", "add"), "加一个使用人，有自己的密码", _add, (_NAME, *_RIGHTS, _NEW)),
    Command(
        ("keeper", "change"),
        "改使用人的名字、权限、看不看谈话和体检；密码不变",
        _change,
        (_NAME, Option("--rename", "新的名字", "名字"), *_RIGHTS),
    ),
    Command(("keeper", "remove"), "去掉一个使用人，台账库换钥匙", _remove, (_NAME,)),
    Command(
        ("keeper", "handover"),
        "自己的这一份交接给接手的人，换成他的密码，台账库换钥匙",
        _hand_over,
        (_NAME, *_RIGHTS, _NEW),
    ),
    Command(
        ("keeper", "password"),
        "修改自己的密码；写了 --name 就给忘了密码的那个人设新的；台账库换钥匙",
        _password,
        (Option("--name", "给哪一个使用人设，不写是自己", "名字"), _NEW),
    ),
)
