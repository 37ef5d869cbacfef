"""Flow charts as files: PDF, Word, SVG and PNG, all painted from the same drawings

``files`` is the way in. A page is painted by ``svg``, its letters as text or as ``glyph_outlines``,
or by ``raster`` in dots; ``word_chart`` is a document of such pictures and the table of risks.
"""
