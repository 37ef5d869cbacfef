"""Forms of somebody else that are filled: what they show, and what goes where in them; pure

What a form shows is a ``seen_form``; a ``form_mapping`` says by ``form_pieces``, over
``form_spans`` of time and in the words of ``form_columns``, what goes into its places, and is kept
as JSON by ``mapping_json``.
"""
