"""Forms of somebody else, seen and filled without changing anything else in them

``files`` knows the kinds. Of a workbook ``workbook_seeing`` tells what it shows, and
``workbook_filling`` fills it in its own XML: ``form_package`` has its parts, ``workbook_parts``
what they say of sheets and texts, ``sheet_page`` the cells of one, ``cell_looks`` their styles and
``shown_values`` their numbers in words. ``cell_writing`` writes into a cell, in ``blanks`` behind
its words. ``row_inserting`` makes room for rows; ``cell_ranges``, ``moved_formulas`` and
``moved_parts`` follow it. Of a Word document ``word_seeing`` and ``word_filling`` do the same, over
its ``word_blocks`` and their ``word_text``. ``form_refusals`` are the sentences for what is not
filled.
"""
