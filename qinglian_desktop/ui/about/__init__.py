"""The program itself: its version, where it keeps what, a diagnosis for who mends it, an update

``about_part`` stands in 设置 and, before a book is open, in an ``about_window``; ``program_facts``
are its versions in words, ``own_places`` where it keeps what, ``shown_text`` is a text that is
read and may be saved; ``update_view`` takes a newer version from a stick, and ``installing`` gives
it to the system; ``last_end`` is what is said after an unexpected one.
"""
