"""Starts the program."""

from qinglian_desktop.bootstrap import run

if __name__ == "__main__":
    raise SystemExit(run())
