"""A command over a book of an older version says why it takes a while, once."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.keys import KEYS, KeyRing
from tests.conftest import PASSWORD, Run
from tests.storage.older_books import take_back_to


def test_updating_is_said_once_and_beside_the_answer(
    commanded: Run, empty_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(empty_folder, tmp_path / "旧台账库"))
    key = KeyRing.read(folder / KEYS).unlock(PASSWORD)
    with closing(connect(folder / DATABASE, key, "rw")) as connection:
        take_back_to(connection, 17)
    code, said, beside = commanded(folder, "backup", says=True)
    assert code == 0, beside
    assert beside.count("旧版本的台账库，正在备份、升级，请稍等…") == 1
    assert "升级" not in said
    code, said, beside = commanded(folder, "backup", says=True)
    assert (code, beside) == (0, "")
