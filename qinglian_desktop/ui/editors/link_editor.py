"""Editor for a record of another ledger: type some words, choose one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import Flow, Name, RecordRef, Text
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_words import chart_size
from qinglian_desktop.domain.flow.outline_writing import write_outline
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.record import Record, title_of
from qinglian_desktop.domain.rights import sees
from qinglian_desktop.domain.values import Link, Values
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.suggestions import Suggestions
from qinglian_desktop.ui.look.parts import FilledDropDown, button, column, row

MOST_SHOWN = 12


class LinkEditor(FieldEditor):
    """A drop-down list of that ledger's records which can also be typed into.

    The list has the newest; typing finds any that holds the words. While none is chosen, or more
    is asked for, one that is not there yet can be registered in place. Where there is to be one
    record each of what is chosen, the list says of which there is one, and choosing such a one
    offers to open that record instead.
    """

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        kind = context.field.type
        self._ledger = kind.ledger if isinstance(kind, RecordRef) else ""
        self._records = context.session.desk.records
        self._chosen: tuple[str, Link | None] = ("", None)
        self._found: dict[str, Link] = {}
        self._listed: list[tuple[str, Link]] = []
        self._combo = FilledDropDown(self._fill)
        # A long title must not make the whole form wider than its panel.
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setMinimumContentsLength(12)
        self._combo.setEditable(True)
        line = cast("QLineEdit", self._combo.lineEdit())
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setAccessibleName(context.field.label)
        self._combo.activated.connect(self._on_listed)
        self._offers = Suggestions(self, MOST_SHOWN)
        self._offers.activated.connect(self._on_found)
        # The line's, not the list's own: that one would choose within its list only.
        line.setCompleter(self._offers)
        line.setPlaceholderText("点右边的箭头选择，或输入几个字查找")
        line.textEdited.connect(self._on_typed)
        self._target = target = context.session.desk.catalogue[self._ledger]
        self._begun_with = _takes_words(target)
        self._register = context.register
        self._missing: QPushButton = button(f"登记{target.noun}…", self._on_missing, "link")
        self._missing.setToolTip(f"在{target.label}里新增一条，保存后回到这里选好")
        self._plan = button("列入计划", lambda: context.plan and context.plan(), "link")
        self._plan.setObjectName("plan")
        self._plan.setToolTip(f"在{target.label}里先存一个计划，办完保存，这里自动记上")
        self._asks, self._values = context.ledger.asks, context.values
        self._may_plan = context.plan is not None and target.is_of_events
        self._is_once = context.ledger.once_for == context.field.key
        self._of, self._session = context.ledger, context.session
        self._own: int | None = None
        self._is_saved = context.is_saved
        self._there: QPushButton = button("", self._on_there, "link")
        self._there.setObjectName("there")
        self._carry: QPushButton = button("", self._on_carry, "link")
        self._carry.setObjectName("carry")
        self._carry.setToolTip(
            "复制画好的步骤，打开那一条；在它的图里粘贴，可以撤销。这里的草稿还在。"
        )
        layout = row(self._combo, self._missing, self._plan)
        layout.setStretch(0, 1)
        self.setLayout(column(layout, self._there, self._carry, spacing=0))
        self._there.hide()
        self._carry.hide()
        self._offer_to_register()

    @property
    def main(self) -> QComboBox:
        return self._combo

    def _standing(self) -> object:
        text = self._combo.currentText().strip()
        words, link = self._chosen
        if link is None or text != words:
            link = self._found.get(text)
        return text or None if link is None else to_plain(self._kind, link)

    def _show(self, plain: object) -> None:
        link = cast("Link | None", from_plain(self._kind, plain))
        self._found = {}
        # Of a draft that is no record yet, the one that is there is another.
        self._own = link.id if link is not None and self._is_saved() else None
        if link is None:
            self._choose("", None)
        elif link.id is None:
            self._choose(link.label, None)
        else:
            self._choose(*self._called(link))

    def _show_text(self, text: str) -> None:
        self._found = {}
        self._choose(text, None)

    def _choose(self, words: str, link: Link | None) -> None:
        self._chosen = words, link
        self._combo.setEditText(words)
        self._offer_to_register()

    def _called(self, link: Link) -> tuple[str, Link]:
        """A link with the words by which it is told from the others."""
        for found in (self._ask(link.label), self._ask()):
            for words, each in found.items():
                if each.id == link.id:
                    return words, each
        return link.label, link

    def _ask(self, text: str = "") -> dict[str, Link]:
        """The records holding the text by the words shown, first those called so."""
        found = _by_words(self._records.linkable(self._ledger, text))
        return dict(sorted(found.items(), key=lambda pair: folded(text) not in folded(pair[0])))

    def _fill(self) -> None:
        """List the newest; what stands in the line stays."""
        text = self._combo.currentText()
        self._listed = list(self._ask().items())
        self._combo.clear()
        there = self._others()
        self._combo.addItems(
            [
                f"{words}（已有{self._of.noun}）" if link.id in there else words
                for words, link in self._listed
            ]
        )
        known = [words for words, _ in self._listed]
        self._combo.setCurrentIndex(known.index(text) if text in known else -1)
        self._combo.setEditText(text)

    def _on_listed(self, place: int) -> None:
        self._choose(*self._listed[place])
        self.edited.emit()

    def _on_typed(self, text: str) -> None:
        self._found = self._ask(text.strip()) if text.strip() else {}
        self._offers.offer(list(self._found), text.strip())
        self._offer_to_register()
        self.edited.emit()

    def _on_found(self, words: str) -> None:
        self._choose(words, self._found[words])
        self.edited.emit()

    def _offer_to_register(self) -> None:
        is_wanted = not isinstance(self._standing(), Mapping) or self._asks_for_more()
        is_wanted &= sees(self._session.desk.book.keeper, self._target)
        self._missing.setVisible(self._register is not None and is_wanted)
        self._plan.setVisible(self._may_plan and is_wanted)
        self._tell_there()

    def _others(self) -> Mapping[int, Record]:
        """By what they are of, the records there that are not the one of this form."""
        if not self._is_once:
            return {}
        there = self._session.desk.charts.there_for(self._of)
        return {of: each for of, each in there.items() if of != self._own}

    def _other(self) -> Record | None:
        standing = self._standing()
        link = from_plain(self._kind, standing) if isinstance(standing, Mapping) else None
        known = link.id if isinstance(link, Link) else None
        return None if known is None else self._others().get(known)

    def _tell_there(self) -> None:
        """Say at once that there is one already of what is chosen."""
        other = self._other() if self._is_once else None
        self._there.setVisible(other is not None)
        if other is not None:
            self._there.setText(f"已经有{self._of.noun}了（编号 {other.number}），打开那一条…")
        chart = self._drawn() if other is not None else FlowChart()
        self._carry.setVisible(bool(chart.steps))
        self._carry.setText(f"带上画好的{chart_size(chart)}，打开那一条，在图里按 Ctrl+V 放进去…")

    def _on_there(self) -> None:
        if (other := self._other()) is not None and other.id is not None:
            self._session.place_wanted.emit(ToRecord(self._of.key, other.id))

    def _drawn(self) -> FlowChart:
        """What was drawn in the form, for which there is a place already."""
        values = self._values()
        charts = (values.get(field.key) for field in self._of.of_type(Flow))
        found = (chart for chart in charts if isinstance(chart, FlowChart))
        return next(found, FlowChart())

    def _on_carry(self) -> None:
        """Nothing that was drawn is lost: it is pasted there, as if copied from elsewhere."""
        QGuiApplication.clipboard().setText(write_outline(self._drawn()))
        self._on_there()

    def look_around(self) -> None:
        """Offer it again where more is asked for than what is chosen."""
        self._offer_to_register()

    def _asks_for_more(self) -> bool:
        """Whether it was done, and has to be done again."""
        if (asks := self._asks) is None:
            return False
        values = self._values()
        rows = cast("tuple[Values, ...]", values.get(asks.done) or ())
        return holds(asks.open, values) and any(row.get(asks.day) for row in rows)

    def _on_missing(self) -> None:
        """Make the record with the words that stand here, and choose it."""
        words = self._combo.currentText().strip()
        given = {self._begun_with: words} if words and self._begun_with else {}
        if self._register is not None:
            self._register(self._ledger, given, self._on_registered)

    def _on_registered(self, record: Record) -> None:
        # Before the button goes with the keyboard.
        self._combo.setFocus()
        self._choose(*self._called(Link(record.id, title_of(self._target, record.values))))
        self.edited.emit()


def _takes_words(ledger: Ledger) -> str:
    """The field of a new record that words typed elsewhere go into: that which it is called by."""
    first = ledger.field(ledger.title[0])
    return first.key if isinstance(first.type, Text | Name) else ""


def _by_words(found: Iterable[tuple[Link, date]]) -> dict[str, Link]:
    """Links by the words shown; those called the same are shown with their day as well."""
    pairs = list(found)
    called = Counter(link.label for link, _ in pairs)
    by_words: dict[str, Link] = {}
    for link, day in pairs:
        words = link.label if called[link.label] == 1 else f"{link.label}（{day}）"
        while words in by_words:
            words += "·"
        by_words[words] = link
    return by_words
