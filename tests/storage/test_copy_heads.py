"""What stands beside a copy counts where it was sealed, whatever else somebody wrote there."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.storage.copy_heads import CopyHead
from tests.storage.invented_books import NOW


@pytest.mark.parametrize("seal", ["", "ab" * 32, "印", "\ud800", "印" * 5000])
def test_what_is_no_seal_seals_nothing(seal: str) -> None:
    copy = Copy(Path("000001-20261123-100500"), 1, NOW, 0, Path())
    head = ChainHead.parse(f"3-{'0a' * 32}")
    assert not CopyHead(copy, head, 0, seal).is_sealed(bytes(32))


@pytest.mark.parametrize("digest", ["印" * 64, "\ud800" * 64, "0a" * 31])
def test_what_is_no_digest_is_no_head(digest: str) -> None:
    assert ChainHead.parse(f"3-{digest}") is None
