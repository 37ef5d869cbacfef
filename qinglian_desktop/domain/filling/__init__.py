"""Forms of somebody else that are filled: what they show, and what goes where in them; pure

What a form shows is a ``seen_form``; a ``form_mapping`` says by ``form_pieces``, over
``form_spans`` of time and in the words of ``form_columns``, what goes into its places, and is kept
as JSON by ``mapping_json``. What a cell says is told by ``form_labels``, and the words of its row
and column by ``around_places``. Out of these ``proposing`` reads what a form asks for: measures by
the ``asked_labels``, ``label_reading`` and ``measure_likeness``, the ``facts_asked`` by
``fact_labels``, records by ``row_proposing``, and {{…}} by ``cell_template``; each is a
``suggestion``. In another file of the same form a mapping is found by ``finding_again``, with the
``line_alignment`` of its tables, as far as the words there have the ``same_meaning``; what it says
of another month than the one that is filled are ``other_dates``.
"""
