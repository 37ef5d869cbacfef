"""设置 → 使用人: one more, changed, another password, one fewer, handed over; and bad input."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.errors import WrongPassword
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole
from qinglian_desktop.ui.dialogs.keeper_act import KeeperActPage
from qinglian_desktop.ui.dialogs.keepers_editor import KeepersEditor
from qinglian_desktop.ui.dialogs.settings_view import SettingsView
from qinglian_desktop.ui.look.theme import Theme
from tests.conftest import PASSWORD
from tests.hands import write
from tests.ui.finding import part
from tests.ui.prompt_operations import PromptOperations

LI = Keeper("李委员", KeeperRole.ENTERING, sees_confidential=False)
THEIRS = "李委员的口令2026"
NEW = "另外一个口令2026"


@pytest.fixture
def settings_view(qtbot: QtBot, theme: Theme, empty_desk: Desk) -> SettingsView:
    """With one keeper more, who enters."""
    empty_desk.book.keepers.add(LI, THEIRS, PASSWORD)
    operations = PromptOperations(empty_desk.book)
    made = SettingsView(theme, empty_desk, operations, None, is_read_only=False)
    qtbot.addWidget(made)
    made.show()
    made.show_keepers()
    return made


@pytest.fixture
def editor(settings_view: SettingsView) -> KeepersEditor:
    return settings_view.keepers


def begun(editor: KeepersEditor, name: str, of: Keeper | None = None) -> KeeperActPage:
    """What the button of this name begins, about the keeper."""
    if of is not None:
        place = [each.name for each in editor._keepers].index(of.name)
        editor.list.setCurrentItem(editor.list.topLevelItem(place))
    part(editor, QPushButton, name).click()
    assert editor.act is not None
    return editor.act


def give(act: KeeperActPage, name: str = "", password: str = "", again: str = "") -> None:
    """Type a name and a password, twice the same unless told."""
    if act.fields is not None and name:
        act.fields.name.clear()
        write(act.fields.name, name)
    for line, text in (("new_password", password), ("new_password_again", again or password)):
        if password:
            write(part(act, QLineEdit, line), text)


def do(act: KeeperActPage, own: str = PASSWORD) -> None:
    write(act.secret, own)
    act.do()


def lines(editor: KeepersEditor) -> list[tuple[str, ...]]:
    items = [editor.list.topLevelItem(at) for at in range(editor.list.topLevelItemCount())]
    return [tuple(item.text(at) for at in range(3)) for item in items]


def opens(books: Books, desk: Desk, secret: str) -> Keeper | None:
    """Who a password opens the book as, nobody where it does not."""
    try:
        book = books.open(desk.book.folder, secret, read_only=True)
    except WrongPassword:
        return None
    book.close()
    return book.keeper


def test_who_keeps_the_book_stands_with_what_is_theirs(editor: KeepersEditor) -> None:
    assert lines(editor) == [("书记（您）", "全部", "看"), ("李委员", "录入", "不看")]
    # Of oneself this is done elsewhere, and so it is said.
    for name, said in (("reset_password", "钥匙修改"), ("remove_keeper", "“交接”")):
        assert not part(editor, QPushButton, name).isEnabled()
        assert said in part(editor, QPushButton, name).toolTip()


def test_one_more_is_added_by_keys_alone(
    qtbot: QtBot, editor: KeepersEditor, empty_desk: Desk, books: Books
) -> None:
    act = begun(editor, "add_keeper")
    fields = act.fields
    assert fields is not None and editor.window().focusWidget() is fields.name
    write(fields.name, "赵委员")
    for line in ("new_password", "new_password_again", "own_password"):
        focused = editor.window().focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Return)
        assert editor.window().focusWidget() is part(act, QLineEdit, line)
        write(part(act, QLineEdit, line), PASSWORD if line == "own_password" else NEW)
    qtbot.keyClick(act.secret, Qt.Key.Key_Return)
    assert lines(editor)[-1] == ("赵委员", "录入", "不看")
    assert "已添加" in editor.notice.words and editor.act is None
    added = Keeper("赵委员", KeeperRole.ENTERING, sees_confidential=False)
    assert opens(books, empty_desk, NEW) == added


@pytest.mark.parametrize(
    ("name", "password", "again", "own", "said"),
    [
        ("", NEW, "", PASSWORD, "请写明使用人的姓名"),
        ("赵委员", "短", "", PASSWORD, "至少要8个"),
        ("赵委员", NEW, f"{NEW}！", PASSWORD, "不一样"),
        ("赵委员", NEW, "", "不是这个密码", "密码不对"),
        ("赵委员", NEW, "", "", "请先输入您的密码"),
        ("李 委员", NEW, "", PASSWORD, "已经有叫“李 委员”的使用人"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    editor: KeepersEditor, name: str, password: str, again: str, own: str, said: str
) -> None:
    before = lines(editor)
    act = begun(editor, "add_keeper")
    give(act, name, password, again)
    do(act, own)
    told = part(act, QLabel, "password_problem").text() + act.notice.words
    assert said in told and editor.act is act
    # What was typed stays, to be mended.
    assert act.fields is not None and act.fields.name.text() == name
    act.left.emit()
    assert lines(editor) == before


def test_a_role_is_changed_and_the_last_who_may_do_all_stays(
    editor: KeepersEditor, empty_desk: Desk, books: Books
) -> None:
    act = begun(editor, "change_keeper", LI)
    assert act.fields is not None and act.password is None
    part(act, QRadioButton, "role_只看").click()
    act.fields.sees.click()
    do(act)
    assert lines(editor)[1] == ("李委员", "只看", "看")
    # The password is as it was.
    assert opens(books, empty_desk, THEIRS) == Keeper("李委员", KeeperRole.READING)
    act = begun(editor, "change_keeper", FIRST_KEEPER)
    part(act, QRadioButton, "role_录入").click()
    do(act)
    assert "至少要有一个使用人权限是“全部”" in act.notice.words
    assert lines(editor)[0] == ("书记（您）", "全部", "看") or editor.act is act


def test_ones_own_name_is_heard_of_and_another_name_is_not(
    qtbot: QtBot, editor: KeepersEditor, empty_desk: Desk
) -> None:
    heard: list[None] = []
    editor.changed.connect(lambda: heard.append(None))
    act = begun(editor, "change_keeper", LI)
    give(act, "李敏")
    do(act)
    assert heard == []
    act = begun(editor, "change_keeper", FIRST_KEEPER)
    give(act, "王卫国")
    do(act)
    assert heard == [None]
    assert empty_desk.book.keeper == Keeper("王卫国") and lines(editor)[0][0] == "王卫国（您）"


def test_who_forgot_gets_another_password(
    editor: KeepersEditor, empty_desk: Desk, books: Books
) -> None:
    act = begun(editor, "reset_password", LI)
    give(act, password=NEW)
    do(act)
    assert "重设" in editor.notice.words
    assert opens(books, empty_desk, THEIRS) is None
    assert opens(books, empty_desk, NEW) == LI


def test_one_fewer(editor: KeepersEditor, empty_desk: Desk, books: Books) -> None:
    act = begun(editor, "remove_keeper", LI)
    do(act)
    assert [each[0] for each in lines(editor)] == ["书记（您）"]
    assert opens(books, empty_desk, THEIRS) is None


def test_handed_over_it_is_the_successors_and_the_book_is_to_be_locked(
    editor: KeepersEditor, empty_desk: Desk, books: Books
) -> None:
    heard: list[None] = []
    editor.handed_over.connect(lambda: heard.append(None))
    act = begun(editor, "hand_over")
    give(act, "周书记", NEW)
    do(act)
    assert heard == [None]
    assert opens(books, empty_desk, PASSWORD) is None
    assert opens(books, empty_desk, NEW) == Keeper("周书记")


def test_esc_goes_back_to_the_list_and_leaves_no_secret_there(
    qtbot: QtBot, settings_view: SettingsView
) -> None:
    editor = settings_view.keepers
    act = begun(editor, "add_keeper")
    write(act.secret, PASSWORD)
    qtbot.keyClick(act.secret, Qt.Key.Key_Escape)
    assert editor.act is None and settings_view.isVisible()
    again = begun(editor, "add_keeper")
    assert again.secret.text() == ""
    again.left.emit()
    qtbot.keyClick(editor.list, Qt.Key.Key_Escape)
    assert not settings_view.isVisible()


def test_whoever_may_not_sees_who_keeps_it_and_no_more(
    qtbot: QtBot,
    theme: Theme,
    empty_desk: Desk,
    books: Books,
    tools: Tools,
    request: pytest.FixtureRequest,
) -> None:
    empty_desk.book.keepers.add(LI, THEIRS, PASSWORD)
    folder = empty_desk.book.folder
    empty_desk.book.close()
    book = books.open(folder, THEIRS)
    request.addfinalizer(book.close)
    editor = KeepersEditor(theme, Desk(book, tools), PromptOperations(book))
    qtbot.addWidget(editor)
    editor.show()
    assert lines(editor)[1][0] == "李委员（您）"
    names = ("add_keeper", "change_keeper", "reset_password", "remove_keeper", "hand_over")
    assert not any(part(editor, QPushButton, name).isEnabled() for name in names)
    shown = [each.text() for each in editor.findChildren(QLabel) if each.isVisible()]
    assert any("有“全部”权限的使用人才能添加" in words for words in shown)


@pytest.mark.parametrize("name", ["add_keeper", "change_keeper", "reset_password", "hand_over"])
def test_each_act_has_room_on_an_office_screen_in_large_type(
    qtbot: QtBot, dressed: object, empty_desk: Desk, name: str
) -> None:
    empty_desk.book.keepers.add(LI, THEIRS, PASSWORD)
    theme = Theme(scale=150)
    theme.apply()
    operations = PromptOperations(empty_desk.book)
    view = SettingsView(theme, empty_desk, operations, None, is_read_only=False)
    qtbot.addWidget(view)
    view.show()
    view.show_keepers()
    before = view.minimumSizeHint().height()
    act = begun(view.keepers, name, LI)
    act.notice.say(
        "密码不对。台账库没有受影响。请看看大小写和输入法再试；忘记了密码，可以用恢复码。", "bad"
    )
    # It makes the settings no higher than they are.
    assert view.minimumSizeHint().height() <= before
