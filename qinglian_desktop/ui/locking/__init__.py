"""When an open book locks itself, what covers it at once, and what leaves the clipboard

The ``locker`` asks for it: by the key, which ``input_watch`` sees over everything, after a while
that nobody touched the program, measured by ``idle`` and set in the ``lock_choice``, kept as
``lock_minutes``; and when the person goes ``away``, as ``linux_away`` and ``windows_away`` hear.
``hiding`` covers the window before anything else is done, and ``copied`` takes back what was
copied out of a confidential ledger.
"""
