"""Sets up, runs and checks the program: `python3 packaging/dev.py run|test|…`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

SUPPORTED = ((3, 11), (3, 13))
COMMANDS = {
    "run": "打开程序（没有屏幕时：建示例台账库，写月报和 PDF 到 out/）；后面的参数原样交给 main.py",
    "test": "全部检查：格式、规范、类型、分层、测试；后面有参数时只运行 pytest 并交给它",
    "check": "同 test；加 --quick 时不运行测试",
    "slow": "耗时的测试（长时间运行、反复断电等）",
    "faults": "在每一次改动磁盘时让它出错、断电，看台账库是否完好；后面可写操作（只在 Linux 上）",
    "fuzz": "把程序要读的文件弄坏了给它读，看是不是读成或者用话说明（只在 Linux 上）",
    "bench": "测量速度",
    "soak": "在真的窗口里做一整天的事，看内存、快慢变没变；可加 --hours 8（只在 Linux 上）",
    "installed": "做安装包，装进干净的旧系统，用键盘做一遍，升级、卸载（由 root 在 Linux 上做）",
    "migration": "声明改了以后，写出缺的表和列：dev.py migration 名字",
    "lock": "重新生成 packaging/locks/（可加 --upgrade）",
    "build": "做成安装包到 out/packages/：build [deb|windows|portable|all]",
    "sbom": "写出随程序分发的部件清单（CycloneDX）到 out/sbom/",
    "audit": "问公开的漏洞名单：锁定的部件有没有已知的漏洞（要联网）",
    "setup": "只做准备：建 .venv，装好开发所需的一切",
}


def main(arguments: list[str]) -> int:
    if not SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        return _refuse_python()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]

    # Imported late: these modules need the Python that was just made sure of, and read a few
    # words of the program, though none of its libraries is there yet.
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from devtools import advisories, bundle, checks, locks, running, sbom, system

    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="清廉台账：准备、运行、检查",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<11}{meaning}" for name, meaning in COMMANDS.items()),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="命令")
    chosen = parser.parse_args(arguments[:1] or ["--help"]).command
    rest = arguments[1:]
    try:
        match chosen:
            case "run":
                return running.run(rest)
            case "test" | "check":
                return checks.check(rest)
            case "slow":
                return checks.pytest_only(["-m", "slow", *rest])
            case "faults":
                return running.faults(rest)
            case "fuzz":
                return running.fuzz(rest)
            case "bench":
                return running.bench(rest)
            case "soak":
                return running.soak(rest)
            case "installed":
                return running.installed(rest)
            case "migration":
                return running.migration(rest)
            case "build":
                return bundle.build(rest)
            case "sbom":
                return sbom.sbom(rest)
            case "audit":
                return advisories.audit(rest)
            case "lock":
                return locks.lock(rest)
            case _:
                checks.prepare()
                return 0
    except system.SetupProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("\n已中断。再次运行同一命令即可接着做。", file=sys.stderr)
        return 130


def _refuse_python() -> int:
    found = "{}.{}".format(*sys.version_info[:2])
    hint = r"py -3.11 packaging\dev.py …" if os.name == "nt" else "python3.11 packaging/dev.py …"
    print(f"需要 Python 3.11、3.12 或 3.13，现在用的是 {found}。请装好后这样运行：{hint}")
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
