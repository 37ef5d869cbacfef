"""Forms of somebody else, seen and filled without changing anything else in them

``files`` knows the kinds; a workbook is ``workbook_forms``.
"""
