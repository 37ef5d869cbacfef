"""Records, lists and pictures as pages of PDF, with the fonts for every Chinese character

``pdf`` is the way in. A ``form`` or a ``listing`` is made of ``cells`` and ``pictures`` in the
``words`` of paper, stacked as ``bands``, which ``flow`` over pages; a ``sheet`` is one page, its
``text`` broken into lines. ``picture_pdf`` prints drawings; ``fonts`` chooses among
``font_files``.
"""
