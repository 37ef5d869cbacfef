"""Excel and PDF: the only floor that knows openpyxl, calamine and reportlab."""
