"""The page 填上级的表: a form of somebody else as a table, and what goes into each of its places

``filling_page`` is the page, its ``form_grid`` over a ``form_model``; beside it ``form_side`` with
the ``piece_choice`` for what is marked, and the ``rows_choice`` for rows of a ledger.
"""
