"""The only SQL: an encrypted book in a folder, its tables generated from the declarations."""
