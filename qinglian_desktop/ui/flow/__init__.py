"""Drawing the chart of a power: steps in an outline, and beside it the chart that they make

``flow_page`` is the page. What is done to the chart goes through ``chart_deeds`` into
``chart_work``, which takes it back.

The outline: ``outline_list`` over ``outline_model``, painted by ``outline_painting`` and typed in
``row_line``; below it ``step_details``. ``row_acts`` and a ``row_menu`` are what can be done to a
row, a ``step_picker`` asks where to go to. ``copied_steps`` come from elsewhere; ``page_keys`` says
which keys mean something else on the page, and ``problems_told`` what is wrong.

The chart: ``chart_view`` around ``chart_canvas``, with a ``node_pad``; ``dragging`` says what
dropping means. Above both ``settings_line`` with a ``lanes_menu``, and ``beginnings`` while the
chart is empty; ``ways_out`` are paper and files.
"""
