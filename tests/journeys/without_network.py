"""Runs a script so that it, and all that it starts, dies of opening a socket for a network.

``python tests/journeys/without_network.py SCRIPT ARGUMENTS``. The kernel itself looks at every
socket, whichever library asks for it; those within the machine (AF_UNIX) are for screen and bus.
"""

from __future__ import annotations

import ctypes
import platform
import runpy
import signal
import struct
import sys

KILLED = -signal.SIGSYS if sys.platform == "linux" else None
"""The exit code of who opened one."""
_SOCKET = {"x86_64": 41, "aarch64": 198}
"""The number of the call on this processor."""
_LOAD, _IS, _RETURN = 0x20, 0x15, 0x06
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_INTERNET = (2, 10)
"""AF_INET, AF_INET6"""
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def forbid_network() -> bool:
    """From now on, and for good; False where this kernel or processor is not known."""
    call = _SOCKET.get(platform.machine())
    if sys.platform != "linux" or call is None:
        return False
    old, new = _INTERNET
    steps = [
        (_LOAD, 0, 0, 0),
        (_IS, 0, 4, call),
        (_LOAD, 0, 0, 16),
        (_IS, 1, 0, old),
        (_IS, 0, 1, new),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    packed = b"".join(struct.pack("HBBI", *each) for each in steps)
    program = _Program(len(steps), packed)
    kernel = ctypes.CDLL(None, use_errno=True)
    done = kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = done or kernel.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
    return done == 0


if __name__ == "__main__":
    forbid_network()
    sys.argv = sys.argv[1:]
    sys.path[0] = sys.argv[0].rpartition("/")[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
