"""How everything looks: colours, sizes, icons, and small parts that know no book

Tokens: ``theme``, ``palette``, ``style_sheet``, ``icons``.

Parts: ``parts``, ``busy``, ``notice``, both for work that is ``under_way``, ``warning``,
``place_table``, ``hinted_line``, ``file_dialogs``, ``year_chooser``, ``month_steps``,
``flow_layout``, ``fitting_line`` with its ``view_switch``, ``placed``, ``front_stack``,
``tab_circle``, ``reason_line``, ``fitting_dialog``, ``message_box``, ``asking``, ``sticks``,
``letter_widths``, what is ``refused``, a ``radio_group``, a ``text_watch``, a ``whole_number``;
``kept_settings`` of this PC; ``painting`` is for what is drawn by hand, ``drawn_shapes`` for
drawings made elsewhere.
"""
