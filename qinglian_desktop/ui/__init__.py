"""The window: the only Qt; composes pages for any ledger."""
