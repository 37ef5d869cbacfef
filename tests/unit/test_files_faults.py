"""What the system's error numbers mean, in one place."""

from __future__ import annotations

import errno

import pytest

from qinglian_desktop.files.faults import Fault, fault_of


@pytest.mark.parametrize(
    ("fault", "codes"),
    [
        (Fault.FULL, [errno.ENOSPC, errno.EDQUOT, errno.EFBIG]),
        (Fault.NOT_WRITABLE, [errno.EROFS, errno.EACCES, errno.EPERM]),
        (Fault.GONE, [errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE]),
        (Fault.TAKEN, [errno.EEXIST]),
        (Fault.NAME_TOO_LONG, [errno.ENAMETOOLONG]),
        (Fault.BROKEN, [errno.EIO]),
        (Fault.OTHER, [errno.EMFILE, errno.EBUSY, 0]),
    ],
)
def test_each_number_means_one_fault(fault: Fault, codes: list[int]) -> None:
    assert {fault_of(OSError(code, "words")) for code in codes} == {fault}


def test_an_error_without_a_number_is_some_other() -> None:
    assert fault_of(OSError("words alone")) is Fault.OTHER
