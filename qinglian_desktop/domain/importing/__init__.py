"""What a sheet of somebody else means for a ledger: its head, columns and records; pure.

What a column can say are ``targets``; where the heads stand is found by ``heads``, which column
says what by ``matching`` and the ``likeness`` of its head, of a table that this program wrote by
``own_tables``, and the year of days that say none by ``years``. Of what stands
``parts_beside`` one part is read below the other. Which rows are records is found by ``body``,
and which only repeat the heads by ``heads_again``. A cell stands in a ``sheet_grid`` and is read
by ``cells`` and ``written``, of one record by ``cell_reading``, those of its child rows by
``child_reading``, several of them by ``parts``,
those of who was away by ``attendance``, and all of a record's are put together as plain input by
``composing``, which gives an ``imported_record``; words that no field can take go to the
``remarks``. What must be filled in and no column tells is found by ``lacking``, with the answers
that stand ``around`` the records, or in lines between them, the ``sections``. What the user
decided is an ``import_plan``, and what all of it comes to is an ``understanding``.
"""
