//! The words of which the made notices consist: phrases of the trade, and words that nobody uses.

use std::collections::HashSet;

use encoding_rs::GBK;

use super::random::Random;

/// The words of the trade that the reader knows: no invented word has a character of them, so that none says by
/// chance what a label or an outcome says.
const LEXICON: &str = include_str!("../../../assets/lexicon.toml");

/// Characters by which numbers, days, labels and steps are told, and family names' neighbours such as 某.
const STRUCTURE: &str = "一二三四五六七八九十百千万亿零〇两半几第年月日号时分秒旬季度底前后上中下至到起止是否的之与和或及\
    条项个名家处次期组县市区省镇乡村街道局委办党组书记长员部门单位责任人员某各每逐均已未正将拟应须向对于由在为因按据据照现今本此该其余";

/// So many invented words there are; the first is met 40,000 times as often as the last (Zipf).
const INVENTED: usize = 40_000;

/// So many names of places; they are met more evenly than words.
const NAMES: usize = 12_000;

/// A list of which the early ones come up more often than the late ones: the chance falls as 1 / (place + `flat`).
struct Skewed<T> {
    items: Vec<T>,
    /// The sums of the chances up to each.
    sums: Vec<f64>,
}

impl<T> Skewed<T> {
    fn new(items: Vec<T>, flat: f64) -> Self {
        let mut sum = 0.0;
        let sums = (0..items.len())
            .map(|at| {
                sum += 1.0 / (at as f64 + flat);
                sum
            })
            .collect();
        Self { items, sums }
    }

    fn one(&self, random: &mut Random) -> &T {
        let aim = random.unit() * self.sums.last().unwrap();
        let at = self.sums.partition_point(|sum| *sum <= aim);
        &self.items[at.min(self.items.len() - 1)]
    }
}

/// Words that nobody uses, made of most of the characters of GB/T 2312, few of them often and most of them seldom.
pub struct Invented {
    words: Skewed<String>,
    names: Skewed<String>,
}

impl Invented {
    /// The same words each time.
    pub fn new() -> Self {
        let mut random = Random::new(0x4855_4954);
        let free = |c: &char| !LEXICON.contains(*c) && !STRUCTURE.contains(*c);
        // Level 1 holds the common characters, level 2 the others.
        let mut often: Vec<char> = level(0xb0..=0xd7).filter(free).collect();
        let mut seldom: Vec<char> = level(0xd8..=0xf7).filter(free).collect();
        random.shuffle(&mut often);
        random.shuffle(&mut seldom);
        let name = |random: &mut Random| -> String { (0..2).map(|_| random.pick(&often)).collect() };
        let mut seen = HashSet::new();
        let names = std::iter::repeat_with(|| name(&mut random)).filter(|name| seen.insert(name.clone()));
        let names = Skewed::new(names.take(NAMES).collect(), 100.0);
        often.append(&mut seldom);
        let characters = Skewed::new(often, 30.0);
        let words = (0..INVENTED)
            .map(|_| {
                let length = [2, 2, 2, 2, 2, 2, 3, 3, 4][random.below(9)];
                (0..length).map(|_| *characters.one(&mut random)).collect()
            })
            .collect();
        Self { words: Skewed::new(words, 1.0), names }
    }

    /// One of the words.
    pub fn word(&self, random: &mut Random) -> &str {
        self.words.one(random)
    }

    /// The name of a place that is not.
    pub fn name(&self, random: &mut Random) -> &str {
        self.names.one(random)
    }

    /// The name of the place of this number, up to [`NAMES`]: no other has it.
    pub fn name_of(&self, number: usize) -> &str {
        &self.names.items[number]
    }
}

/// The characters of these rows of GB/T 2312, as GBK codes them.
fn level(rows: std::ops::RangeInclusive<u8>) -> impl Iterator<Item = char> {
    rows.flat_map(|row| {
        (0xa1..=0xfe).filter_map(move |cell| {
            let bytes = [row, cell];
            let (text, _, wrong) = GBK.decode(&bytes);
            text.chars().next().filter(|c| !wrong && ('\u{4e00}'..='\u{9fff}').contains(c))
        })
    })
}

