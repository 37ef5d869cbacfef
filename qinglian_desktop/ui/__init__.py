"""The window: the only Qt; composes pages for any ledger.

The shell: ``application`` shows either the ``doorway`` or a ``main_window`` with ``header`` and
``tab_page``; ``session`` is what all pages of an open book share, ``background`` their work off
the window's thread.

The pages: ``workbench``, ``ledger``, ``reports``.

What pages are made of: ``editors``, ``lenses``, ``search``, ``dialogs``, and the ``look`` of all.
"""
