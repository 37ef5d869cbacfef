"""Returns of many units put together: who is there, what does not add up, and the totals; pure

The units are ``listed_units``, what came of each and of every file is ``collected``.
"""
