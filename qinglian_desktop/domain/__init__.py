"""What a ledger, a record, a period and a measure are; standard library only."""
