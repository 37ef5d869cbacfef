"""Makes, installs and works with the packages: ``python3 packaging/dev.py installed``.

Takes some minutes once the old system is there, and a quarter of an hour before.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from devtools.environment import ROOT
from devtools.system import SetupProblem
from tests.installed import debian, windows

PICTURES = ROOT / "out" / "installed"
PROOFS = {"deb": debian.prove, "windows": windows.prove}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py installed", description="装好以后的样子")
    parser.add_argument(
        "packages", nargs="*", help=f"哪些安装包：{'、'.join(PROOFS)}；不写就是全部"
    )
    parser.add_argument("--made", action="store_true", help="用已经做好的，不重新做")
    chosen = parser.parse_args(arguments)
    failed = 0
    for name in chosen.packages or PROOFS:
        if name not in PROOFS:
            parser.error(f"没有这种安装包：{name}")
        try:
            PROOFS[name](PICTURES / name, made=chosen.made)
        except (AssertionError, SetupProblem) as wrong:
            print(f"{name}：{wrong}\n当时的画面在 {PICTURES / name}", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
