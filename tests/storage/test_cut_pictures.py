"""A picture that was not copied to its end is told so, wherever it ends."""

from __future__ import annotations

import pytest
from PIL import Image

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.photo_pages import pages
from qinglian_desktop.storage.photos import prepare
from tests.storage.sentences import complete
from tests.storage.test_photos import saved


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "PNG", "WEBP"])
def test_wherever_a_file_of_several_pages_ends_it_is_kept_or_refused_in_words(kind: str):
    pages_of = [Image.new("RGB", (9, 7), shade) for shade in ("white", "red")]
    data = saved(pages_of[0], kind, save_all=True, append_images=pages_of[1:])
    told = 0
    for end in range(16, len(data) - 1, 1 if kind == "GIF" else 19):
        try:
            prepare("图", data[:end], keep_original=False)
        except EnvironmentProblem as problem:
            assert complete(problem)
            told += 1
        pages(data[:end])
    assert told > 5
