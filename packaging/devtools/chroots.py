"""Small Debian systems of an older kind in folders, and commands run inside them as root.

What is mounted for a command lies in a namespace of its own and goes with it, however it ends: a
system's folder can be removed at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from devtools import system
from devtools.environment import ROOT
from devtools.system import SetupProblem

WORK = ROOT / "build" / "chroots"
MIRROR = "http://deb.debian.org/debian"
SECURITY = "http://deb.debian.org/debian-security"
SUITE = "bullseye"
"""glibc 2.31, as UOS 20 has; the oldest whose packages Debian still serves everywhere."""
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_PROGRAMS = {"debootstrap": "debootstrap", "util-linux": "unshare"}
_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root"}


class Chroot(NamedTuple):
    """A system in a folder."""

    root: Path

    def words(
        self,
        command: Sequence[str],
        *,
        binds: Mapping[Path, str] | None = None,
        network: bool = False,
        user: int = 0,
        environ: Mapping[str, str] | None = None,
    ) -> list[str]:
        """What runs the command inside, where ``binds`` shows folders of this machine.

        Without ``network`` no interface is there, not even the machine's own.
        """
        root = shlex.quote(str(self.root))
        script = [
            f"mount -t proc proc {root}/proc",
            f"mount --rbind /dev {root}/dev",
            f"mount -t tmpfs -o mode=1777 tmpfs {root}/dev/shm",
            f"mount -t tmpfs -o mode=1777 tmpfs {root}/tmp",
        ]
        for outside, inside in (binds or {}).items():
            place = shlex.quote(f"{self.root}{inside}")
            script += [f"mkdir -p {place}", f"mount --bind {shlex.quote(str(outside))} {place}"]
        given = {**_ENVIRONMENT, **(environ or {})}
        who = ["--userspec", f"{user}:{user}"] if user else []
        inner = ["chroot", *who, str(self.root), "env", "-i"]
        inner += [*(f"{name}={value}" for name, value in given.items()), *command]
        script.append(f"exec {shlex.join(inner)}")
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        apart += ["--propagation", "private"] + ([] if network else ["--net"])
        return [*apart, "sh", "-ec", "\n".join(script)]

    def run(
        self,
        command: Sequence[str],
        *,
        binds: Mapping[Path, str] | None = None,
        network: bool = False,
    ) -> None:
        """Run it to its end; raises ``SetupProblem`` if it fails."""
        words = self.words(command, binds=binds, network=network)
        if subprocess.run(words, stdin=subprocess.DEVNULL, check=False).returncode != 0:
            raise SetupProblem(
                f"在 {self.root} 里没有做成：{shlex.join(command)[:200]}（原因见上）"
            )

    def script(self, text: str, *, network: bool = False) -> None:
        """Run lines of shell, up to the first that fails."""
        self.run(["sh", "-ec", text], network=network)

    def copied(self, to: Path) -> Chroot:
        """The same system once more, for changes that nobody keeps."""
        shutil.rmtree(to, ignore_errors=True)
        to.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(self.root), str(to)], check=True)
        return Chroot(to)


def architecture() -> str:
    """What Debian calls this machine's kind."""
    return ARCHITECTURES.get(platform.machine(), platform.machine())


def ensure_possible() -> None:
    """Raises ``SetupProblem`` where no system can be made in a folder."""
    if not system.on_linux():
        raise SetupProblem("这一步只能在 Linux 上做：要在一个旧的 Debian 系统里做。")
    if os.geteuid() != 0:
        raise SetupProblem("这一步要由管理员（root）做：要建一个旧的 Debian 系统，在它里面做。")
    if missing := system.provide(system.missing_programs(_PROGRAMS)):
        raise SetupProblem(system.explain(missing))


def ensure(
    name: str, packages: Sequence[str], more: Callable[[Chroot], None] | None = None, told: str = ""
) -> Chroot:
    """The system of that name with these packages; made once, and anew when it is to be another.

    ``more`` finishes a new one, and ``told`` is what ``more`` is made from: another text, another
    system.
    """
    ensure_possible()
    chroot, stamp = Chroot(WORK / name), WORK / f"{name}.json"
    text = json.dumps([SUITE, architecture(), sorted(packages), told])
    wanted = hashlib.sha256(text.encode()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == wanted and chroot.root.exists():
        return chroot
    stamp.unlink(missing_ok=True)
    shutil.rmtree(chroot.root, ignore_errors=True)
    _bare().copied(chroot.root)
    if packages:
        _install(chroot, packages)
    if more is not None:
        more(chroot)
    stamp.write_text(wanted, "utf-8")
    return chroot


def _bare() -> Chroot:
    """The least system, with what was mended in it since."""
    bare, part = Chroot(WORK / SUITE), WORK / f"{SUITE}.part"
    if bare.root.exists():
        return bare
    print(f"正在取得 Debian {SUITE}（约 60 MB）…")
    shutil.rmtree(part, ignore_errors=True)
    part.parent.mkdir(parents=True, exist_ok=True)
    log = WORK / "debootstrap.log"
    with log.open("wb") as to:
        command = ["debootstrap", "--variant=minbase", SUITE, str(part), MIRROR]
        done = subprocess.run(command, stdout=to, stderr=to, check=False)
    if done.returncode != 0:
        raise SetupProblem(f"没有取得 Debian {SUITE}。原因见 {log}；请检查网络，再运行一次。")
    sources = f"deb {MIRROR} {SUITE} main\ndeb {SECURITY} {SUITE}-security main\n"
    (part / "etc/apt/sources.list").write_text(sources, "utf-8")
    Chroot(part).script("apt-get update -qq\n" + _apt("upgrade"), network=True)
    part.rename(bare.root)
    return bare


def _install(chroot: Chroot, packages: Sequence[str]) -> None:
    chroot.script(_apt(f"install --no-install-recommends {shlex.join(packages)}"), network=True)


def _apt(words: str) -> str:
    return f"DEBIAN_FRONTEND=noninteractive apt-get -y -qq {words} >/dev/null\napt-get clean\n"
