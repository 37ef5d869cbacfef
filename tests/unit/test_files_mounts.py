"""A folder of another machine is told from one of this PC by what the system says of its mounts."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

from qinglian_desktop.files.mounts import REMOTE, is_remote, is_windows_share, mounted_as

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw,nosuid shared:2 - proc proc rw
30 22 0:45 / /mnt/机关\040共享 rw,relatime shared:9 - cifs //server/share\040one rw,vers=3.0
31 30 8:2 / /mnt/机关\040共享/本机盘 rw,relatime - ext4 /dev/sdb1 rw
32 22 0:46 / /home/u/net rw,relatime shared:10 - nfs4 10.0.0.2:/export rw
33 22 0:47 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:48 / /mnt/a\134b rw - fuse.sshfs u@h: rw
35 22 8:3 / /mnt/covered rw - nfs h:/x rw
36 22 8:3 / /mnt/covered rw - xfs /dev/sdc1 rw
37 22 0:49 / /data rw,relatime master:3 propagate_from:2 - fuse.mergerfs a:b rw
a line that nobody understands
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/u/台账库", "ext4"),
        ("/mnt/机关 共享/台账库", "cifs"),
        ("/mnt/机关 共享", "cifs"),
        ("/mnt/机关 共享的/台账库", "ext4"),
        ("/mnt/机关 共享/本机盘/台账库", "ext4"),
        ("/home/u/net/a/b/c", "nfs4"),
        ("/home/u/network", "ext4"),
        ("/run/user/1000/gvfs/smb-share:server=x,share=y", "fuse.gvfsd-fuse"),
        ("/mnt/a\\b/台账库", "fuse.sshfs"),
        ("/mnt/covered/台账库", "xfs"),
        ("/data/台账库", "fuse.mergerfs"),
    ],
)
def test_the_longest_mount_above_a_folder_is_its_own(folder: str, kind: str) -> None:
    assert mounted_as(MOUNTS, PurePosixPath(folder)) == kind
    assert (kind in REMOTE) == (kind not in ("ext4", "xfs", "fuse.mergerfs"))


def test_of_what_is_not_known_nothing_is_said() -> None:
    assert mounted_as("", PurePosixPath("/home")) == ""
    assert "" not in REMOTE


@pytest.mark.parametrize(
    ("path", "is_share"),
    [
        (r"\\server\share\台账库", True),
        (r"\\?\UNC\server\share\台账库", True),
        (r"Z:\台账库", True),
        (r"C:\Users\u\台账库", False),
        (r"\\?\C:\Users\u\台账库", False),
        (r"\\?\Z:\台账库", True),
        (r"台账库", False),
    ],
)
def test_a_share_of_windows_is_known_by_its_name_or_its_letter(path: str, is_share: bool) -> None:
    kinds = {"C:\\": 3, "Z:\\": 4}
    assert is_windows_share(path, lambda root: kinds[root]) == is_share


@pytest.mark.skipif(sys.platform != "linux", reason="where Linux tells it")
def test_the_folder_itself_is_asked_where_it_really_lies(tmp_path: Path) -> None:
    assert is_remote(Path("/proc")) is False
    link = tmp_path / "这里"
    link.symlink_to("/proc")
    assert is_remote(link) is False
