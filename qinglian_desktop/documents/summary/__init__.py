"""The half-year and year summary as a file: Word, PDF or plain text

``files`` is the way in; ``word`` and ``pdf`` set it as an official document, with the places
of ``signing``. ``before_events`` sets what goes out before an event the same way.
"""
