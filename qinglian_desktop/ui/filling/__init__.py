"""The page 填上级的表: a form of somebody else as a table, and what goes into each of its places

``filling_page`` is the page, onto which a form comes by ``form_opening`` or from the ``form_names``
of those that are kept, its ``form_sheets`` each a ``form_grid`` over a ``form_model``; beside them
``form_side`` with the ``piece_choice`` of what is ``offered`` for the ``marked_places``, and the
``rows_choice`` for rows of a ledger.
``form_work`` is what was chosen, ``form_writing`` what the form is filled with.
"""
