"""The page of any ledger: its list, and beside it the record that is read or written

``ledger_page`` puts it together in its ``page_layout`` below a ``head_line``;
``ledger_prints`` prints from it, ``ledger_exports`` takes it to Excel and WPS,
``ways_in`` lead to where records are brought in, and ``publish_button`` to where they are put up
in public.

The list: ``listing`` with ``filter_bar``, ``record_table``, ``record_delegate``,
``record_table_model`` and ``column_widths``.

The record: ``record_panel`` with ``record_form``, ``panel_head``, ``panel_banner``,
``panel_foot``, ``feed_banner``, ``linked_line`` and ``public_line``; ``event_papers`` are what goes
out before an event, ``half_done`` forms that are no records yet, and ``half_done_links`` lead to
them;
``record_writing`` and ``record_voiding`` are what becomes of it, ``earlier_version`` what it was,
``caret`` where one types in it and what is there ``by_hand``. ``passing_on`` brings it to its
next stage, asked for by ``passing_over``; ``grading_over`` it stand the ``grading_questions`` on
their ``grading_sheet``. A form has a ``field_line``
for each field, which the keyboard goes through in ``reading_order``; what it lacks of other
ledgers is made by ``registering``, and planned by ``planning_over``; ``drawing_over`` it stands the
page that draws the chart in one of its fields, and ``charts_out`` prints and keeps it.

``shown`` is what of all this is in sight, for the page that comes after it.
"""
