"""The only SQL: an encrypted book in a folder, its tables generated from the declarations.

Books: ``books``, ``book`` with its ``transactions`` over ``open_files``, ``reading_gate`` and
``unit_of_work``, ``book_version``, ``book_lock``, ``half_made``, ``updating``, ``leftovers``.

Copies of a book: ``shelf``, ``backup``, ``belongings``; going back to one: ``restoring``; reading
in one: ``looking``, ``copy_opening``; copies elsewhere: ``second_place``, ``bringing_back``.

The way out: ``archive``, a ``sealed_stream``, made by ``archiving``; and in: ``importing``.

Secrets: ``keys`` of ``key_slots``, ``held_keys``, ``keepers``, ``unlocking``, ``recovery_code``;
which ``rings`` count, by their ``ring_number``, ``fitting`` keys, ``key_problems``,
what ``guessing`` costs; another key: ``renewing``; ``signatures``.

Rights of the keeper who opened it: ``guarded_work``, ``veiled_records`` and ``veiled_drafts``
under a ``veil``.

Tables: ``schema``, ``ledger_tables``, ``desk_tables``, ``handing_tables``,
``codec``,
``migrations`` and their ``migration_runner``, ``schema_changes`` for the next one.

Collected returns, in a book or a database of their own: ``collection_tables`` of
``collection_types``, ``stored_collected``; ``collection_store``, ``collection_views``,
``server_failures``.

Damage: ``sealed_pages``, ``page_check``, ``salvage``, ``damage``, ``whole_copies``; a book made of
what can be read: ``repairing``, ``table_names``, ``carrying_over``, ``losses``.

Reading and writing: ``engine``, ``layout``, ``prepared``, ``repository``, ``record_rows``,
``waiting_rows``, ``numbering``, ``moments``, ``histories``, ``member_list``, ``statements``,
``ordering``, ``condition_sql``, ``counting``, ``tallying``, ``day_statements``, ``sql_functions``.

Attachments: ``attachments``, ``photos``, ``photo_modes``, ``photo_pages``, ``attachment_files``,
``attachment_folder``, ``attachment_check``, ``sweeping``.

Search: ``search_index``, ``pairs``, ``spelling``, ``excerpts``.

The history as a ``chain``, what the book notes in it (``chain_notes``), ``record_digests``; for a
book of a former version ``chain_beginning``, for a repaired one ``retelling``; how far it went in a
copy: ``copy_heads``, on another PC: ``copies_apart``; where two copies parted: ``lineage``.

What went wrong: ``failures``, ``open_problems``, ``unreadable``; what a check finds: ``checking``,
``chain_check``, ``record_check``.
"""
