"""Records that ask for records of other ledgers: a line of a list that came down from above"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.conditions import Condition


@dataclass(frozen=True, slots=True)
class Asks:
    """By which records of other ledgers it was done is said by the ledger's links.

    ``done`` are rows with a row for each of these: the ``day`` on which it was, and which it is in
    ``words``. A record that is voided leaves its words there and takes its day away. While it is
    ``open``, it stands by the day ``due`` in the month grids of those ledgers as what is planned,
    with from where it came, which ``source`` says.
    """

    done: str
    day: str
    words: str
    due: str
    open: Condition
    source: str
