"""All that is fuzzed, by the name under which a command is given it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fuzz.book_files import BOOK_FILES
from tests.fuzz.handed_files import HANDED_FILES
from tests.fuzz.table_files import TABLE_FILES
from tests.fuzz.target import Target

TARGETS: Mapping[str, Target] = {**BOOK_FILES, **HANDED_FILES, **TABLE_FILES}
