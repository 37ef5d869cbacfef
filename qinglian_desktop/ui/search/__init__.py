"""The search over all ledgers: what was found, hung below the header's search field

``search_results`` shows them, ``search_results_model`` holds and paints them.
"""
