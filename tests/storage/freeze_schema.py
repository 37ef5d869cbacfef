"""Writes what the declarations ask for as the statements of a migration; not a test.

``python -m tests.storage.freeze_schema FILE "What it brings."`` Only the first migration is
such a whole schema, and only until a version was released with it: later ones hold just the
statements that are new, picked from a file made like this, and ALTER TABLE for new columns.
"""

from __future__ import annotations

import sys
from pathlib import Path

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.schema import ddl

_REASON = "Over 300 lines because it is frozen as it was generated, one statement a table or index."


def main(file: Path, brings: str) -> None:
    statements = "\n".join(f'    """{each}""",' for each in ddl(Catalogue(ALL_LEDGERS)))
    file.write_text(
        f'"""{brings}\n\n{_REASON}\n"""\n\nSTATEMENTS = (\n{statements}\n)\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
