"""What shall be put up, chosen: of whom, which lists and charts with which columns, which names"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from qinglian_desktop.application.public_choice import (
    PublicChoice,
    chosen_columns,
    column_heading,
    offered_columns,
    with_names,
)
from qinglian_desktop.application.public_set import contents_offered, scope_words
from qinglian_desktop.application.publishing import Publisher
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.values import Link
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.radio_group import RadioGroup
from qinglian_desktop.ui.look.theme import SPACE, Theme

_KEY = int(Qt.ItemDataRole.UserRole)


class PublishChoice(QWidget):
    """``changed`` comes with each other choice."""

    changed = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue, publisher: Publisher) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._publisher = publisher
        self._base = publisher.usual()
        self._is_setting = False
        self.scopes = RadioGroup(self)
        self.which = QComboBox()
        self.which.setObjectName("which")
        self.which.setAccessibleName("哪个部门、哪项职权")
        self.names = RadioGroup(self)
        self.lists = QTreeWidget()
        self.lists.setObjectName("contents")
        self.lists.setAccessibleName("公开哪些单和图，各要哪些栏目")
        self.lists.setHeaderHidden(True)
        scopes = row(label("公开谁的", "head"), spacing=theme.px(SPACE))
        for place, word in enumerate(scope_words(catalogue)):
            made = QRadioButton(word)
            made.setObjectName(f"scope{place}")
            self.scopes.addButton(made, place)
            scopes.addWidget(made)
        scopes.addWidget(self.which, 1)
        names = row(label("姓名", "head"), spacing=theme.px(SPACE))
        for place, word in enumerate(("不写姓名，写岗位（公示版）", "写姓名")):
            made = QRadioButton(word)
            made.setObjectName(f"names{place}")
            self.names.addButton(made, place)
            names.addWidget(made)
        names.addStretch(1)
        said = label("勾上的单和图、栏目会公开；下次照这次的勾选开始。", "muted", wrap=True)
        self.setLayout(column(scopes, names, said, self.lists, spacing=theme.px(SPACE)))
        self.show_choice(self._base, (), ())
        self.scopes.idToggled.connect(lambda _, on: self._on_scope() if on else None)
        self.names.idToggled.connect(lambda _, on: self._on_names() if on else None)
        self.which.currentIndexChanged.connect(lambda _: self._tell())
        self.lists.itemChanged.connect(lambda *_: self._tell())

    def show_choice(
        self, choice: PublicChoice, departments: Sequence[str], owners: Sequence[Link]
    ) -> None:
        """Show this choice, among these departments and these that a set can be of."""
        self._is_setting = True
        self._base = choice
        self._offers = (
            (),
            tuple((each, each) for each in departments),
            tuple((each.label, each.id) for each in owners),
        )
        place = scope_words(self._catalogue).index(choice.scope)
        self.scopes.button(place).setChecked(True)
        self.names.button(int(choice.shows_names)).setChecked(True)
        self._show_offers(choice.department or choice.owner)
        self._show_lists(choice)
        self._is_setting = False

    @property
    def choice(self) -> PublicChoice:
        """What is chosen now."""
        place = max(0, self.scopes.checkedId())
        which = self.which.currentData()
        contents, columns = list[str](), dict[str, tuple[str, ...]]()
        for item in map(self.lists.topLevelItem, range(self.lists.topLevelItemCount())):
            if item is None:
                continue
            children = [item.child(at) for at in range(item.childCount())]
            ticked = tuple(str(c.data(0, _KEY)) for c in children if _is_on(c))
            if ticked:
                columns[item.text(0)] = ticked
            if _is_on(item) and (ticked or not children):
                contents.append(item.text(0))
        return PublicChoice(
            scope_words(self._catalogue)[place],
            str(which or "") if place == 1 else "",
            which if place == 2 and isinstance(which, int) else None,
            tuple(contents),
            shows_names=self.names.checkedId() == 1,
            columns=columns,
        )

    @property
    def lacking(self) -> str:
        """What has to be chosen still, as a sentence; "" where nothing has."""
        place = max(0, self.scopes.checkedId())
        if not self._offers[place] or self.which.currentIndex() >= 0:
            return ""
        word = scope_words(self._catalogue)[place]
        return f"原来公开的{word}已经没有了，请另选。"

    def _show_offers(self, chosen: object) -> None:
        offers = self._offers[max(0, self.scopes.checkedId())]
        self.which.blockSignals(True)
        self.which.clear()
        for words, data in offers:
            self.which.addItem(words, data)
        # What was put up then and is gone is not silently taken for another.
        first = 0 if offers and not chosen else -1
        at = next((n for n, (_, data) in enumerate(offers) if data == chosen), first)
        self.which.setCurrentIndex(at)
        self.which.setPlaceholderText("请另选" if self.lacking else "")
        self.which.setVisible(bool(offers))
        self.which.blockSignals(False)

    def _show_lists(self, choice: PublicChoice) -> None:
        self.lists.blockSignals(True)
        self.lists.clear()
        for word in contents_offered(self._catalogue, self._publisher.declared):
            item = QTreeWidgetItem(self.lists, [word])
            item.setCheckState(0, _state(not choice.contents or word in choice.contents))
            for listed in self._publisher.declared.lists:
                if listed.word != word:
                    continue
                shows = choice.shows_names
                ticked = chosen_columns(self._catalogue, listed, choice)
                for each in offered_columns(self._catalogue, listed, shows_names=shows):
                    words = column_heading(self._catalogue, listed, each)
                    child = QTreeWidgetItem(item, [words])
                    child.setData(0, _KEY, each.key)
                    child.setCheckState(0, _state(each in ticked))
        self.lists.blockSignals(False)

    def _on_scope(self) -> None:
        self._show_offers(None)
        self._tell()

    def _on_names(self) -> None:
        choice, lists = self.choice, self._publisher.declared.lists
        if choice.shows_names:
            choice = with_names(self._catalogue, lists, choice)
        self._show_lists(choice)
        self._tell()

    def _tell(self) -> None:
        if not self._is_setting:
            self.changed.emit()


def _state(is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked


def _is_on(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) is Qt.CheckState.Checked
