"""Imports every module of the program, from wherever it runs; says which could not be."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import qinglian_desktop


def main() -> int:
    """The exit code is 1 if a module could not be imported; how many could be is printed."""
    names = [
        each.name for each in pkgutil.walk_packages(qinglian_desktop.__path__, "qinglian_desktop.")
    ]
    failed = 0
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            failed += 1
            print(f"{name}: {error!r}", file=sys.stderr)
    print(f"{len(names) - failed} of {len(names)} modules")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    raise SystemExit(main())
