"""A set put up in public as one file: PDF, Excel or Word, with a cover and its contents

``files`` is the way in. ``set_pdf`` and ``set_word`` lay the same pages out, cover and contents,
lists as any list is printed, and charts; a ``set_workbook`` has a sheet for each.
"""
