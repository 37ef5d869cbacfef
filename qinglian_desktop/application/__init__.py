"""What a user can do, one file per intent; no Qt, no SQL.

The desk of an open book, ``desk``, holds all of it, given its ``tools``; ``ports``, ``book_ports``,
``keeper_ports``, ``history_ports``, ``draft_ports`` and ``handing_ports``, ``document_ports`` and
the ``paper_target``,
``sheet_ports``, ``chart_ports``, ``public_ports``, ``signing_ports``, ``form_ports``,
``collection_ports`` and ``gathering_ports`` say what is needed of storage and of
documents; ``places`` are where a click leads, ``changes`` what a transaction touched.

Keeping: ``records``, ``editing``, ``planning``, ``plan_making``, ``keeping``, ``feeding``,
``answering`` in ``done_rows``, ``hung_steps``, ``hanging``, ``charts`` (``owned_charts``,
``chart_papers``), ``half_typed``,
``ticked_drafts``, ``passing``, ``passed_drafts``, ``reasons``, ``locking`` of months,
``following``, ``references``, ``roster``, ``offices``, ``naming``, ``surnames``,
``same_time``, ``likely_doubles``, ``person_records``, ``steps`` to be taken back, earlier
``versions`` of a record, ``searching``,
``sampling`` and ``sample_book``.

Bringing in: ``importing``, with ``proposed_answers``, ``looked_records``, ``import_twins``,
``import_merging``, ``import_leaving``, ``import_rejects`` and ``remembered_columns``; so many
records are made ``uncollected``.

Counting: ``statistics``, ``figures``, ``month_grids``, ``owing``, ``boards``, ``workbench`` with
its ``todos``, ``unfinished_todos`` and ``step_todos``, ``year_overview``, ``day_reading``,
``festival_days``, ``pictures``, ``picture_layout``,
``unit_words``; a matrix: ``crossings``, ``crossing_reading``, ``crossing_paths``, ``shifts``;
a ledger on a day: ``ledger_then``, ``level_months``, ``along_charts``. What a lens says,
in the window and on paper: ``grid_words``, ``coverage_words``, ``crossing_words``,
``board_words``, ``timeline_words``, ``row_list_words`` of ``row_lists``; on paper
``timeline_chart``, ``lens_papers``, ``row_list_papers``, ``tree_paper``, ``lens_printing``.
A map as it is seen, ``seen_maps``: drawn by ``map_drawing`` with ``map_arrows``, on
``map_pages``; charts as lines by ``along_drawing``, on ``along_pages``; as ``map_tables``;
going out as ``drawn_lenses``.

What hangs together: ``linking``, with ``link_tree`` in the words of ``gap_words``.

Filling forms of somebody else: ``filling``, with ``form_values``, ``form_writing``,
``form_words`` and ``known_forms``.

Handing in: ``returning``, ``return_making``, ``return_putting``, ``handing_in``, ``verifying``,
``return_heads``, ``sent_returns``, ``resending``, ``standing_otherwise``; who wrote a return:
``signing`` it,
``authorship``, ``known_keys``; answered by ``receipts``: ``collecting`` those of others,
``answers`` to one's own; ``printing``, ``preparing``, ``saving_as``, ``scraps``, ``summarising``,
``summary_drafts``, ``summary_template``; leaving with everything: ``exporting``,
``readable_copy``; with one ledger: ``sheets_out``, as ``shown_cells``, ``copied_rows`` or a
``blank_sheet``, with ``linked_words``.

Of the program itself: a ``diagnosis``, and newer ``installers``.

Putting the returns of many units together: ``collection`` of ``files_below`` a folder, in a
``collection_run``, by ``collection_keeping``; the ``unit_list`` says who owes them,
``answering_units`` answer them; ``collection_reading`` is what they say, one by one in
``unit_months``, and ``collection_writing`` it: ``collected_tables``, ``collected_pictures``,
``collected_words``; ``collected_copy`` goes out with all of the book.

Drawing up how a power is used: ``starting_charts`` to begin with. Put up in public by
``publishing``: a ``public_set`` of a ``public_choice`` and a ``public_reading``, its
``public_papers`` and ``public_posters``, ``public_names`` that stand in its texts, and
``public_changes`` since then.

Settling: ``scopes``, ``unit_choices``, ``wordings``, ``wording_check``, ``wording_drafts``,
``preferences``, ``backing_up``,
``copies``, ``second_place`` and ``reaching`` it, ``soundness``, ``checking_up``, ``repairing``,
the ``machine_watch``, ``going_back``, ``taking_back``. Two copies made one: where their histories
are ``parting``, ``merging`` what differs by the ``pairing`` of records, with ``merge_doubles`` and
as ``merge_input``, and ``merge_taking`` it over.
"""
