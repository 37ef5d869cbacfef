"""Bringing in what an office already has: what a file says, what it becomes, what is wrong

``bringing_in_page`` is the page, with ``page_keys`` of its own, its parts ``rows_and_fixes`` and
``scrolled`` as there is room. What is under way off the window's thread is its ``import_work``:
the ``file_reading``, ``looked_at`` for what it finds and ``decisions`` for what was decided, until
the ``keep_button`` takes it in; ``now_asked`` sees to it that what is heard is of what is read and
decided now, and another page goes on with what was ``begun``.
What comes in is named by its ``source``. ``understood_line`` says what was understood,
``for_all_strip`` asks once for what the file lacks. ``sheet_table`` shows a ``rows_model`` below
its ``column_heads``, each with its ``target_menu``, and beside its ``row_states``; ``issues`` are
what is wrong at its cells, mended in ``mending_side``, where a ``double_card`` shows what is there
already. ``after_import`` tells what came of it over the list.
"""
