"""Tasks, problems and inspections: what others call the fields and words"""

from qinglian_desktop.ledgers.elsewhere import Elsewhere

PROGRESS_ELSEWHERE = {
    "assignments": Elsewhere(
        identity=(("source", "no"), ("source", "kind", "theme"), ("source", "theme")),
        names={
            "source": "清单名称 清单标题",
            "month": "所属月份 年月",
            "issuer": "发文单位 印发单位 上级单位",
            "issued_on": "印发日期 下发时间",
            "no": "清单序号",
            "kind": "类别 活动类型 工作类别 类型 项目 工作项目 重点工作",
            "theme": "主题 活动名称 工作内容 工作任务 任务名称 重点任务 会议主题",
            "content": "内容 活动内容 具体内容 工作要求 具体要求 任务要求",
            "who": "参加对象 参加范围 参会人员 对象 参与人员",
            "term": "完成时限 时间 时间要求 活动时间 时间安排 完成期限 时限 开展时间 时间节点",
            "due": "最迟时间 截止日期",
            "entry": "录入要求 系统录入 上传要求 材料要求 报送要求",
            "remarks": "说明 备注说明",
            "done.what": "落实情况 开展情况",
            "done_on": "实际完成时间 实际完成日期",
            "status": "是否完成 完成状态",
        },
        words={"scope": "月=月度 每月=月度 年=年度 全年=年度 季=季度"},
        ticks={"status": ("已完成", "未完成")},
    ),
    "directives": Elsewhere(
        identity=(("title", "day"),),
        names={
            "received_on": "收文时间 收到日期 来文日期 来文时间",
            "entry": "收文编号 收文号 编号",
            "issuer": "发文单位 发文机关 来文机关",
            "document": "文件编号 发文字号 文件号 文件字号",
            "title": "标题 文件标题 文件 名称 学习内容 传达内容 来文标题",
            "secrecy": "密级程度",
            "day": "传达时间 学习日期 学习时间 时间 日期 传达学习时间",
            "way": "传达方式 学习方式 传达形式 学习形式 形式",
            "scope": "范围 参加范围 传达对象 学习范围",
            "heads": "人数 人次 参加人数 传达人数 学习人数",
            "handler": "经办人 承办 承办人员",
            "follow_up": "贯彻落实情况 落实情况 贯彻落实措施 落实措施 贯彻情况 落实",
            "files": "文件附件",
        },
        words={
            "secrecy": "内部资料=内部 内部文件=内部",
            "way": (
                "党员大会=支部党员大会 支部大会=支部党员大会 支部委员会=支委会 "
                "集中学习=集体学习 专题会=专题会议 传阅学习=传阅"
            ),
        },
    ),
    "tasks": Elsewhere(
        identity=(("task", "due"), ("task", "day")),
        names={
            "task": "任务名称 重点任务 工作任务 活动主题 任务内容 工作内容 主要任务 考评项目",
            "problem": "问题 存在问题 解决问题",
            "kind": "类别 任务类型 任务类别",
            "day": "日期 下达时间 布置时间 部署日期",
            "year": "任务年度 年份",
            "measures": "措施 主要内容 具体内容 工作措施 主要措施",
            "leader": "责任领导 牵头人 分管领导",
            "lead_department": "牵头单位 牵头科室",
            "department": "责任单位 责任科室 承办部门 部门",
            "owner": "负责人 具体责任人 承办人",
            "partners": "配合单位 协作部门 配合科室 协办单位",
            "term": "时限类型 期限类型",
            "due": "完成时限 完成时间 完成期限 办理时限 时间节点 截止时间 时限和要求",
            "steps.day": "进展日期 进展时间",
            "steps.percent": "完成进度 完成比例 完成率",
            "steps.note": "进展情况 工作进展 推进情况 完成情况 落实情况 进展说明",
            "status": "是否完成 任务状态 完成状态 办理状态",
            "started_on": "启动时间 开始日期",
            "finished_on": "完成时间（实际） 实际完成时间 实际完成日期",
            "effect": "成效 工作成效 取得成效",
            "evidence": "佐证 佐证资料 附件 证明材料",
        },
        words={
            "term": "有期限=限期 每个月=每月 按月=每月 常年=长期 长期坚持=长期",
            "status": (
                "完成=已完成 办结=已完成 已办结=已完成 进行中=推进中 办理中=推进中 "
                "正在推进=推进中 持续推进=推进中 未开始=未启动 尚未启动=未启动"
            ),
        },
        ticks={"status": ("已完成",)},
    ),
    "joint_actions": Elsewhere(
        identity=(("day", "theme"),),
        names={
            "kind": "类别 活动类型 联合类型",
            "theme": "活动内容 活动主题 活动名称 名称",
            "day": "时间 活动日期 活动时间 开展时间",
            "place": "活动地点",
            "partners": "共建单位 联合方 联建单位 参加单位",
            "heads": "人次 人数 参加人数 参与人次",
            "registered.person": "报到人 报到党员 党员姓名",
            "registered.community": "社区 社区名称 所到社区",
            "registered.day": "报到时间",
            "registered.post": "意向岗位 岗位 服务岗位",
            "services.person": "服务人 服务党员",
            "services.day": "服务时间 服务日期",
            "services.content": "服务内容",
            "services.hours": "服务时长 时长（小时）",
            "services.confirmer": "确认人 社区确认",
            "feedback_on": "反馈日期 反馈时间",
            "result": "活动成效 取得成效 成果 效果",
            "photos": "活动照片 图片",
        },
        words={
            "kind": (
                "联合活动=成员单位联合活动 双报到=双报到双服务 双报到活动=双报到双服务 "
                "社区联建=家庭社区联建"
            ),
        },
    ),
    "secretary_talks": Elsewhere(
        identity=(("day", "unit"),),
        names={
            "unit": "单位 单位名称 书记单位 沟通单位 被谈话单位",
            "secretary": "书记姓名 党组书记 党组（党委）书记 谈话对象 姓名",
            "day": "时间 谈话时间 谈话日期 沟通时间 沟通日期",
            "talker": "主谈人 谈话人姓名",
            "place": "谈话地点 沟通地点",
            "questions": "问 三问内容",
            "points": "点 三点内容",
            "comments": "评 三评内容",
            "tasks.matter": "明确的任务 任务内容 工作任务",
            "tasks.due": "完成时限 任务时限",
            "tasks.finished_on": "完成时间 办结日期",
            "tasks.outcome": "完成情况 任务落实情况",
            "task": "重点任务",
        },
    ),
    "promotion_meetings": Elsewhere(
        identity=(("day", "kind", "theme"),),
        names={
            "kind": "会议类型 类别 会议类别",
            "theme": "会议名称 会议主题 名称 议题 会议议题",
            "day": "时间 会议时间 会议日期 召开时间 召开日期 实际会议时间",
            "hours": "会议起止时间 时段",
            "place": "会议地点 召开地点",
            "host": "主持 主持人姓名",
            "recorder": "记录 记录人姓名",
            "content": "主要内容 内容 会议主要内容",
            "decisions.matter": "议定内容 会议决定 会议议定事项 决议 会议决议",
            "decisions.owner": "落实责任人 责任单位",
            "decisions.due": "完成时限 落实时限",
            "decisions.finished_on": "完成时间 落实日期",
            "photos": "会议照片 图片",
        },
        words={
            "kind": (
                "专责小组会=专责小组会议 小组会议=专责小组会议 工作推进会=推进会 推进会议=推进会"
            ),
        },
    ),
    "inspections": Elsewhere(
        identity=(("day", "theme"),),
        names={
            "theme": "主题 督导主题 督导调研主题 名称 督导内容",
            "day": "时间 调研日期 调研时间 督导日期 督导时间 检查时间",
            "units.name": "被督导单位 督导单位 调研单位 被调研单位 受检单位 地点/单位",
            "units.area": "单位类别 单位类型",
            "units.feedback": "反馈情况",
            "team": "督导组 调研组 督导组成员 督导人员 调研人员",
            "way": "督导方式 调研方式",
            "content": "调研内容 主要内容 督导情况 调研情况",
            "found.problem": "发现的问题 存在问题 存在的问题",
            "found.unit": "问题单位",
            "found.owner": "整改责任人 负责人",
            "found.term": "整改时限要求",
            "found.due": "整改时限 完成时限 整改期限",
            "found.measures": "整改措施 整改要求",
            "photos": "图片",
        },
        words={
            "units.area": "市直单位=市直 市直机关=市直 县区=县(区) 县=县(区) 区=县(区)",
            "way": "查阅资料=查阅 个别访谈=访谈 谈话=访谈 实地走访=走访 现场走访=走访",
            "found.term": (
                "立即整改=立行立改 立查立改=立行立改 长期=长期坚持 长期整改=长期坚持 有期限=限期"
            ),
        },
    ),
    "problems": Elsewhere(
        identity=(("problem", "day"), ("problem", "source", "owner")),
        names={
            "problem": "存在问题 存在的问题 问题名称 问题描述 反馈问题 主要问题",
            "detail": "问题表现 表现 主要表现",
            "source": "问题来源 来源渠道",
            "unit": "问题单位 所在单位 责任单位 整改单位",
            "day": "日期 发现时间 反馈日期 反馈时间",
            "measures": "整改措施 具体措施 整改举措 解决措施",
            "leader": "分管领导 牵头领导",
            "department": "责任科室 整改部门 牵头部门 部门",
            "owner": "整改责任人 具体责任人 负责人",
            "term": "时限类型 整改类型",
            "due": "整改时限 整改期限 完成时限 解决时限 完成期限",
            "steps.day": "进展日期 进展时间",
            "steps.note": "整改进展情况 进展情况 整改落实情况 整改情况 进展",
            "status": "是否完成 整改状态 完成状态 是否销号 问题状态 是否完成整改 是否整改到位",
            "solved_on": "完成时间 完成日期 解决时间 整改完成时间 整改完成日期",
            "effect": "整改成效 成效 整改结果 整改完成情况",
            "struck_on": "销号时间",
            "checked_by": "复核 核查人 销号人",
            "looked_back.day": "回头看日期 回头看时间",
            "looked_back.note": "回头看情况 复查情况",
            "evidence": "佐证 佐证资料 附件 证明材料",
        },
        words={
            "source": (
                "督导=督导调研 调研=督导调研 工委督导=督导调研 市委机关工委督导=督导调研 "
                "自查自纠=自查 自查发现=自查 群众来信=群众反映 群众意见=群众反映 "
                "巡察=巡察反馈 巡视反馈=巡察反馈"
            ),
            "term": (
                "立即整改=立行立改 立查立改=立行立改 长期=长期坚持 长期整改=长期坚持 有期限=限期"
            ),
            "status": (
                "完成=已解决 已完成=已解决 已整改=已解决 整改完成=已解决 已整改到位=已解决 "
                "正在整改=解决中 整改中=解决中 持续推进=解决中 持续整改=解决中 未整改=待解决 "
                "未解决=待解决 未完成=待解决 已销号=销号"
            ),
        },
        ticks={"status": ("已解决",)},
    ),
}
