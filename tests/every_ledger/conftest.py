"""Every face is looked at in one sample book, which is opened once."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.desk import Desk


@pytest.fixture(scope="session")
def desk(sample_desk: Desk) -> Desk:
    """The use cases over the sample book, to read only."""
    return sample_desk
