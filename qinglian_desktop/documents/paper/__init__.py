"""Records, lists and pictures as pages of PDF, with the fonts for every Chinese character

``pdf`` is the way in. A ``form``, or a ``blank`` one, is made of ``cells``, ``inner_tables`` of
rows and ``pictures``, a ``listing`` of cells that are ``merged`` down; columns have ``shares`` of
the width. Both are stacked as ``bands``, which ``flow`` over pages; a ``sheet`` is one page, its
``text`` broken into lines. ``sign_in`` is a sheet that people sign, ``picture_pdf`` prints
drawings, as they are ``drawn``, and ``raster`` paints one in dots; ``lens_pages`` a lens, of
``lens_cells`` with ``marks`` in ``lens_columns``. ``fonts`` chooses among ``font_files`` and knows
which ``letters`` they have.
``return_pages`` are the monthly return for its seal.
"""
