"""Whether a problem is told as the user is owed it."""

from __future__ import annotations

from qinglian_desktop.domain.errors import EnvironmentProblem


def complete(problem: EnvironmentProblem) -> bool:
    """Three Chinese sentences: what happened, what was kept, what to do."""
    parts = (problem.happened, problem.kept, problem.todo)
    return all(part.endswith("。") and not part.isascii() for part in parts)
