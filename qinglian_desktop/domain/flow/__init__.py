"""The chart of a power (权力运行流程图): its steps, and how they are drawn; pure.

What a person edits is a ``chart``: rows of steps with branches, never lines or places. Its lines
follow from the steps as a ``graph``.

Drawn: each step with its ``step_risk``.
"""
