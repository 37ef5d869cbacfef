"""What a ledger, a record, a period and a measure are; standard library only.

Declared: ``ledger`` with ``field_types``, ``choice_options``, ``initial``, ``conditions``,
``rules``, ``dues``, ``festivals``, ``convening``, ``lenses``, ``measures``, ``pictures`` and
``paper``, checked by ``ledger_check``, ``people_check`` and ``paper_check`` and put in order by
``catalogue``; ``wording`` gives it a unit's own words, ``scope`` its own measure.

Kept: ``record`` of ``values``, asked for by ``query`` over a ``period``.

Read and written: ``plain_form`` with its ``plain_parts``, the one door for input, ``text_form``,
``people_text``, ``dates``, ``yearless`` ones, ``times``, ``written_numbers`` and
``chinese_numbers``; ``words`` for those who only read. Compared, whoever typed it and how:
``comparing``; nearly the same: ``near_words``; put into a cell instead of words: ``ticks``;
looked up again and again: the ``members`` of the roster.

What others have kept: ``sheet``, understood in ``importing``.

Found wrong: ``problem``, by ``validation``, ``value_check`` and ``text_check``, whose rules see
what is ``partly_read``; words that are no names by ``titles``; ``errors`` of everything else.

Made of it: ``projection``, ``entry_columns``, the list on paper as ``listed``, what is put into
another record by ``handing_over``, ``standing``, ``return_content`` with its
``return_corrections``, ``summary`` with its ``signature``, ``drawing``, ``paper_sheets``, and
``file_names``. What can wait for its first use is made ``later``.
"""
