"""The chart of a power (权力运行流程图): its steps, and how they are drawn; pure.

What a person edits is a ``chart``: rows of steps with branches, never lines or places. Its lines
follow from the steps as a ``graph``, by ``chart_lines``.

Looked through by ``chart_check``, which tells what is wrong in words.

Edited: ``chart_rows`` is what stands on the screen, ``chart_editing``, ``chart_deleting`` and
``chart_changes`` what is done to it, where it stands in the ``chart_tree``. The
``begun_steps`` that say nothing yet are not kept.

Written and read: ``chart_plain`` as JSON, and as text by ``outline_writing`` and
``outline_reading``, whose signs are ``outline_marks``; a ``chart_draft`` grows while it is read.
By ``chart_matching`` steps that were read again keep their ids; the ``written_ids`` of others
are provisional. Copied from anywhere: ``pasted_steps``, of a table ``pasted_cells``.

Told: ``chart_words``, and as ``chart_difference`` what is otherwise than before.

Laid out: ``layout`` is the way in. The ``ways`` of a graph decide where boxes are put among the
``places``, in ``lane_placing`` if there are lanes, else in ``placing``; ``routing`` lays lines
through the ``route_grid`` by ``route_search`` and ``port_costs``, few ``path_crossings`` among
those of one box. They get ``tracks`` in channels that have ``rooms``, and all of it
``coordinates``.

Drawn: ``chart_pages`` is the way in. The ``step_boxes`` with text ``wrapping`` in them, the
``risk_marks`` above them, each of a ``step_risk``, ``risk_boxes`` beside and ``stage_strips``
become shapes in ``chart_drawing``, which a ``chart_body`` puts together in its form. A
``chart_estimate`` says into which pages it falls by ``page_cuts``; each is a graph of
``page_graphs`` in a ``page_frame``. The same risks make a ``risk_table``.
On A3, to be read from afar, chart and table make a ``poster``.
"""
