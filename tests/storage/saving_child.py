"""Saves records until it is killed, and says of each on standard output that it is kept.

Run as ``python -m tests.storage.saving_child FOLDER``; not a test.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.values import People, Person
from tests.storage.invented_books import PASSWORD, add, change, event, invented_books


def main(folder: Path) -> None:
    book = invented_books().open(folder, PASSWORD)
    number = 0
    while True:
        number += 1
        people = People.named(*(Person(f"客人{n}") for n in range(12)))
        steps = tuple({"what": f"步骤{n}"} for n in range(number % 5))
        kept = add(
            book,
            event(
                f"第{number}条",
                date(2026, 1 + number % 11, 5),
                guests=people,
                steps=steps,
                tasks=("补帆", "看灯"),
                story="风" * (number % 7 * 900),
            ),
        )
        print("kept", kept.id, kept.revision, flush=True)
        if number % 3 == 0:
            kept = change(book, kept, {"line": f"改过的第{number}条", "steps": ()})
            print("kept", kept.id, kept.revision, flush=True)
        if number % 10 == 0:
            with book.writing() as work:
                work.drafts.put(Draft("everything", {"line": "草稿"}))
                file = work.attachments.put(f"{number}.txt", str(number).encode() * 5000)
                work.attachments.put(f"{number}.bin", str(-number).encode() * 5000)
            kept = change(book, kept, {"files": (file,)})
            print("kept", kept.id, kept.revision, flush=True)
        if number % 25 == 0:
            book.back_up()
        if number % 15 == 0:
            # What no record names leaves.
            book.close()
            book = invented_books().open(folder, PASSWORD)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
