"""What a user can do, one file per intent; no Qt, no SQL."""
