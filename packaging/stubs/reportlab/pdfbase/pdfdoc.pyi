# What we touch of reportlab's document: streams by name.
class PDFStream:
    content: str | bytes

class PDFDocument:
    idToObject: dict[str, PDFStream]
