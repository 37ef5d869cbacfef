"""The monthly return as an Excel workbook: written, and read back from any copy of it

``workbook`` is both; ``sheets`` are written with ``styles``, ``column_fitting`` and ``page_setup``,
``opening`` and ``reading`` bring them back, and ``layout`` is what the two agree on. A ``password``
locks it.
"""
