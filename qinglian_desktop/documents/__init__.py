"""Excel, Word and PDF: the only floor that knows openpyxl, calamine, docx and reportlab.

``returns`` is the monthly return, ``paper`` whatever is printed, ``summary`` the half-year's and
the year's report, which uses the fonts and pages of paper; ``word`` is what their Word documents
are made of. ``tables`` are plain workbooks, for whoever leaves the program, ``blank_tables`` those
to be filled in, and ``sheet_text`` is how any workbook is written; ``charts`` are flow charts as
documents and pictures; ``publishing`` puts lists and charts into one file; ``sheets`` are the
tables of anybody, as far as their cells, and ``filling`` fills their forms.
"""
