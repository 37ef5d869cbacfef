"""The same use cases without a window: commands that answer in sentences or as JSON.

``command_line`` runs a ``command``, parsed by ``grammar`` in the words of ``chinese_parser``.
The commands: ``book_commands``, ``copy_commands``, ``merge_command``,
``keeping_commands``, ``history_commands``,
``keeper_commands``,
``plan_commands``, ``reporting_commands``, ``receipt_commands``, ``collect_command``,
``paper_commands``,
``sheet_commands``, ``flow_commands``, ``map_commands``, ``control_commands``, ``publish_command``,
``summary_command``, ``form_commands``, ``export_commands`` and ``importing_commands``, whose
sentences are ``import_words``; what they read: ``input_files``, ``form_maps`` and ``passwords``.
"""
