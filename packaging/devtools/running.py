"""Running: the window; where there is no screen, the month's work without one; tools."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from devtools import checks, environment, system
from devtools.environment import ROOT
from devtools.system import SetupProblem
from qinglian_desktop.application.sample_book import SAMPLE_PASSWORD, SAMPLE_YEAR

OUT = ROOT / "out"
SAMPLE_BOOK = OUT / "示例台账库"
SAMPLE_MONTH = f"{SAMPLE_YEAR}-10"


def run(arguments: Sequence[str]) -> int:
    """Start main.py with the arguments; with none and no screen, do the sample's month."""
    python = environment.ensure("run")
    screen = system.has_screen(os.environ)
    wanted = system.OFFSCREEN | (system.SCREEN if screen else {})
    if still_missing := system.provide(system.missing_libraries(wanted)):
        if screen:
            raise SetupProblem(system.explain(still_missing))
        print(system.explain(still_missing), file=sys.stderr)
    if not arguments and not screen:
        return write_sample_month(python)
    return hand_over([str(python), str(ROOT / "main.py"), *arguments])


def bench(arguments: Sequence[str]) -> int:
    python = checks.prepare()
    with checks.test_environment() as environ:
        # Against the disk that people have: in memory a commit waits for nothing.
        environ.pop("TMPDIR", None)
        command = [str(python), "-m", "tests.benchmarks", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def soak(arguments: Sequence[str]) -> int:
    """Work a long day at the window; see ``tests/soak``."""
    if not system.on_linux():
        raise SetupProblem("这个工具只能在 Linux 上运行：它在 /proc 里看程序占了多少。")
    python = checks.prepare()
    with checks.test_environment() as environ:
        command = [str(python), "-m", "tests.soak", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def faults(arguments: Sequence[str]) -> int:
    """Try the faults of disk and power; see ``tests/faults``."""
    if not system.on_linux():
        raise SetupProblem("这个工具只能在 Linux 上运行：它要在程序和磁盘之间插一个库。")
    if still_missing := system.provide(system.missing_compiler()):
        raise SetupProblem(system.explain(still_missing))
    return _in_memory("tests.faults", arguments)


def fuzz(arguments: Sequence[str]) -> int:
    """Try files that somebody broke; see ``tests/fuzz``."""
    if not system.on_linux():
        raise SetupProblem("这个工具只能在 Linux 上运行：它要限制每次试验的内存。")
    return _in_memory("tests.fuzz", arguments)


def installed(arguments: Sequence[str]) -> int:
    """Make the packages, install them and work with what is installed; see ``tests/installed``."""
    python = checks.prepare()
    with checks.test_environment() as environ:
        # Systems in folders are no files for memory.
        environ.pop("TMPDIR", None)
        environ["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "packaging")))
        command = [str(python), "-m", "tests.installed", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def _in_memory(module: str, arguments: Sequence[str]) -> int:
    """Run a tool of the tests, whose files lie in memory where there is room for them."""
    python = environment.ensure("dev")
    with checks.memory_folder() as folder:
        environ = dict(os.environ) if folder is None else {**os.environ, "TMPDIR": str(folder)}
        command = [str(python), "-m", module, *arguments]
        return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def migration(arguments: Sequence[str]) -> int:
    """Write the next migration, named by the arguments; see ``new_migration``."""
    python = environment.ensure("dev")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "packaging")))}
    command = [str(python), "-m", "devtools.new_migration", *arguments]
    code = subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
    tidy = [str(python), "-m", "ruff", "format", "--quiet", "qinglian_desktop/storage/migrations"]
    return code or subprocess.run(tidy, cwd=ROOT, check=False).returncode


def hand_over(command: list[str]) -> int:
    """Become the command; on Windows, whose exec returns to the shell at once, wait for it."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def month_commands() -> list[list[str]]:
    """The month's return and its paper, as arguments of main.py."""
    book, to = str(SAMPLE_BOOK), str(OUT)
    return [
        ["return", "--book", book, "--month", SAMPLE_MONTH, "--to", to],
        ["print", "talks", "--book", book, "--period", SAMPLE_MONTH, "--to", to],
        ["print", "eight_ones", "--book", book, "--period", SAMPLE_MONTH, "--to", to],
    ]


def write_sample_month(python: Path) -> int:
    """Build the sample book unless it is there, write the return and PDFs, say where they are."""
    print(f"没有可用的屏幕，改为不开窗口完成 {SAMPLE_MONTH} 的月度工作。")
    environ = {**os.environ, "QINGLIAN_PASSWORD": SAMPLE_PASSWORD}
    main = [str(python), str(ROOT / "main.py")]
    OUT.mkdir(exist_ok=True)
    if not (SAMPLE_BOOK / "ledger.db").exists():
        build = [*main, "demo", "--book", str(SAMPLE_BOOK), "--year", str(SAMPLE_YEAR)]
        if code := _build_whole(build, environ):
            return code
    for arguments in month_commands():
        code = subprocess.run([*main, *arguments], env=environ, check=False).returncode
        if code != 0:
            print(f"没有完成：main.py {' '.join(arguments)}", file=sys.stderr)
            return code
    print(f"\n完成。文件在 {OUT}：")
    for file in sorted(file for file in OUT.rglob("*") if file.suffix in (".xlsx", ".pdf")):
        print(f"  {file.relative_to(OUT)}")
    print(f"示例台账库：{SAMPLE_BOOK}（密码：{SAMPLE_PASSWORD}）")
    return 0


def _build_whole(command: list[str], environ: dict[str, str]) -> int:
    """Build the sample book; one that did not get finished is removed, not reused later."""
    finished = False
    try:
        code = subprocess.run(command, env=environ, check=False).returncode
        finished = code == 0
    finally:
        if not finished:
            shutil.rmtree(SAMPLE_BOOK, ignore_errors=True)
    return code
