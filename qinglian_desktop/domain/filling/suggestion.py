"""What may go into a place of a form, and how surely"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.form_pieces import FormPieces
from qinglian_desktop.domain.filling.measure_likeness import SURE


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may go into a place, how sure that is (1 certain), and what becomes of its words."""

    pieces: FormPieces
    likeness: float
    writing: Writing = Writing.INSTEAD

    @property
    def is_sure(self) -> bool:
        """Whether it is proposed, and not only offered."""
        return self.likeness >= SURE
