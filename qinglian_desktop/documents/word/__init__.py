"""Word documents: what any of them is made of, and records and lists as tables to be edited

``records`` is the way in for records: each a table of its ``forms``, or all in one of the
``lists``, in common ``looks``. Any document has ``typefaces``, which dress styles in fonts and say
which take the place of those that a PC lacks; a ``page_set_up``; ``paragraphs`` and ``tables``,
and beside its text the ``parts_of_file``. ``word_files`` begins one and writes it with its facts,
equal documents as equal bytes. ``charts`` are drawn on pages behind a form, or alone;
``sign_in_table`` is a sheet that people sign.
"""
