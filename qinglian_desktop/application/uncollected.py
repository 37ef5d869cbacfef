"""While very many records are made, nothing is looked for among them that could be freed"""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None]:
    """Python looks through all there is whenever that has become a quarter more.

    Of ten thousand rows 270,000 objects are made, all of them needed until the end, and a
    thousand that could be freed before it: looking for these took a fifth of the whole time. In
    the window, which has its own way with garbage, nothing is changed.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
