"""The chart of a power (权力运行流程图): its steps, and how they are drawn; pure.

What a person edits is a ``chart``: rows of steps with branches, never lines or places. Its lines
follow from the steps as a ``graph``, by ``chart_lines``.

Written and read: ``chart_plain`` as JSON, and as text by ``outline_writing`` and
``outline_reading``, whose signs are ``outline_marks``; a ``chart_draft`` grows while it is read.
Of a chart that was written anew ``same_steps`` are found again. Told: ``chart_words``, and as
``chart_changes`` what of it is otherwise than before.
"""
