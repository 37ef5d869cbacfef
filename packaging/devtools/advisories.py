"""Known vulnerabilities of what is locked, asked of the public list by pip-audit."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Sequence

from devtools import system
from devtools.environment import LOCKS, ROOT, python_in
from devtools.system import SetupProblem

FOLDER = ROOT / "build" / "audit"


def audit(arguments: Sequence[str]) -> int:
    """Ask about every lock; extra arguments go to pip-audit (`-s osv`)."""
    python = python_in(FOLDER)
    program = python.parent / ("pip-audit.exe" if os.name == "nt" else "pip-audit")
    if not program.exists():
        system.ensure_venv_module()
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(FOLDER)
        install = [str(python), "-m", "pip", "install", "-qq", "pip-audit"]
        if subprocess.run(install, check=False).returncode != 0:
            raise SetupProblem("没有装上 pip-audit；请检查网络。")
    done = subprocess.run([str(program), *audit_arguments(), *arguments], cwd=ROOT, check=False)
    if done.returncode != 0:
        print(
            "\n有部件有已知的漏洞，或者问不到漏洞名单（见上）。"
            "最近一次问到的结果在 packaging/ADVISORIES.md。"
        )
    return done.returncode


def audit_arguments() -> list[str]:
    """All locks, only as pinned; a part of which nothing could be learnt is a failure, too."""
    locks = [argument for lock in sorted(LOCKS.glob("*.txt")) for argument in ("-r", str(lock))]
    return [*locks, "--disable-pip", "--require-hashes", "--strict", "--progress-spinner", "off"]
