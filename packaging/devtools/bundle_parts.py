"""What goes into the frozen folder of program and libraries, and how its parts are named.

Kept are the extension modules that are imported, the few plugins of Qt that are used, and of the
libraries what these ask for: PyInstaller brings whatever any plugin ever asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath

from qinglian_desktop.own_place import COMMAND as COMMAND

FOLDER = "清廉机关台账"
WINDOW = "清廉机关台账"
IMPORT_ALL = "import_all"
CONTENTS = "lib"

EXCLUDED_MODULES = [
    *("tkinter", "_tkinter", "test", "unittest", "pydoc", "doctest", "lib2to3", "distutils"),
    *("setuptools", "pkg_resources", "_distutils_hack", "curses", "readline", "sqlite3"),
    *("xmlrpc", "smtplib", "ftplib", "optparse", "pdb", "cgi", "webbrowser"),
    *(
        "ssl",
        "_ssl",
        "psycopg",
        "psycopg_binary",
        "numpy",
        "pandas",
        "pytest",
        "IPython",
        "matplotlib",
    ),
    *("sqlalchemy.orm", "sqlalchemy.ext", "sqlalchemy.testing"),
    *("sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.oracle"),
    *("lxml.html", "lxml.objectify", "lxml.isoschematron", "lxml.cssselect"),
    *("reportlab.graphics", "reportlab.platypus", "charset_normalizer"),
    *("PIL.ImageTk", "PIL._imagingtk", "PIL.ImageQt", "PIL.AvifImagePlugin", "PIL._avif"),
    *("cffi", "pycparser"),
    # How this Python was compiled, and where.
    *("_sysconfigdata__linux_x86_64-linux-gnu", "_sysconfigdata__linux_aarch64-linux-gnu"),
    *("_sysconfigdata__x86_64-linux-gnu", "_sysconfigdata__aarch64-linux-gnu"),
]
LEFT_OUT_SCRIPTS = {"pyi_rth_pyside6"}
"""Of PyInstaller's own preparations: ours does what is wanted of it."""

PLUGINS = {
    "platforms": {"qxcb", "qwindows", "qoffscreen"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
        "fcitx5platforminputcontextplugin",
    },
    "imageformats": {"qjpeg", "qsvg", "qico"},
    "iconengines": {"qsvgicon"},
    "printsupport": {"cupsprintersupport"},
}
"""Of Qt's kinds of plugins the ones that are used; all others stay out."""

TRANSLATION = re.compile(r"qtbase_zh_CN\.qm$")

FROM_SYSTEM = {
    # The C library and what every program of C++ has; older than the desktop's they would break
    # its drivers.
    *("libc", "libm", "libdl", "libpthread", "librt", "libresolv", "libutil", "libcrypt"),
    *("ld-linux-x86-64", "ld-linux-aarch64", "libgcc_s", "libstdc++", "libz"),
    # The desktop's own: they speak with its drivers, its settings, its printers.
    *("libGL", "libEGL", "libX11", "libX11-xcb", "libxcb", "libfontconfig", "libfreetype"),
    "libexpat",
    *("libglib-2.0", "libgthread-2.0", "libgmodule-2.0", "libgobject-2.0"),
    *("libdbus-1", "libcups", "libgssapi_krb5"),
}
"""Libraries that stay the system's, by their names before ``.so``; the .deb asks for them."""

Entry = tuple[str, str, str]
"""Where it lies in the folder, the file it comes from, and PyInstaller's word for its kind."""


def kept_data(entries: Iterable[Entry]) -> list[Entry]:
    """Of the files that are no libraries: no words of Qt in other tongues, no texts for tools.

    No links: a stick with Windows' own file system has none, and nothing needs them.
    """
    files = [each for each in entries if each[2] != "SYMLINK"]
    return [each for each in files if _is_wanted_data(PurePath(each[0]).as_posix())]


def kept_libraries(
    entries: Iterable[Entry], asked_by: Callable[[str], Iterable[str]]
) -> list[Entry]:
    """Of extension modules, plugins and libraries what is used; ``asked_by`` a file by its path."""
    files = list(entries)
    libraries = {library_key(each[0]): each for each in files if each[2] == "BINARY"}
    first = [each for each in files if each[2] == "EXTENSION" or _is_plugin(each[0])]
    first = [each for each in first if each[2] == "EXTENSION" or is_used_plugin(each[0])]
    first += [each for each in files if re.match(r"(lib)?python3", PurePath(each[0]).name)]
    wanted = {each[0]: each for each in first}
    waiting = list(wanted.values())
    while waiting:
        for name in asked_by(waiting.pop()[1]):
            found = libraries.get(library_key(name))
            if found and found[0] not in wanted and not is_from_system(found[0]):
                wanted[found[0]] = found
                waiting.append(found)
    return sorted(wanted.values())


def library_key(path: str) -> str:
    """The name by which a library is asked for; Windows knows no capitals."""
    name = PurePath(path).name
    return name.lower() if name.lower().endswith(".dll") else name


def is_from_system(path: str) -> bool:
    return PurePath(path).name.partition(".so")[0] in FROM_SYSTEM


def is_used_plugin(path: str) -> bool:
    """Whether a file below Qt's plugins is one of those that are used."""
    inner = PurePath(path)
    used = PLUGINS.get(inner.parent.name, set[str]())
    return inner.stem.removeprefix("lib") in used


def _is_plugin(path: str) -> bool:
    return "plugins" in PurePath(path).parts


def _is_wanted_data(path: str) -> bool:
    if "/translations/" in path:
        return TRANSLATION.search(path) is not None
    if path.endswith((".pyi", ".qmltypes", ".py", ".pyx", ".pxd", ".h", ".typed", ".c")):
        return False
    return not path.startswith(("lxml/", "charset_normalizer"))
