"""The words of a talk: its kinds, what it turns on, and why it is held."""

CATEGORIES = (
    "谈心谈话",
    "日常廉政谈话",
    "任前廉政谈话",
    "提醒谈话",
    "节前集体廉政谈话",
)
FOCUS = (
    "岗位职责",
    "廉政风险点",
    "工作作风",
    "工作纪律",
    "思想状况",
    "家庭家风",
    "其他",
)
"""重点内容."""
CAUSES = (
    "岗位变动",
    "思想波动",
    "群众有反映",
    "工作有失误",
    "家庭有变故",
    "节日节点",
    "其他",
)
"""事由: after “五必谈”, what calls for a talk soon."""
