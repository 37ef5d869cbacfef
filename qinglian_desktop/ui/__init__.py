"""The window: the only Qt; composes pages for any ledger.

The shell: ``starting`` it, where it is the ``only_one``; ``application``, after ``dressing`` that
of Qt, shows the ``doorway``, while a book is closed the ``closing_window``, or a ``main_window``
with ``header``, its ``backup_words`` and ``keeper_tool``, and ``window_tabs``, each with one of the
``pages``, as of ledgers a ``tab_page``; ``coming_forward`` is what it does when started once more;
``front`` is what one sees of it.
``session`` is what all pages of an open book share, ``operations`` the one path between them and
the book, a ``job`` at a time; ``long_work`` is done at the foot of the window: ``backing_up``,
``checking_up``, ``exporting``; ``fresh`` is how pages stay true, ``opened_files`` the readable
copies that are wiped with the session, ``thumbnails`` the small pictures of its photos;
``actions`` are what can be done by a key, ``keyboard`` is where the keys go, ``composing`` keeps
what an input method has not ended, the ``input_method`` is the one of the desktop, ``stepping``
takes steps back, ``typing_pause`` says when what is typed is kept, ``half_typed`` keeps the
answers to questions; ``garbage`` is collected where widgets may be destroyed, ``locking`` is when
a book locks itself and what goes from the screen, and the window has the ``right_of_way`` before
those who answer its questions.

The pages: ``workbench``, ``ledger``, ``reports``; ``importing`` is how records come in, ``flow``
how a chart is drawn, ``filling`` how a form of somebody else is filled, ``collecting`` how the
returns of many units come together.

What is told of the program itself: ``about``.

What pages are made of: ``editors``, ``lenses``, ``search``, ``dialogs``, and the ``look`` of all.
"""
