"""The colours of the light and the dark window; ink on ground keeps WCAG AA."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette; every pair of ink and ground keeps WCAG AA (4.5 : 1).

    ``red``, ``orange`` and ``yellow`` are grounds by gravity, for ``ink``.
    """

    ink: str
    muted: str
    paper: str
    ground: str
    hairline: str
    border: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    red: str
    orange: str
    yellow: str
    party: str
    arrow: str
    tick: str


LIGHT = Colours(
    ink="#1F2933",
    muted="#52606D",
    paper="#FFFFFF",
    ground="#F6F8FA",
    hairline="#E3E8EE",
    border="#B8C2CC",
    accent="#0F5F8C",
    accent_hover="#0C4F75",
    accent_pressed="#093E5C",
    accent_soft="#E4F0F7",
    on_accent="#FFFFFF",
    good="#1B7F4B",
    good_soft="#E3F4EA",
    warn="#8A5A0B",
    warn_soft="#FBF1DC",
    bad="#B42318",
    bad_soft="#FCE9E7",
    red="#F7BDB6",
    orange="#FBD7A5",
    yellow="#FFF2B3",
    party="#C8102E",
    arrow="chevron-down-ink",
    tick="check-pale",
)
DARK = Colours(
    ink="#E6EBF0",
    muted="#A3B1BF",
    paper="#1B232B",
    ground="#12181E",
    hairline="#2C3843",
    border="#4A5A69",
    accent="#6BB8E0",
    accent_hover="#8AC8E8",
    accent_pressed="#A8D7EF",
    accent_soft="#1D3A4C",
    on_accent="#0B1A24",
    good="#6FCF97",
    good_soft="#183526",
    warn="#E5B662",
    warn_soft="#3A2E14",
    bad="#F28B82",
    bad_soft="#43201D",
    red="#7A2A24",
    orange="#6E4414",
    yellow="#57500F",
    party="#E0475C",
    arrow="chevron-down-pale",
    tick="check-ink",
)
