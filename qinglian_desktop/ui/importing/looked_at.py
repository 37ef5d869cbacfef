"""All records of a file as they would be kept, and what has to be mended for that"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.ui.importing.issues import Issue, IssueReader


@dataclass(frozen=True, slots=True)
class LookedAt:
    """All records as they would be kept, and what is wrong with them."""

    records: tuple[Looked, ...]
    issues: tuple[Issue, ...]
    unlike: int
    """How many cannot be kept as they are."""

    @property
    def doubles(self) -> list[int]:
        """The places of those that the book or the file has already."""
        return [place for place, each in enumerate(self.records) if each.is_double]


def looked_at(
    found: Understanding, records: tuple[Looked, ...], treated: Callable[[Looked], Treatment]
) -> LookedAt:
    """What is wrong with them for what becomes of each; of what is passed over only cells."""
    reader = IssueReader(found)
    ways = [treated(each) for each in records]
    issues = tuple(
        issue
        for place, (each, way) in enumerate(zip(records, ways, strict=True))
        for issue in reader.of(place, each, way)
    )
    unlike = sum(not each.can_be(way) for each, way in zip(records, ways, strict=True))
    return LookedAt(records, issues, unlike)
