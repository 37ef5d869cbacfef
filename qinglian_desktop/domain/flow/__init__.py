"""The chart of a power (权力运行流程图): its steps, and how they are drawn; pure.

What a person edits is a ``chart``: rows of steps with branches, never lines or places. Its lines
follow from the steps as a ``graph``, by ``chart_lines``.

Looked through by ``chart_check``, which tells what is wrong in words.

Edited: ``chart_rows`` is what stands on the screen, ``chart_editing``, ``chart_deleting`` and
``chart_changes`` what is done to it, where it stands in the ``chart_tree``.

Written and read: ``chart_plain`` as JSON, and as text by ``outline_writing`` and
``outline_reading``, whose signs are ``outline_marks``; a ``chart_draft`` grows while it is read.
By ``chart_matching`` steps that were read again keep their ids; the ``written_ids`` of others
are provisional. Copied from anywhere: ``pasted_steps``, of a table ``pasted_cells``.

Told: ``chart_words``, and as ``chart_difference`` what is otherwise than before.
"""
