"""Keeps a record in a book that another program has open, as ``FOLDER LINE``, and dies.

With ``read`` for a line it opens the book to be read and says at each line of standard input what
is in it. Run as ``python -m tests.storage.writing_elsewhere``; not a test.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.storage.invented_books import PASSWORD, add, event, invented_books, lines_in


def main(folder: Path, line: str) -> None:
    book = invented_books().open(folder, PASSWORD, read_only=line == "read")
    if line == "read":
        print("open", flush=True)
        for _ in sys.stdin:
            print(*lines_in(book), flush=True)
    else:
        add(book, event(line))
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
