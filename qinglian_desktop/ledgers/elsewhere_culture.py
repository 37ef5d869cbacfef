"""Education and family: what others call the fields and words"""

from qinglian_desktop.ledgers.elsewhere import Elsewhere

CULTURE_ELSEWHERE = {
    "education": Elsewhere(
        identity=(("day", "theme"),),
        names={
            "form": "教育形式 活动形式 类型 教育类型 活动类别",
            "items": "十个一项目",
            "day": "时间 教育日期 活动日期 活动时间 教育时间 开展时间 实际时间",
            "time": "时段 活动起止时间 教育起止时间",
            "place": "活动地点 教育地点",
            "theme": "主题 案例 教育主题 活动主题 案例名称 活动名称 名称 会议名称",
            "organiser": "组织方 组织层级",
            "host": "主持 主持人姓名",
            "speaker": "主讲人 授课人 领学人",
            "recorder": "记录 记录人姓名",
            "guests": "列席人员",
            "points": "主要内容 内容 讨论 活动内容 教育内容 讨论发言要点 讨论情况",
            "notes": "心得体会份数 心得体会 心得",
            "photos": "活动照片 图片",
        },
        words={
            "form": (
                "党课=廉政党课 讲座=廉政讲座 专题研讨=专题研讨会 研讨会=专题研讨会 "
                "警示片=警示教育片 观看警示教育片=警示教育片 通报案例=案例通报 "
                "典型案例通报=案例通报 参观基地=基地参观 参观警示教育基地=基地参观"
            ),
            "organiser": "本单位=本级 支部=本级 上级单位=上级 上级机关=上级",
        },
    ),
    "culture_sites": Elsewhere(
        identity=(("name",),),
        names={
            "kind": "类别 阵地类型",
            "name": "阵地名称",
            "place": "地点 地址 所在位置 阵地位置",
            "day": "建成时间 日期 时间 建设时间",
            "department": "部门 管理部门 责任单位",
            "keeper": "负责人 管理人",
            "about": "内容 主要内容 简介 阵地内容",
            "updates": "最近一次更新",
            "updates.day": "更新日期 更新时间",
            "updates.content": "更新情况",
            "updates.owner": "更新人",
            "photos": "图片",
        },
        words={
            "kind": (
                "长廊=廉政长廊 廉政文化长廊=廉政长廊 书角=清风书角 廉语室=廉语话室 "
                "体验空间=党性体验空间"
            ),
        },
    ),
    "publicity": Elsewhere(
        identity=(("title", "media", "day"),),
        names={
            "kind": "类别 宣传类型 信息类型",
            "media": "刊发媒体 媒体名称 刊物 刊发载体 发布平台 刊登媒体",
            "level": "媒体层级 级别 媒体级别",
            "title": "信息标题 稿件标题 题目 文章标题 信息名称",
            "day": "日期 时间 刊发时间 刊登日期 刊登时间 发布日期 发布时间 发表时间",
            "issue": "期数 刊号",
            "author": "撰稿人 作者姓名 供稿人 通讯员",
            "page": "版面 网址 链接 链接/版面 网页链接",
            "files": "样刊 截图 附件",
        },
        words={
            "kind": "专刊=机关党建信息专刊 专栏=公众号专栏 新闻=新闻信息 信息=新闻信息",
            "media": (
                "公众号=微信公众号 微信=微信公众号 报纸=日报 网络=网站 门户网站=网站 "
                "广播=广播电视 电视=广播电视"
            ),
            "level": "单位=本级 市=市级 自治区=自治区级 省级=自治区级 中央=中央级 国家级=中央级",
        },
    ),
    "family": Elsewhere(
        identity=(("kind", "day", "people"),),
        names={
            "kind": "类别 活动类型 行动类型 家风类型",
            "day": "时间 家访日期 家访时间 活动日期 活动时间 签订日期 签订时间 走访时间",
            "people": "干部姓名 姓名 家访对象 承诺人 走访对象 被家访干部",
            "relations": "关系 与干部关系 家庭成员关系 家庭成员",
            "copies": "数量 封数 发放份数",
            "sets": "一式份数",
            "signers": "签订人 与承诺人关系",
            "delivered": "送达数 寄出份数",
            "returned": "回收数 收回份数",
            "visitors": "走访人员 家访人 家访成员",
            "visited_at": "走访地点 家访地点",
            "visit": "家访项目",
            "summary": "内容 主要内容 家访情况 活动内容 走访情况",
            "given": "送出物品 赠送物品",
            "advice": "意见建议 家属意见 家属建议 意见和建议",
            "needs": "困难和需求 家庭困难 需求困难",
            "signs": "苗头 发现问题 苗头性问题",
            "handling": "处理情况 办理结果",
            "revisit_on": "回访时间",
            "revisit_result": "回访情况",
            "delivery": "签订情况 寄送情况",
            "kept_at": "存档处 存放处 原件存放地点",
            "photos": "照片 扫描件",
        },
        words={
            "kind": (
                "家书=廉洁家书 承诺书=助廉承诺书 家庭助廉承诺书=助廉承诺书 倡议=廉政倡议 "
                "倡议书=廉政倡议 廉政倡议书=廉政倡议 家访=廉政家访 家属座谈会=家属座谈 "
                "座谈会=家属座谈"
            ),
            "relations": (
                "妻子=配偶 丈夫=配偶 爱人=配偶 夫妻=配偶 父亲=父母 母亲=父母 儿子=子女 "
                "女儿=子女 孩子=子女"
            ),
            "signers": "妻子=配偶 丈夫=配偶 爱人=配偶 父亲=父母 母亲=父母 儿子=子女 女儿=子女",
        },
    ),
    "practice": Elsewhere(
        identity=(("day", "theme"),),
        names={
            "kind": "类别 活动类型 实践类型",
            "day": "时间 活动日期 活动时间 开展时间 举办时间",
            "place": "活动地点 举办地点",
            "theme": "名称 活动名称 活动主题 题目",
            "organiser": "主持人 组织者 组织单位 组织部门 主办单位",
            "attended": "人次 人数 参加人数 参与人数 参与人次",
            "contestants.name": "选手姓名 参赛选手",
            "contestants.piece": "作品 参赛作品 节目名称",
            "contestants.ranking": "奖项 等次",
            "content": "活动内容 主要内容",
            "results": "成效 活动成果 活动成效 取得成效",
            "award": "获奖情况",
            "photos": "活动照片 图片",
        },
        words={
            "kind": (
                "制度大家建=清廉制度大家建 问题大家找=清廉问题大家找 "
                "歌曲大家唱=清廉歌曲大家唱 故事比赛=清廉故事比赛 清廉故事大赛=清廉故事比赛"
            ),
        },
    ),
}
