# What we use of reportlab's register of fonts.
from reportlab.pdfbase.ttfonts import TTFont

def registerFont(font: TTFont) -> None: ...
