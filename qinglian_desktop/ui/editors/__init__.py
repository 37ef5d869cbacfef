"""Editors for the fields of a form, one for each type, and what stands beside them

``field_editor`` is what each of them is, ``field_editors`` which of them a field gets.

The editors: ``text_editors``, ``choice_editors``, ``people_editors``, ``link_editor``,
``attendance_editor``, ``rows_editor``, ``attachments_editor``.

Beside them: ``person_line``, ``person_chips``, ``group_adding``, ``attendance_parts``,
``name_copying``, ``ready_texts``.
"""
