"""The page 汇总: the returns of many units collected, who is missing, totals, and what to ask

``collecting_page`` is the page: its ``collecting_views`` of the ``collecting_news`` with the
``state_grid``, the ``figures_grid``, lists of what is said in a ``said_table`` and the reminder;
beside them the ``collecting_side``. What is done is ``collecting_work``, from and to the place of
``place_asking``, and ``unit_listing`` by a ``unit_list_view``; the lines of lists are
``said_lines``,
what became of files is told by ``gathered_words``.
"""
