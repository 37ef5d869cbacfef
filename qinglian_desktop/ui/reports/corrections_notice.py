"""Above the return: what it says otherwise than the last one of its month."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.application.returning import months_in_words
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.domain.return_corrections import compared_with, correction_lines
from qinglian_desktop.ui.look.notice import Notice

MOST_CORRECTIONS = 4
"""Lines that are shown; all of them are in a sheet of the return."""


class CorrectionsNotice(Notice):
    """Hidden while the last return of the month stands."""

    def show_for(
        self, content: ReturnContent, before: Sequence[SentReturn], later: Sequence[Period]
    ) -> None:
        """``before`` are the returns of the month; of ``later`` months the 本年累计 changes."""
        lines = correction_lines(content)
        if not lines or any(content.digest == sent.digest for sent in before):
            self.hide()
            return
        said = [f"与{compared_with(content)}相比：", *lines[:MOST_CORRECTIONS]]
        if len(lines) > MOST_CORRECTIONS:
            said.append(f"等{len(lines)}处，全部在“更正说明”表里。")
        if later:
            said.append(f"{months_in_words(later)}的月报里本年累计也跟着变了。")
        self.say("\n".join(said), "warn")
