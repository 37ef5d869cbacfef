"""What a ledger, a record, a period and a measure are; standard library only.

Declared: ``ledger`` with ``field_types``, ``flow_fields``, ``choice_options``, ``initial``,
``conditions``, ``rules``, ``dues``, ``in_return``, ``asks``, ``festivals``, ``convening``,
``gathering``, ``grading``, ``passage``, ``lenses`` with ``link_gaps``, ``measures`` with their
``measure_names``, ``pictures``, ``paper``, ``publishing`` and the ``published_ledger``, with what
is said ``beside`` fields and ``how_far`` a record is,
checked by ``ledger_check``, ``people_check``, ``asks_check``, ``gathering_check``, ``lens_check``,
``pictures_check``, ``paper_check`` and ``publishing_check``, put in order by ``catalogue``;
``wording`` gives it a unit's own words, ``scope`` its own measure. The days of festivals are those
of the ``festival_table``, asked by ``festival_dates``.

Kept: ``record`` of ``values``, asked for by ``query`` over a ``period``; by a ``keeper``, who has
``rights``.

Read and written: ``plain_form`` of a value, a whole ``plain_record``, with its ``plain_parts`` and
``plain_words``, the one door for input, ``json_text``, ``text_form``, ``people_text``,
``plain_signs``, ``dates``, ``yearless`` ones, ``deadlines`` of ``deadline_years`` in
``deadline_words``, ``times``, ``written_numbers`` and ``chinese_numbers``; ``words`` for those who
only read. Compared, whoever typed it and how: ``comparing``; nearly the same: ``near_words``; put
into a cell instead of words: ``ticks``; looked up again and again: the ``members`` of the roster.

What others have kept: ``sheet``, understood in ``importing``; their forms, in ``filling``; the
returns of many units, in ``collecting``.

How a power is used, as steps that are drawn: ``flow``; what hangs on them by ``step_links``.

Found wrong: ``problem``, by ``validation``, ``value_check``, ``text_check`` and ``flow_check``,
whose rules see what is ``partly_read``, and ``placeholders`` still to fill; words that are no
names by ``titles``; ``errors`` of everything else.

Told before an event: the ``invitation`` with its ``guest_list``, the ``notice`` and the ``sign_in``
sheet, and what of them was ``told``. Put down long after it:
``late_entry``, in ``moment_words``;
changed with a reason: ``changed_level``; as it was and as it is:
``then_and_now``.

Made of it: ``projection`` in ``cell_values``, ``entry_columns``, the list on paper as ``listed``,
what is put into another record by ``handing_over``, ``standing``, ``return_content`` with its
``return_corrections``, read back with ``return_doubts`` or, where its digest proves it, by
``return_restoring`` as it was, ``signed`` by somebody and with a ``chain_head``, ``summary`` with
its ``signature``,
``drawing``, ``paper_sheets``, what a form says as ``form_content``, its ``row_words``, with
``boxes`` to tick, where none is declared a ``usual_form``, and ``paper_blank`` before it is
filled, a ``lens_paper``, and ``file_names``. Its text is cut at ``line_breaks``. What can wait for
its first use is made ``later``; what is asked about words again and again is ``remembered``.
"""
