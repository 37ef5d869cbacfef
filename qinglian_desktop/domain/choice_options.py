"""What the words of a list must be like, so that each can be told from the others."""

from __future__ import annotations

from qinglian_desktop.domain.errors import BadDeclaration


def check_options(
    options: tuple[str, ...],
    former: tuple[tuple[str, str], ...],
    known_as: tuple[tuple[str, str], ...],
) -> None:
    """Raise BadDeclaration where words of the list, former ones and those of others clash."""
    if not options or len(set(options)) != len(options) or "" in options:
        raise BadDeclaration(f"choices must be distinct words, got {options}")
    if any("、" in option for option in options):
        raise BadDeclaration(f"a choice may not hold 、 which separates them: {options}")
    for old, now in former:
        if old in options or (now and now not in options):
            raise BadDeclaration(f"former word {old!r} → {now!r} contradicts {options}")
    for other, word in known_as:
        if other in options or word not in options:
            raise BadDeclaration(f"word of others {other!r} → {word!r} contradicts {options}")
    if len(dict(known_as)) != len(known_as):
        raise BadDeclaration(f"a word of others means two of {options}")
