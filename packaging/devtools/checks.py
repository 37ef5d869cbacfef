"""Every check in one go: format, lint, types, import contracts, tests; all failures reported."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from devtools import environment, system
from devtools.environment import ROOT

MOST_WORKERS = 4
"""Each makes its own sample book and takes up to a gigabyte of memory."""
ROOM = 1 << 30
"""Bytes that the tests' books and files may take."""


class Step(NamedTuple):
    """A check; one that ``waits`` is begun with the first and told of after the last."""

    label: str
    command: list[str]
    waits: bool = False


def prepare() -> Path:
    """Everything that the checks need on this machine; names what cannot be had."""
    python = environment.ensure("dev")
    wanted = system.missing_libraries({**system.OFFSCREEN, **system.SCREEN})
    wanted += system.missing_programs(system.TEST_PROGRAMS) + system.missing_server()
    if still_missing := system.provide(wanted):
        print(system.explain(still_missing))
    if system.on_linux() and (parts := system.libreoffice_parts()):
        print(f"可选的 LibreOffice 不全（{' '.join(parts)}），与它有关的测试会跳过。")
    return python


def static_steps(python: Path) -> list[Step]:
    lint_imports = python.parent / ("lint-imports.exe" if os.name == "nt" else "lint-imports")
    return [
        Step("格式", [str(python), "-m", "ruff", "format", "--check"]),
        Step("规范", [str(python), "-m", "ruff", "check"]),
        Step("类型", [str(python), "-m", "basedpyright"], waits=True),
        Step("分层", [str(lint_imports)]),
    ]


def check(arguments: Sequence[str]) -> int:
    """Run all steps; with arguments other than --quick, only pytest with those."""
    quick = list(arguments) == ["--quick"]
    if arguments and not quick:
        return pytest_only(arguments)
    python = prepare()
    started = time.monotonic()
    steps = static_steps(python)
    with test_environment() as environ:
        if not quick:
            command = [*pytest_command(python, environ), *shared_out(system.processors())]
            steps.append(Step("测试", command))
        failed = run_steps(steps, environ)
    print(summary([step.label for step in steps], failed, time.monotonic() - started))
    return 1 if failed else 0


def pytest_only(arguments: Sequence[str]) -> int:
    python = prepare()
    with test_environment() as environ:
        command = [*pytest_command(python, environ), *arguments]
        return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def pytest_command(python: Path, environ: Mapping[str, str]) -> list[str]:
    command = [str(python), "-m", "pytest"]
    if "DISPLAY" not in environ:
        command += ["-m", "not slow and not xvfb"]
    return command


def shared_out(processors: int) -> list[str]:
    """pytest's arguments for tests on several processors; whoever is done takes from others."""
    workers = min(processors, MOST_WORKERS)
    return ["-n", str(workers), "--dist", "worksteal"] if workers > 1 else []


def run_steps(steps: Sequence[Step], environ: Mapping[str, str]) -> list[str]:
    """Run each step whatever became of the others; return the labels of those that failed.

    One that waits takes a minute of one processor: it has it beside the others, and its words
    come together once they are done.
    """
    failed: list[str] = []
    with ExitStack() as stack:
        beside = [step for step in steps if step.waits]
        waiting = [(step, stack.enter_context(begun(step, environ))) for step in beside]
        for step in steps:
            if not step.waits:
                print(f"\n── {step.label} ──")
                done = subprocess.run(step.command, cwd=ROOT, env=dict(environ), check=False)
                if done.returncode != 0:
                    failed.append(step.label)
        for step, ended in waiting:
            print(f"\n── {step.label} ──")
            code, words = ended()
            print(words, end="")
            if code != 0:
                failed.append(step.label)
    return failed


@contextmanager
def begun(step: Step, environ: Mapping[str, str]) -> Generator[Callable[[], tuple[int, str]]]:
    """A step beside others: yields what waits for its code and words; it outlives nobody's wait."""
    # Into a file: a pipe that nobody reads yet would hold it up when full.
    with tempfile.TemporaryFile() as kept:
        process = subprocess.Popen(
            step.command, cwd=ROOT, env=dict(environ), stdout=kept, stderr=subprocess.STDOUT
        )

        def ended() -> tuple[int, str]:
            code = process.wait()
            kept.seek(0)
            return code, kept.read().decode(errors="replace")

        try:
            yield ended
        finally:
            process.kill()
            process.wait()


def summary(labels: Sequence[str], failed: Sequence[str], seconds: float) -> str:
    took = f"用时 {seconds:.0f} 秒"
    if failed:
        return f"\n检查未通过：{'、'.join(failed)}（共 {len(labels)} 项，{took}）"
    return f"\n检查全部通过：{'、'.join(labels)}（{took}）"


@contextmanager
def test_environment() -> Generator[dict[str, str]]:
    """Qt without a window by default, and a virtual screen for the tests that ask for one.

    Temporary files stay in memory where there is room: a durable commit waits for no disk then.
    The person's own screen is never used: DISPLAY is the virtual one or absent. What is compiled
    is kept, whatever the person does otherwise: the tests start the program a hundred times.
    """
    without = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE")
    environ = {k: v for k, v in os.environ.items() if k not in without}
    environ["QT_QPA_PLATFORM"] = "offscreen"
    with virtual_screen() as display, memory_folder() as folder:
        if folder is not None:
            environ["TMPDIR"] = str(folder)
        if display is not None:
            environ["DISPLAY"] = display
        elif system.on_linux():
            print("没有虚拟屏幕（Xvfb），需要它的测试不运行。")
        yield environ


@contextmanager
def memory_folder(inside: Path = system.SHARED_MEMORY) -> Generator[Path | None]:
    """A folder in memory that is gone afterwards; None where there is not room enough."""
    if not system.has_room(inside, ROOM):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="qinglian-", dir=inside) as folder:
        yield Path(folder)


@contextmanager
def virtual_screen(picture_in: Path | None = None) -> Generator[str | None]:
    """An Xvfb of 1366×768 of our own; yields its DISPLAY, or None where there is no Xvfb.

    What it shows lies in the file ``Xvfb_screen0`` of ``picture_in``.
    """
    if sys.platform == "win32" or system.missing_programs({"xvfb": "Xvfb"}):
        yield None
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"]
    command += ["-nolisten", "tcp", "-noreset"]
    command += ["-fbdir", str(picture_in)] if picture_in else []
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        yield f":{number}" if number else None
    finally:
        server.terminate()
        server.wait()
