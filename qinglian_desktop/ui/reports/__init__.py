"""The page 月报与总结: the monthly return, and the half-year's and year's summary

``reports_page`` shows one or the other, by its ``report_switch``.

The return: ``returns_page`` of ``return_news``, ``return_preview``,
``return_side`` with ``hand_in_choice``, ``return_warnings`` and ``register_list``, each return
known by its ``short_digest``; ``corrections_notice``; returns of others: ``return_answering``;
answers and keys: ``receipts_line``, ``codes_view``.

The summary: ``summary_page``, ``summary_edit``, ``summary_side``, ``summary_news``,
``summary_writing``.
"""