/// Bodies that are inspected: what stands behind the name of the county.
pub const OFFICES: [&str; 30] = [
    "水务局",
    "农业农村局",
    "教育局",
    "卫生健康局",
    "自然资源局",
    "住房和城乡建设局",
    "交通运输局",
    "民政局",
    "财政局",
    "统计局",
    "林业局",
    "市场监督管理局",
    "文化和旅游局",
    "应急管理局",
    "审计局",
    "医疗保障局",
    "科学技术局",
    "退役军人事务局",
    "司法局",
    "人力资源和社会保障局",
    "发展和改革局",
    "生态环境分局",
    "城市管理局",
    "信访局",
    "行政审批服务局",
    "商务局",
    "乡村建设局",
    "数据管理局",
    "机关事务管理局",
    "供销合作社",
];

/// Departments that are responsible.
pub const DEPARTMENTS: [&str; 20] = [
    "办公室",
    "机关党委",
    "人事股",
    "计划财务股",
    "政策法规股",
    "项目管理股",
    "监督检查股",
    "行政审批股",
    "综合股",
    "规划股",
    "信息中心",
    "执法大队",
    "质量监督站",
    "安全生产股",
    "审计股",
    "宣传股",
    "基层工作股",
    "服务中心",
    "资产管理股",
    "档案室",
];

/// Posts that are responsible; no person is named.
pub const ROLES: [&str; 12] = [
    "党组书记、局长",
    "党组成员、副局长",
    "分管副局长",
    "办公室主任",
    "机关党委专职副书记",
    "计划财务股负责人",
    "人事股负责人",
    "项目管理股负责人",
    "综合股负责人",
    "执法大队大队长",
    "服务中心主任",
    "信息中心负责人",
];

/// Groups of problems, as inspections order them.
pub const GROUPS: [&str; 16] = [
    "学习贯彻党的理论和路线方针政策不够深入",
    "落实上级决策部署有差距",
    "履行职能责任不够到位",
    "推动高质量发展不够有力",
    "防范化解风险隐患存在短板",
    "意识形态工作责任制落实不严",
    "深化改革创新动力不足",
    "服务保障民生存在薄弱环节",
    "全面从严治党责任压得不实",
    "违反中央八项规定精神问题仍有发生",
    "重点领域和关键环节廉洁风险突出",
    "群众身边不正之风时有发生",
    "领导班子自身建设有差距",
    "选人用人和干部队伍建设不够规范",
    "基层党组织建设质量不高",
    "巡察和审计整改不够彻底",
];

/// What inspections look at.
pub const THINGS: [&str; 72] = [
    "公厕",
    "垃圾分类投放点",
    "窨井盖",
    "消防通道",
    "污水管网",
    "高标准农田",
    "灌溉渠系",
    "机井",
    "校园食堂",
    "校车",
    "学校布局",
    "教师轮岗",
    "医保基金",
    "处方审核",
    "村卫生室",
    "药品采购",
    "养老机构",
    "低保对象",
    "临时救助",
    "惠农补贴",
    "农机购置补贴",
    "耕地保护",
    "种业振兴",
    "畜禽粪污",
    "农产品检测站",
    "动物防疫",
    "林长制",
    "古树名木",
    "森林防火",
    "河长制",
    "饮水安全工程",
    "水库移民资金",
    "防汛物资",
    "农村公路",
    "危桥改造",
    "超限治理",
    "公交站台",
    "充电桩",
    "老旧小区改造",
    "物业管理",
    "住宅维修资金",
    "公租房",
    "违法建设",
    "招标投标",
    "政府采购",
    "工程变更",
    "竣工决算",
    "国有资产",
    "房屋出租",
    "公务用车",
    "公务接待",
    "办公用房",
    "津贴补贴",
    "差旅费",
    "工会经费",
    "往来款项",
    "专项资金",
    "绩效评价",
    "统计数据",
    "执法案卷",
    "自由裁量",
    "行政审批",
    "政务服务窗口",
    "信访积案",
    "网络阵地",
    "中心组学习",
    "第一议题",
    "三重一大",
    "谈心谈话",
    "党费收缴",
    "发展党员",
    "档案管理",
];

