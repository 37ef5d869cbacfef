"""Windows over an open book: a person, help, settings, history, and the print preview

``help_view``, ``history_view`` with its ``version_view``, ``change_password``,
``new_recovery_code``, ``password_again`` before much is taken out, ``take_back``, ``merge_view``
with its ``merge_table``,
``person_view``,
``check_findings``; ``export_all``, the
``second_place`` and their ``target_choice``; ``unlocking`` of a file that is encrypted;
``return_reading`` of another unit's return, over the same ``return_models`` as the own one;
``settings_view`` with ``scope_editor``, ``unit_choices_editor``, ``word_list_editor`` and the
``keepers_editor`` with each ``keeper_act``;
``print_preview`` with ``page_view``, ``waiting_page``, ``print_run`` and ``word_documents``, and
what goes out before an event in an ``event_preview``; ``publish_view`` with its
``publish_choice`` and ``publish_remarks``; those that places lead to are opened by ``over_places``.
"""
