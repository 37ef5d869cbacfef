"""A record that is open in a form: as the book holds it, with the draft of what is being typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qinglian_desktop.application.passed_drafts import passed_too
from qinglian_desktop.application.preparing import EventPaper
from qinglian_desktop.application.reasons import with_reasons_of_now
from qinglian_desktop.application.records import RecordKeeping, Saved
from qinglian_desktop.application.ticked_drafts import ticked_too
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import AnswersTo, Draft, Record


@dataclass(eq=False, slots=True)
class Opened:
    """Kept in step by the changes themselves, which run one after another.

    So each begins with what the one before it kept: a second draft replaces the first, and what
    is saved twice is one record. ``record`` is None for a new one, ``draft`` where nothing that
    was typed is unsaved. What a new one ``answers`` links to it once it is saved, and so does what
    its draft does.
    """

    keeping: RecordKeeping
    ledger: Ledger
    record: Record | None = None
    draft: Draft | None = None
    answers: tuple[AnswersTo, ...] = ()

    @property
    def record_id(self) -> int | None:
        """The record's id; None for a new one."""
        return self.record.id if self.record else None

    @property
    def key(self) -> str:
        """Tells it from whatever else is open in a form; a new one not from another new one."""
        return f"{self.ledger.key} {self.record_id or 0}"

    @property
    def is_plan(self) -> bool:
        """Whether this is a plan, and what is typed stays one until it is saved."""
        return self.draft is not None and self.draft.is_plan

    def keep_draft(self, typed: Mapping[str, object]) -> Draft:
        """Keep what is typed, whatever it is; a plan goes on being one."""
        return self._keep(typed, is_plan=self.is_plan)

    def keep_plan(self, typed: Mapping[str, object]) -> Draft:
        """Keep what is typed as a plan."""
        return self._keep(typed, is_plan=True)

    def _keep(self, typed: Mapping[str, object], *, is_plan: bool) -> Draft:
        draft = self.draft or Draft(self.ledger.key)
        if self.ledger.moves_on and self.record is not None:
            now = self.keeping.get(self.ledger, self.record.id or 0) or self.record
            if self.ledger.asks is not None:
                typed = ticked_too(self.ledger, typed, self.record, now)
            typed = passed_too(self.ledger, typed, self.record, now)
        answers = self._answered()
        draft = replace(
            draft, typed=dict(typed), record_id=self.record_id, is_plan=is_plan, answers=answers
        )
        self.draft = self.keeping.keep_draft(draft)
        return self.draft

    def _answered(self) -> tuple[AnswersTo, ...]:
        drafted = self.draft.answers if self.draft is not None else ()
        return tuple(dict.fromkeys((*drafted, *self.answers)))

    def as_then(self, then: Mapping[str, object]) -> Mapping[str, object]:
        """An earlier version of the record, to be typed over it, with what was done since."""
        now = self.record and self.keeping.get(self.ledger, self.record.id or 0)
        if now is None:
            return then
        done = self.keeping.as_then(self.ledger, then, now)
        return with_reasons_of_now(self.ledger, done, self.keeping.plain(self.ledger, now))

    def note_told(self, paper: EventPaper, *, as_text: bool = False) -> None:
        """Keep in mind with a plan what a paper of it said that has gone out."""
        if self.draft is not None and self.is_plan:
            told = paper.noted_in(self.draft.told, as_text=as_text)
            self.draft = self.keeping.keep_draft(replace(self.draft, told=told))

    def discard_draft(self) -> None:
        """Throw away what is typed."""
        if self.draft is not None and self.draft.id is not None:
            self.keeping.discard_draft(self.draft.id)
        self.draft = None

    def save(self, typed: Mapping[str, object], reason: str = "") -> Saved:
        """Save what is typed, and forget its draft; raises as ``RecordKeeping.save`` does."""
        saved = self.keeping.save(
            self.ledger,
            typed,
            record_id=self.record_id,
            revision=self.record.revision if self.record else None,
            draft_id=self.draft.id if self.draft else None,
            answers=self._answered(),
            reason=reason,
        )
        self.record, self.draft, self.answers = saved.record, None, ()
        return saved

    def reason_given(self) -> str:
        """The last reason for a month that was reported, which 作废 would change; "" without."""
        return self.keeping.reason_given(self.ledger, self.record) if self.record else ""

    def void(self, reason: str) -> Record:
        """作废."""
        self.record = self.keeping.void(self.ledger, self.record_id or 0, reason)
        return self.record

    def revive(self, reason: str = "") -> Record:
        """Undo a 作废."""
        self.record = self.keeping.revive(self.ledger, self.record_id or 0, reason)
        return self.record