/// What is wrong with it.
pub const FAULTS: [&str; 40] = [
    "管护不到位",
    "台账不完整",
    "长期闲置",
    "推进缓慢",
    "监管缺位",
    "审核把关不严",
    "底数不清",
    "标准不统一",
    "公开不及时",
    "责任压得不实",
    "重建设轻管理",
    "流于形式",
    "以会议落实会议",
    "违规列支",
    "超范围支出",
    "白条入账",
    "未按规定公示",
    "未履行民主程序",
    "验收走过场",
    "资料缺失",
    "数据失真",
    "超期未办",
    "群众反映强烈",
    "重复申领",
    "优亲厚友",
    "低价发包",
    "未公开招租",
    "应收未收",
    "先实施后审批",
    "拆分规避",
    "程序倒置",
    "履约监管松散",
    "培训覆盖面不广",
    "缺少针对性举措",
    "联动机制不畅",
    "调查研究不深入",
    "创新意识不强",
    "隐患排查不彻底",
    "设备损毁未修复",
    "考核结果运用不充分",
];

/// Titles. The slots: `w` an invented word, `p` a place, `t` a thing, `f` a fault, `n` and `m` numbers, `y` a year.
pub const TITLES: [&str; 24] = [
    "{t}{f}，{p}等地{w}{t}{f}",
    "{p}{t}{f}，{w}{w}工作{f}",
    "对{w}{t}研究不深，{p}{t}{f}",
    "{t}{f}，{n}处{w}{t}{f}",
    "落实{w}{t}要求有差距，{t}{f}",
    "{y}年以来{p}{t}{f}，涉及资金{n}.{m}万元",
    "“{w}{w}”专项行动推进不力，{p}{t}{f}",
    "{w}{t}管理不规范，{n}个{w}项目{f}",
    "{p}{w}片区{t}{f}，群众办{w}业务不便",
    "{t}与{w}工作结合不紧，{w}成效不明显",
    "抽查{p}{n}份{w}资料，其中{m}份{t}{f}",
    "{w}{t}项目{f}，{n}套{w}设备{f}",
    "{p}、{p}{t}{f}，{w}问题多年未解决",
    "{w}中心对{t}监督不够有力，{w}{w}{f}",
    "{t}重点岗位{m}名干部超过规定年限未轮岗，{w}机制{f}",
    "{w}{t}责任制落实不严，未就{w}{w}开展专题研判",
    "向不符合条件的{m}家{w}合作社拨付{t}资金{n}万元",
    "推动{w}产业发展办法不多，“{w}{w}”品牌带动力不强",
    "{w}{t}{f}，{p}等{m}个乡镇{w}比例偏低",
    "{t}廉洁风险防控有漏洞，{w}环节{f}",
    "“{w}”平台数据更新滞后，{t}{f}，{w}{w}功能闲置",
    "{p}{w}工程{f}，{t}附属设施{f}",
    "下属{w}站{t}{f}，{n}亩{w}用地{f}",
    "{w}API接口与{t}系统V{m}.{m}对接不畅，{w}{f}",
];

