"""The page 工作台: the year, what is due, and this month's figures or the year's pictures

``workbench_page`` puts it together: ``year_strip``, ``todo_list``, ``figures_panel`` over
``figures_model``, ``picture_column`` of ``picture_view``; in an empty book the ``first_steps``.
"""
