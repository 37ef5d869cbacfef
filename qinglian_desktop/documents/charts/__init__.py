"""Flow charts as files: PDF, Word, SVG and PNG, all painted from the same drawings

``files`` is the way in. A page is painted by ``svg``, its letters as text or as ``glyph_outlines``;
in print, in dots and in Word it is painted as on the form of a record.
"""
