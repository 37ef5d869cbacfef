"""What a saved workbook shows to whoever opens it: cells as displayed, and what lies over them

``workbook`` finds the sheets of a file, of one ``archive``, and ``page`` sees one of them: its
``cells`` through the ``number_forms`` and ``looks`` of their styles, and what a sheet has
``beside`` them. ``elements`` are the XML that all of this stands in.
"""
