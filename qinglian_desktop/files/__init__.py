"""Files put where they shall be, whole or not at all; standard library only.

``durable`` writes what must survive a power cut, ``delivery`` puts a file where a person wants it,
``ejecting`` takes a stick off, ``mounts`` tells whether a folder is another machine's, ``faults``
knows what the system's error numbers mean; the
``program_log`` says what failed and nothing of what was written, and the ``crash_report`` keeps its
last lines where that was unexpected.
"""
