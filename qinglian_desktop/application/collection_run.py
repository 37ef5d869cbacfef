"""One collection of returns: what became of each file that was met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from qinglian_desktop.application.authorship import Authorship, KnownWriters, author_of
from qinglian_desktop.application.collection_ports import CollectedReturns
from qinglian_desktop.application.files_below import readable_name
from qinglian_desktop.application.gathering_ports import ReadFile
from qinglian_desktop.application.known_keys import KnownKey
from qinglian_desktop.application.signing_ports import Signatures
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.collecting.collected import CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import one_code
from qinglian_desktop.domain.errors import EnvironmentProblem, NoReturn

_REPORTED_ON = "报出日期"
_Done = TypeVar("_Done")


class Write(Protocol):
    """Does something with what is kept, in one transaction."""

    def __call__(self, do: Callable[[CollectedReturns], _Done]) -> _Done: ...


class CollectionRun:
    """One collection: what it met so far."""

    def __init__(
        self,
        folder: Path,
        at: datetime,
        who: str,
        signatures: Signatures,
        known: Mapping[str, KnownKey],
        write: Write,
    ) -> None:
        """``known`` are the keys of units by their codes."""
        self.met: list[MetFile] = []
        self.readable: list[tuple[MetFile, Verified]] = []
        """Returns that can be answered, as they were met."""
        self._folder = folder
        self._at = at
        self._who = who
        self._signatures = signatures
        self._write = write
        self._known = {**known}

    def taken(self, batch: Sequence[ReadFile]) -> list[MetFile]:
        """Keep what is sound of a batch, in one transaction."""
        looked = [self._looked(each) for each in batch]
        sound = [each for each in looked if isinstance(each, Verified) and not each.findings]
        sound.sort(key=lambda each: (one_code(each.content.unit_code), each.content.period.key))
        places = self._write(
            lambda kept: [kept.take(self._returned(each), each.content.told) for each in sound]
        )
        by_path = dict(zip((each.path for each in sound), places, strict=True))
        met: list[MetFile] = []
        for each in looked:
            if isinstance(each, MetFile):
                met.append(each)
                continue
            content, place = each.content, by_path.get(each.path)
            if place is None:
                met.append(self._refused(each, each.todo))
            elif place.digest != content.digest:
                said, todo = _other(each, place.unit_name)
                met.append(self._refused(replace(each, findings=(said,)), todo))
            else:
                fate = Fate.TAKEN if place.is_new else Fate.KNOWN
                met.append(self._met(each, fate, each.remarks))
        return met

    def told(self, latest: Mapping[tuple[str, str], int]) -> Iterable[MetFile]:
        """All that was met; those of which a later revision is there are told so.

        ``latest`` are the revisions that are kept, as ``CollectedReturns`` gives them.
        """
        for each in self.met:
            newest = latest.get((each.unit_code, each.period), 0)
            if each.fate in (Fate.TAKEN, Fate.KNOWN) and each.revision < newest:
                why = f"有第{newest}次，以第{newest}次为准。"
                yield replace(each, fate=Fate.SUPERSEDED, why=(why, *each.why))
            else:
                yield each

    def _looked(self, read: ReadFile) -> Verified | MetFile:
        """A return with who wrote it, or what became of a file that is none."""
        if isinstance(read.found, EnvironmentProblem):
            path, found = path_below(self._folder, read.path), read.found
            if isinstance(found, NoReturn):
                return MetFile(path, Fate.UNRELATED)
            return MetFile(path, Fate.REFUSED, (readable_name(found.happened), found.todo))
        found = self._verified(read.found)
        content = found.content
        if content.signed is not None and not found.findings:
            known = KnownKey(
                content.signed.key,
                content.unit_name,
                self._at.date().isoformat(),
                content.unit_code,
                content.period.key,
            )
            self._known.setdefault(one_code(content.unit_code), known)
        return found

    def _met(self, found: Verified, fate: Fate, why: tuple[str, ...]) -> MetFile:
        content = found.content
        met = MetFile(
            path_below(self._folder, found.path),
            fate,
            why,
            one_code(content.unit_code),
            content.unit_name,
            content.period.key,
            content.revision,
        )
        self.readable.append((met, found.without_rows()))
        return met

    def _refused(self, found: Verified, todo: str) -> MetFile:
        """One that is not taken: to the unit go the findings, to the clerk what to do, too."""
        return self._met(found, Fate.REFUSED, (*found.findings, todo))

    def _verified(self, found: Verified) -> Verified:
        """The same with who wrote it, as far as the keys of units tell; told where it is news."""
        unit = self._known.get(one_code(found.content.unit_code))
        author = author_of(self._signatures, found.content, KnownWriters(unit=unit))
        is_news = author.kind is not Authorship.SAME
        return found.by(author) if is_news else replace(found, author=author)

    def _returned(self, found: Verified) -> CollectedReturn:
        """What is kept of it."""
        content = found.content
        return CollectedReturn(
            unit_code=one_code(content.unit_code),
            unit_name=content.unit_name,
            period=content.period,
            revision=content.revision,
            digest=content.digest,
            file_name=readable_name(found.path.name),
            taken_at=self._at,
            taken_by=self._who,
            lines=content.summary,
            reported_on=_day(dict(content.cover).get(_REPORTED_ON, "")),
            key=content.signed.key if content.signed else "",
            remarks=found.remarks,
        )


def path_below(folder: Path, path: Path) -> str:
    """A path from the folder on, as it can be shown."""
    return readable_name(path.relative_to(folder))


def _other(found: Verified, there: str) -> tuple[str, str]:
    """Why a return is not taken in whose place another one is kept, and what the clerk shall do."""
    content = found.content
    if content.unit_name != there and not content.unit_code:
        return (
            f"没有写单位编码，“{there}”的{content.period.label}月报也没有写，两个单位分不开。",
            "请退回，让单位在花名册里填好单位编码，重新报送。",
        )
    if content.unit_name != there:
        return (
            f"单位编码 {content.unit_code} 已经收过“{there}”的{content.period.label}月报，"
            f"这一份是“{content.unit_name}”的，单位编码可能填重了。",
            "请向两个单位核实，填错的退回，让它改正编码重新报送。",
        )
    return (
        f"已经收过另一份第{content.revision}次的{content.period.label}月报，内容不一样。",
        "请问单位以哪一份为准：以这一份为准的，先撤回那个月收下的，再收一次。",
    )


def _day(words: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(words)
    return None
