"""Editors for the fields of a form, one for each type, and what stands beside them

``field_editor`` is what each of them is, ``field_editors`` which of them a field gets.

The editors: ``text_editors``, ``day_editors``, ``choice_editors``, ``people_editors``,
``attendance_editor``, ``link_editor``, ``step_editor``, ``flow_editor`` with a ``chart_preview``,
``rows_editor`` with a ``row_card`` for each row, ``attachments_editor``.

Beside them: ``calendar_popup``, ``person_line``, ``namesakes``, ``which_namesake``,
``person_chips``, ``group_adding``, ``roster_link``, ``attendance_parts``, ``attachment_parts``,
``name_copying``, ``ready_texts``, ``suggestions``, ``problem_words``; ``in_sight`` scrolls to what
was just made.
"""
