"""One view for each kind of lens."""