/// Steps of an answer. `d` is a day before the notice.
pub const STEPS: [&str; 48] = [
    "制定《{w}{t}管理办法》，明确{w}、{w}等{m}个环节的责任和流程",
    "组织{w}{t}专项排查，共排查{p}等点位{n}处，发现{w}问题{m}个，逐个落实整改责任",
    "会同{w}部门对{p}{w}片区开展联合检查{m}轮，下发督办单{n}份",
    "对{n}套{w}设备逐一检修，更换{w}部件{m}件，恢复{w}功能",
    "追缴{w}资金{n}.{m}万元，于{d}上缴国库",
    "召开{w}工作专题会议{m}次，研究解决{t}方面的{w}难题{m}个",
    "建立{w}台账，实行{w}销号管理，每周调度、每月通报",
    "举办{w}{w}业务培训{m}期，参训{n}人次，考核合格率达到{r}%",
    "修复{p}{w}渠道{n}米，新建{w}泵站{m}座，改善灌溉面积{n}亩",
    "对负有责任的{m}名{w}站负责人进行约谈，责令作出书面检查",
    "委托第三方机构对{n}个{w}项目开展绩效评价，评价结果作为下一年度{t}资金安排的依据",
    "在{p}设立{w}服务点{m}个，配备{w}人员{n}名，公布监督电话",
    "清理{w}账户{m}个，核对{w}往来款{n}笔，收回沉淀资金{n}万元",
    "推行“{w}＋{w}”工作模式，{w}办理时间由{n}天压缩到{m}天",
    "与{p}签订{w}协议{m}份，明确{w}移交、管护和{w}费用",
    "邀请{w}专家赴{p}现场指导{m}次，形成{w}方案{m}个",
    "对{y}年以来的{n}卷{t}案卷开展评查，补正{w}文书{m}份",
    "开展“{w}{w}”主题活动{m}场，发放{w}资料{n}份，覆盖{p}等{m}个村（社区）",
    "完善{w}信息系统，打通{w}与{w}数据接口{m}个，实现{t}业务网上办理",
    "班子成员带队到{p}等{n}个{w}点开展调研，形成调研报告{m}篇",
    "选派{m}名业务骨干到{w}岗位锻炼，对{w}岗位{m}名干部进行交流",
    "落实{w}经费{n}万元，用于{p}{t}维护和{w}更新",
    "严格执行{w}审批程序，{n}万元以上的{w}事项一律提交集体研究",
    "将{w}{t}纳入年度考核，考核结果与评先评优挂钩",
    "督促{w}公司退还多收费用{n}.{m}万元，涉及{p}{w}户{n}户",
    "对{p}{m}宗{w}用地重新评估，解除不规范合同{m}份，亩均租金提高{n}元",
    "聘请{w}监督员{n}名，受理{w}诉求{n}件，全部按程序办结",
    "修订{w}学习计划，把{w}、{w}列为必学内容，{y}年以来开展研讨{m}次",
    "投入{w}资金{n}万元，对{p}{w}路段{t}进行改造，铺设{w}管道{n}米",
    "建成{w}示范点{m}个，推广{w}技术{n}亩，带动{p}农户{n}户",
    "向{w}机关移交问题线索{m}条，给予{m}名责任人批评教育",
    "对照{w}清单开展“回头看”，对{p}{w}{t}再核查{m}遍",
    "压减{w}会议{m}个、{w}文件{n}份，{w}支出同比下降{m}%",
    "组建{w}专班，抽调{w}、{w}力量{n}人，集中办公{m}个月",
    "公开招租{w}门面{n}间，租金由每年{n}元调整到{n}元",
    "会同{p}对{w}{t}进行实地测量，更正{w}面积{n}亩",
    "建立{w}与{w}联动机制，每季度会商{m}次，通报{w}情况",
    "举一反三，对{n}个{w}单位{t}全面检查，纠正{w}偏差{m}处",
    "补办{w}手续{m}份，完善{w}{t}资料{n}册，归档{w}卷宗{n}卷",
    "制作{w}流程图{m}张，在{p}{w}大厅公示，接受群众监督",
    "引进{w}企业{m}家，签订{w}订单{n}万元，{w}加工率提高{m}个百分点",
    "对{w}水源{t}取样{n}批次，{w}指标全部符合标准",
    "升级{w}监控探头{n}个，接入{w}平台，实现{p}重点部位全天候值守",
    "开展{w}应急演练{m}次，补充{w}物资{n}件，修订{w}预案{m}个",
    "核销{w}欠款{m}笔，其余{n}笔{w}款项通过司法途径追收",
    "设立{w}热线，{w}类诉求平均办理时间缩短{m}小时",
    "指导{p}成立{w}合作社{m}家，盘活{w}闲置厂房{m}处",
    "对{w}、{w}、{w}等{m}类业务逐项梳理权责，编印{w}手册{n}册",
];

/// What an answer promises. `D` is a day after the notice.
pub const PROMISES: [&str; 6] = [
    "预计{D}完成{w}{t}建设",
    "剩余{n}处{w}点位计划于{D}全部整治到位",
    "力争{D}建成{w}平台并投入使用",
    "拟于{D}完成{p}{w}项目验收",
    "督促{w}公司{D}偿还剩余款项{n}万元",
    "确保{D}{w}{t}投入运行",
];
