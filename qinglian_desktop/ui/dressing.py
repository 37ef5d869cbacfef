"""The application of Qt as the program wants it: fonts, icons, and Qt's own words in Chinese"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from qinglian_desktop import RESOURCES
from qinglian_desktop.own_place import portable_folder
from qinglian_desktop.ui.input_method import plugin_for


def make_application(argv: Sequence[str]) -> QApplication:
    """The Qt application with bundled fonts and Chinese words, whatever the machine has."""
    if sys.platform == "linux":
        os.environ.update(plugin_for(os.environ))
    application = QApplication(list(argv))
    application.setOrganizationName("qinglian")
    application.setApplicationName("qinglian_desktop")
    application.setApplicationDisplayName("清廉机关台账")
    if (own := portable_folder()) is not None:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own))
    application.setStyle("Fusion")
    QDir.addSearchPath("ql", str(RESOURCES / "icons"))
    for path in (RESOURCES / "fonts").glob("QinglianHei-*.ttf"):
        QFontDatabase.addApplicationFont(str(path))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    return application


def complete(application: QApplication) -> None:
    """What the first window can do without: rare characters, Qt's own words, icon, sweeping."""
    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "app.png")))
    for path in (RESOURCES / "fonts").glob("*.ttf"):
        if not path.name.startswith("QinglianHei"):
            QFontDatabase.addApplicationFont(str(path))
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        application.installTranslator(words)
    from qinglian_desktop.ui.opened_files import wipe_leftovers

    wipe_leftovers()
