"""Meetings and the branch's other work: what others call the fields and words"""

from qinglian_desktop.ledgers.elsewhere import Elsewhere

BRANCH_ELSEWHERE = {
    "meetings": Elsewhere(
        identity=(("kind", "time"),),
        apart=("party_group", "time"),
        names={
            "kind": (
                "会议类型 活动类别 会议类别 活动类型 类别 组织生活类型 形式 活动形式 会议形式 "
                "组织生活形式 会议名称（类型）"
            ),
            "no": "次数（第几次） 第几次 会次",
            "party_group": "党小组名称 所在党小组",
            "time": (
                "时间 日期 会议时间 实际时间 实际会议时间 活动时间 召开时间 会议日期 活动日期 "
                "开会时间 开展时间 开展日期 召开日期"
            ),
            "place": "会议地点 活动地点 召开地点 开展地点",
            "theme": "会议名称（主题） 会议名称 活动主题 活动名称 会议主题 名称 学习主题",
            "host": "主持 主持人姓名 会议主持人",
            "recorder": "记录 记录人姓名 会议记录人",
            "guests": "列席人员 列席人 列席人员名单",
            "superiors": "到会指导的上级领导 上级到会人员 到会领导 上级领导",
            "unable": "流动和行动不便党员数 流动和行动不便党员人数",
            "agenda.item": "会议议题 主要议题 议程 会议议程 研究事项 主要议程 会议研究事项",
            "points": (
                "主要内容 会议内容 内容 主要内容及特色 会议主要内容 讨论发言 活动内容 发言情况"
            ),
            "speeches.speaker": "发言人姓名 发言者",
            "speeches.said": "发言内容",
            "resolution": "会议决议 议定事项 决定事项 会议决定 会议结果 形成决议 会议形成决议",
            "votes.matter": "表决事项 决议事项 选举事项",
            "votes.ballot": "表决方式",
            "votes.yes": "赞成票 赞成票数 同意",
            "votes.no": "反对票 反对票数 不同意",
            "votes.abstained": "弃权票 弃权票数",
            "votes.outcome": "表决结果",
            "clean": "廉政学习内容",
            "pack": "档案材料",
            "photos": "会议照片 活动照片 图片",
            "reviewer": "审阅 审核人",
            "eight_items": "八个一 八个一项目",
            "education_form": "警示教育",
            "study": "政策学研",
        },
        words={
            "kind": (
                "支部党员大会=党员大会 支部大会=党员大会 党支部党员大会=党员大会 大会=党员大会 "
                "支部委员会=支委会 支部委员会会议=支委会 支委会会议=支委会 支委会议=支委会 "
                "党支部委员会=支委会 党小组会议=党小组会 小组会=党小组会 党课教育=党课 "
                "上党课=党课 主题党日活动=主题党日 支部主题党日=主题党日 党日活动=主题党日 "
                "专题组织生活会=组织生活会 支部主题党日活动=主题党日 专题党课=党课 "
                "支部组织生活会=组织生活会"
            ),
            "education_form": (
                "党课=廉政党课 讲座=廉政讲座 专题研讨=专题研讨会 研讨会=专题研讨会 "
                "警示片=警示教育片 观看警示教育片=警示教育片 通报案例=案例通报 "
                "典型案例通报=案例通报 参观基地=基地参观 参观警示教育基地=基地参观"
            ),
            "votes.outcome": "已通过=通过 未获通过=未通过 不通过=未通过",
        },
        measures={
            "assemblies": "支部党员大会",
            "committees": "支部委员会 支委会会议",
            "lectures": "支部党课 讲党课 上党课",
            "theme_days": "党员集体活动 支部主题党日 主题党日活动",
            "reviews": "支部组织生活会",
        },
    ),
    "branch_building": Elsewhere(
        identity=(("kind", "batch"), ("document",)),
        names={
            "kind": "类别 创建类型 命名类型 荣誉名称 称号 创建名称",
            "batch": "命名批次 第几批",
            "document": "命名文号 文件号 发文字号",
            "day": "日期 时间 命名时间 授予日期 授予时间 批准时间 批准日期",
            "units.name": "单位名称 命名单位 示范单位 党支部 党支部名称 获评单位 受命名单位",
            "files": "附件 文件",
        },
        words={
            "kind": (
                "双强四好党支部=双强四好 “双强四好”党支部=双强四好 三领三办党支部=三领三办 "
                "模范机关=模范机关示范单位 示范单位=模范机关示范单位 "
                "模范机关创建示范单位=模范机关示范单位"
            ),
        },
    ),
    "service": Elsewhere(
        identity=(("activity", "day", "audience"),),
        names={
            "activity": "项目名称 活动名称 项目 活动类别",
            "day": "时间 活动日期 活动时间 办理日期 服务时间",
            "audience": "对象 服务群众 受益对象",
            "matters.matter": "办事项目 事项名称 实事项目 实事名称 民生实事",
            "matters.content": "事项内容 服务内容 主要内容 具体内容 项目内容 办理内容",
            "matters.owner": "责任单位 责任人 责任单位和责任人 责任部门 责任科室",
            "matters.due": "完成时限 办理时限 办结时限",
            "matters.finished_on": "完成时间 办结时间 完成日期",
            "matters.outcome": "进展成效 办理情况 办理结果 进展情况",
            "difficulties": "解决困难 解决困难数 解决困难件数 解决难题 解决难题（件） 解决问题数",
            "funds": "协调资金 落实资金 资金（万元） 协调落实资金",
            "note": "情况说明 备注 成效",
            "photos": "活动照片 图片",
        },
        words={
            "activity": (
                "东融有我=先锋力量·东融有我 红链兴农=先锋力量·红链兴农 "
                "众志成城=先锋力量·众志成城 优化营商环境=我为优化营商环境作贡献"
            ),
        },
        measures={
            "activities": "为民办实事 办实事",
        },
    ),
    "brand_work": Elsewhere(
        identity=(("kind", "period"),),
        names={
            "kind": "类别 工作类型 计划类型",
            "day": "时间 填报日期 填写日期",
            "period": "时段 周次 起止日期 起止时间",
            "items.work": "计划工作 工作内容 重点工作 工作任务 工作计划",
            "items.measures": "工作措施 具体措施",
            "items.owner": "负责人 责任人员",
            "items.due": "完成时限 完成时间",
            "items.finished_on": "实际完成时间",
            "content": "主要内容 总结内容 汇报内容",
            "done": "落实情况 完成进度",
        },
        words={
            "kind": (
                "周计划=每周计划 每周工作计划=每周计划 周工作计划=每周计划 季度汇报=每季汇报 "
                "季汇报=每季汇报 每季度汇报=每季汇报 半年工作总结=半年总结"
            ),
        },
    ),
}
