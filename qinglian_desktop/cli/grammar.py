"""The parser of all commands, made from their declarations."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from qinglian_desktop.cli.chinese_parser import ChineseParser
from qinglian_desktop.cli.command import Command, Option
from qinglian_desktop.own_place import terminal_name

GROUPS = {
    "flow": "权力运行流程图：读进来、写出去、画出来",
    "form": "上级的表：看、保存、不再保存",
    "keeper": "使用人：加上、改、去掉、交接、密码",
    "people": "花名册",
    "record": "各台账的记录",
    "plan": "还没有到日子的计划",
}
"""Help of the first words that several commands share."""
EVERYWHERE = (
    Option("--book", "台账库所在的文件夹", "文件夹"),
    Option(
        "--keeper",
        "谁的密码：使用人的名字；不写时用环境变量 QINGLIAN_KEEPER，再没有就挨个试",
        "名字",
    ),
    Option(
        "--password-file",
        "密码文件，第一行是密码；不写时用环境变量 QINGLIAN_PASSWORD，再没有就当面询问",
        "文件",
    ),
    Option("--json", "在标准输出上写一份 JSON，供程序读取", is_switch=True),
)
"""Options that may stand before or after any command."""
_END = """退出码：0 已完成；1 数据有问题（逐项列出）；2 命令写得不对；3 环境问题（密码不对、磁盘满、
台账库正被打开等）。密码不能写在命令行里。每个命令后面写 --help 看它的说明。"""


def parser_of(commands: Sequence[Command], version: str) -> ChineseParser:
    """The parser; the chosen command's function is ``run`` of what it gives."""
    parser = ChineseParser(
        prog=terminal_name(),
        description="清廉机关台账，不开窗口也能用。不带命令时打开窗口。",
        epilog=_END,
    )
    parser.add_argument(
        "--version", action="version", version=f"清廉机关台账 {version}", help="显示版本"
    )
    _add_everywhere(parser)
    # Left without usage so that the commands of a group are called as they are written.
    subparsers = parser.add_subparsers(
        title="命令",
        metavar="命令",
        required=True,
        prog=terminal_name(),
        parser_class=ChineseParser,
    )
    groups: dict[str, argparse._SubParsersAction[ChineseParser]] = {}  # pyright: ignore[reportPrivateUsage]
    for command in commands:
        first, *rest = command.words
        into = subparsers
        if rest:
            if first not in groups:
                group = subparsers.add_parser(first, help=GROUPS[first], description=GROUPS[first])
                _add_everywhere(group)
                groups[first] = group.add_subparsers(
                    title="命令",
                    metavar="命令",
                    required=True,
                    prog=f"{terminal_name()} {first}",
                    parser_class=ChineseParser,
                )
            into = groups[first]
        one = into.add_parser(command.words[-1], help=command.help, description=command.help)
        either = one.add_mutually_exclusive_group() if command.either else None
        for option in command.options:
            _add(either if either and option.name in command.either else one, option)
        _add_everywhere(one)
        one.set_defaults(run=command.run)
    return parser


def _add_everywhere(parser: ChineseParser) -> None:
    for option in EVERYWHERE:
        # No default, so that what stood before the command is not overwritten after it.
        _add(parser, option, default=argparse.SUPPRESS)


def _add(
    target: argparse._ActionsContainer,  # pyright: ignore[reportPrivateUsage]
    option: Option,
    *,
    default: str | None = None,
) -> None:
    if option.is_switch:
        target.add_argument(option.name, action="store_true", help=option.help, default=default)
    elif option.is_placed:
        target.add_argument(
            option.name,
            help=option.help,
            metavar=option.metavar,
            type=option.read,
            nargs="+" if option.many else None,
        )
    else:
        target.add_argument(
            option.name,
            help=option.help,
            metavar=option.metavar,
            type=option.read,
            required=option.required,
            default=default,
            nargs="?" if option.may_be_bare else "+" if option.many else None,
            const="" if option.may_be_bare else None,
        )
