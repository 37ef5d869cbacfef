"""The monthly return as an Excel workbook: written, and read back from any copy of it

``workbook`` is all of it; what is ``arranged`` in ``sheets`` goes out by ``writing`` with
``styles``, ``column_fitting`` and ``page_setup``, ``opening`` and ``reading`` bring it back,
``layout`` and ``marks`` are what the two agree on, and ``comparing`` tells what else is ``shown``
by a file. A file still in its ``own_form``, of its ``own_parts`` and ``own_rows`` as the
``shortest`` has them, needs no comparing; else it is a ``saved_form``. A ``password`` locks it.
Those of many units are read by ``many``, with ``workers``.
"""
