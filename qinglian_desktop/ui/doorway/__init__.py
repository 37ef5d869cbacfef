"""The window before a book is open: first start, new book, password, going back to a backup

``welcome`` goes from page to page; ``doorway`` is what they share: ``start_page``,
``new_book_pages``, ``recovery_code_page``, ``unlock_page``, ``new_password_page``,
``backups_page``, ``going_back_page``, ``second_place_page``, ``repair_page``, ``import_page``.
``copy_list`` is a list of copies, ``passwords`` are lines for secrets, ``code_sheet`` shows one,
``keeper_names`` are of those who open a book, ``recent_books`` are the books of this PC,
``folder_kind`` is what a chosen folder is, ``left_alone`` lets go of secrets when nobody is there.
"""
