"""What of this process others may see: nothing; and what of a closed book stays in it: nothing"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

OPEN_TO_DEVELOPERS = "QINGLIAN_OPEN_TO_DEBUGGERS"
"""Set in the environment, for tests alone, dumps and debuggers are let in."""

_PR_SET_DUMPABLE = 4
_M_PERTURB = -6
_FILLED_WITH = 0x5A
_SILENT_FAILURE = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX."""
_NO_HEAP = 0x1
"""WER_FAULT_REPORTING_FLAG_NOHEAP: the memory is no part of a report."""
_OWNER_MAY = "D:P(A;;0x121001;;;OW)"
"""Whoever runs it may see that it is there and end it, and read nothing of it."""
_DACL = 4
_MOST, _STEP = 512, 16
"""Bytes of what Python keeps in pools of its own, class by class."""
_EXACT = 96
"""Of this size hardly anything at the end of a pool is left out."""
_IN_POOLS, _IN_CLASS = 64 << 20, 1 << 20
"""Bytes that are written over: of pools that are free, and of what is free in pools of a class."""
_ALL_NEW = 3
"""Steps in a row that took new memory: nothing was free any more."""
_OVERHEAD = sys.getsizeof(b"")
_LONG = 1 << 40
"""A number that takes two words."""
_OF_EACH = 16
"""Blocks of each size that the C library keeps at hand for a thread; a few more."""


def close_off() -> None:
    """No dump is written of it, and no program of the same user reads its memory.

    What a system does not have is left out: it is never a reason not to start.
    """
    if os.environ.get(OPEN_TO_DEVELOPERS):
        return
    with contextlib.suppress(AttributeError, OSError, ValueError, ImportError):
        if sys.platform == "win32":
            _close_off_windows(ctypes.WinDLL("kernel32"), ctypes.WinDLL("advapi32"))
        else:
            import resource

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if sys.platform == "linux":
                ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def wipe_what_is_freed() -> None:
    """From now on the C library writes over whatever is given back to it, where it can."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_M_PERTURB, _FILLED_WITH)


def write_over_freed() -> Iterator[int]:
    """Write over what is free among what Python keeps for itself, a little at each step.

    It asks for as much as can be free, in each size that Python keeps apart, and gives it back.
    Gives the bytes that are left of that size.
    """
    held: list[object] = []
    per_step, new_in_a_row = 1 << 20, 0
    for size in (_EXACT, *range(_STEP, _MOST + 1, _STEP)):
        left = _IN_CLASS if held else _IN_POOLS
        while left > 0:
            before = _resident()
            held.append(_blocks(size, min(left, per_step) // size))
            left -= per_step
            yield left
            is_new = bool(before) and _resident() - before > per_step // 2
            new_in_a_row = new_in_a_row + 1 if is_new else 0
            if new_in_a_row == _ALL_NEW:
                break
    held.clear()
    _write_over_at_hand()


def _blocks(size: int, count: int) -> list[object]:
    """So many objects that take a block of just this size each."""
    match size:
        case 16:
            return [object() for _ in range(count)]
        case 32:
            return [_LONG + each for each in range(count)]
        case _:
            return [bytes(size - _OVERHEAD) for _ in range(count)]


def _write_over_at_hand() -> None:
    """The smallest blocks, which the C library hands out again before it forgets them."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    library.free.argtypes = [ctypes.c_void_p]
    for size in range(24, 1041, 16):
        taken = [library.malloc(size) for _ in range(_OF_EACH)]
        for each in taken:
            if each:
                ctypes.memset(each, 0, size)
        for each in taken:
            library.free(each)
    # Whole pages that are free go back to the system, of every thread.
    library.malloc_trim(0)


def _resident() -> int:
    """Bytes of memory that the process has; 0 where that is not said."""
    try:
        told = Path("/proc/self/statm").read_text("ascii")
        return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _close_off_windows(kernel: ctypes.CDLL, security: ctypes.CDLL) -> None:
    kernel.SetErrorMode(_SILENT_FAILURE)
    kernel.WerSetFlags(_NO_HEAP)
    rights = ctypes.c_void_p()
    if security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        ctypes.c_wchar_p(_OWNER_MAY), 1, ctypes.byref(rights), None
    ):
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        this = ctypes.c_void_p(kernel.GetCurrentProcess())
        security.SetKernelObjectSecurity(this, _DACL, rights)
        kernel.LocalFree(rights)
