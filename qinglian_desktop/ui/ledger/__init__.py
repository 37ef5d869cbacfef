"""The page of any ledger: its list, and beside it the record that is read or written

``ledger_page`` puts it together in its ``page_layout`` below a ``head_line``; ``ledger_prints``
prints from it, ``ledger_exports`` takes it to Excel and WPS, ``ways_in`` lead to where
records are brought in, and ``publish_button`` to where they are put up in public.

The list: ``listing`` with ``filter_bar``, ``record_table``, ``record_delegate``,
``record_table_model`` and ``column_widths``.

The record: ``record_panel`` with ``record_form``, ``panel_head``, ``panel_banner``,
``panel_foot`` and ``feed_banner``; ``event_papers`` are what goes out before an event,
``half_done`` forms that are no records yet, and ``half_done_links`` lead to them;
``record_writing`` and ``record_voiding`` are what becomes of it, ``earlier_version`` what it was,
``caret`` where one types in it. A form has a ``field_line``
for each field, which the keyboard goes through in ``reading_order``; what it lacks of other
ledgers is made by ``registering``, and planned by ``planning_over``; ``drawing_over`` it stands the
page that draws the chart in one of its fields, and ``charts_out`` prints and keeps it.

``shown`` is what of all this is in sight, for the page that comes after it.
"""
