"""Returns of many units put together: who is there, what does not add up, and the totals; pure

The units are ``listed_units``, read out of ``unit_lists``; what came of each and of every file is
``collected``: their months have ``states``, of which a message is ``reminding``, their measures
are ``unit_figures``, and what does not add up are ``disagreements``, over ``identities``, and
``jumps`` that are asked about.
"""
