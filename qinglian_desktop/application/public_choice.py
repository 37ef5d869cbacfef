"""What somebody wants put up in public: of whom, which lists, in which columns, with which names"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.ledger import PublishedList
from qinglian_desktop.domain.paper import ListColumn
from qinglian_desktop.domain.published_ledger import published_ledger
from qinglian_desktop.domain.publishing import is_of_names


@dataclass(frozen=True, slots=True)
class PublicChoice:
    """What somebody wants put up: of which ``scope``, a word, and of that a department or owner.

    ``contents`` are words of the lists and charts; ``columns`` by a list's word the keys that
    were ticked, where they are not the usual ones. Without names their columns are left out.
    """

    scope: str
    department: str = ""
    owner: int | None = None
    contents: tuple[str, ...] = ()
    shows_names: bool = False
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def offered_columns(
    catalogue: Catalogue, listed: PublishedList, *, shows_names: bool
) -> Sequence[ListColumn]:
    """The columns among which the unit chooses."""
    not_kept = {each.key for each in listed.counts if not catalogue[each.ledger].is_kept}
    return [
        each
        for each in listed.columns
        if each.key not in not_kept
        and (shows_names or not is_of_names(_field_of(catalogue, listed, each)))
    ]


def chosen_columns(
    catalogue: Catalogue, listed: PublishedList, choice: PublicChoice
) -> Sequence[ListColumn]:
    """The columns of a list as they were chosen, else the usual ones."""
    offered = offered_columns(catalogue, listed, shows_names=choice.shows_names)
    ticked = choice.columns.get(listed.word, ())
    chosen = [each for each in offered if each.key in ticked]
    return chosen or [each for each in offered if each.key not in listed.unticked]


def with_names(
    catalogue: Catalogue, lists: Sequence[PublishedList], choice: PublicChoice
) -> PublicChoice:
    """The same choice with names, their columns ticked beside those that were."""
    columns = dict(choice.columns)
    for listed in lists:
        if ticked := columns.get(listed.word, ()):
            every = offered_columns(catalogue, listed, shows_names=True)
            hidden = offered_columns(catalogue, listed, shows_names=False)
            named = (e.key for e in every if e not in hidden and e.key not in listed.unticked)
            columns[listed.word] = tuple(dict.fromkeys((*ticked, *named)))
    return replace(choice, shows_names=True, columns=columns)


def column_heading(catalogue: Catalogue, listed: PublishedList, column: ListColumn) -> str:
    """What stands above a column."""
    return column.heading or _field_of(catalogue, listed, column).label


def _field_of(catalogue: Catalogue, listed: PublishedList, column: ListColumn) -> Field:
    rows, dot, inner = column.key.partition(".")
    found = published_ledger(catalogue[listed.ledger], listed).field(rows)
    return found.type.field(inner) if dot and isinstance(found.type, Rows) else found
