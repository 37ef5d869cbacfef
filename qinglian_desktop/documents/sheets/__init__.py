"""Tables that somebody else made: workbooks, text and what was copied, as far as their cells.

``reader`` is the door: it has ``source`` take the bytes, ``kinds`` judge by them what they are,
and ``encrypted`` unlock them. An ``opened_file`` gives its first rows at once, and the whole;
``first_rows`` cuts them out of a zipped workbook. ``packages`` are these workbooks, of which
``extents`` tells how far they reach before ``workbooks`` reads them; ``opendocument`` are those
of LibreOffice.
``text_tables`` and ``html_tables`` are tables without a workbook, ``cells`` what all agree on.
``refusals`` are the sentences for what is not read, ``watching`` lets the reader be stopped.
"""
