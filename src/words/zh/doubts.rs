//! Words of doubts, in Chinese.

use jiff::civil::Date;

use crate::{
    checks::{Listed, Named, Printed, Question, RuleId},
    notice::{ClaimKind, DeadlineKind},
    words::doubts::Doubts,
};

/// A day as far as it is printed: `2024-11-30`, `2024年11月`, `2024年底`.
fn dated(day: Date, printed: Printed) -> String {
    let (year, month) = (day.year(), day.month());
    match printed {
        Printed::Day => day.to_string(),
        Printed::Third if day.day() <= 10 => format!("{year}年{month}月上旬"),
        Printed::Third => format!("{year}年{month}月中旬"),
        Printed::Month => format!("{year}年{month}月"),
        Printed::Year => format!("{year}年底"),
    }
}

pub const DOUBTS: Doubts = Doubts {
    rule: |rule| match rule {
        RuleId::CountMismatch => "数量不符",
        RuleId::NumberGap => "序号断续",
        RuleId::SumMismatch => "合计不符",
        RuleId::PercentMismatch => "比率不符",
        RuleId::DoneButOpen => "称完成而未完",
        RuleId::NoResult => "称完成而无结果",
        RuleId::DateBeforeFeedback => "早于反馈",
        RuleId::DeadlinePassed => "时限已过",
        RuleId::CopiedAnswer => "答复雷同",
        RuleId::Contradiction => "前后不一",
        RuleId::ContradictionNames => "名称不一",
        RuleId::AnswerMissing => "所指未答",
        RuleId::RepeatFinding => "重复发现",
    },
    about: |rule| match rule {
        RuleId::CountMismatch => "通报自称有几个问题、方面，列出的是否同数；措施、任务、制度不计",
        RuleId::NumberGap => "同级序号或步骤序号是否跳号、重号；重新从一编起的不问",
        RuleId::SumMismatch => "一句话里的分项相加减，是否等于所称的合计、差额、剩余；可作两解的不问",
        RuleId::PercentMismatch => "占比、增减幅度、位次是否与数字相符，按所印位数比较；可作两解的不问",
        RuleId::DoneButOpen => "标为已完成，答复中是否仍说所指的问题正在办、拟办、待办；阶段性的不问",
        RuleId::NoResult => "标为已完成，答复是否只有说明和表态；有结果、日期、文件的不问",
        RuleId::DateBeforeFeedback => "作为整改列出的第一步，日期是否早于反馈；问题本身的日期、文号不计",
        RuleId::DeadlinePassed => "要求或承诺的日期在通报之前，是否未报告办结；通报无日期的不问",
        RuleId::CopiedAnswer => "答复或其步骤是否与另一问题的相同（约四十字以上相连）；套话不计",
        RuleId::Contradiction => "几乎相同的两句话，数字是否不同",
        RuleId::ContradictionNames => "巡察组或单位的名称前后是否不一",
        RuleId::AnswerMissing => "问题所指的事项，答复是否完全没有提到",
        RuleId::RepeatFinding => {
            "通报自己说此前已发现过、改后又犯；或与同一单位前一轮通报的问题相近，套话不计"
        }
    },
    ask: |question| match question {
        Question::Count { what, claimed, listed, counts } => {
            let what = match what {
                ClaimKind::Aspects => "个方面",
                ClaimKind::Categories => "类问题",
                ClaimKind::Problems => "个问题",
                ClaimKind::Tasks => "项任务",
                ClaimKind::Measures => "条措施",
                ClaimKind::Rules => "项制度",
                ClaimKind::Completed => "个已完成",
                ClaimKind::InProgress => "个正在整改",
            };
            let nested = counts.contains(&Listed::Tops);
            let named = listed.iter().zip(counts).map(|(number, counted)| match counted {
                Listed::Issues if nested => format!("最下一级的问题{number}个"),
                Listed::Issues => format!("问题{number}个"),
                Listed::Tops => format!("最上一级的问题{number}个"),
                Listed::Headings => format!("小标题{number}个"),
            });
            let named = named.collect::<Vec<_>>().join("、");
            let plain = listed.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
            let listed = if named.is_empty() {
                format!("按所列计为{plain}")
            } else {
                format!("列出的有{named}")
            };
            format!("文中称{claimed}{what}，{listed}；是否有依法不公开等原因？")
        }
        Question::Repeated { label } => format!("序号“{label}”重复出现，是否误排？"),
        Question::Skipped { after, label } => format!("序号“{after}”之后是“{label}”，中间是否有缺？"),
        Question::Figures { computed, printed } => format!("{computed}，文中为{printed}，哪个为准？"),
        Question::Open { outcome, word } => {
            format!("标为“{outcome}”，而答复说“{word}”：所指的问题是否已经解决？")
        }
        Question::NoResult { outcome } => {
            format!("标为“{outcome}”，而答复只有说明或今后打算：结果是什么？")
        }
        Question::Before { day, printed, feedback } => {
            let day = dated(*day, *printed);
            format!("这一步（{day}）早于反馈之日（{feedback}）：是否为反馈之后的整改？")
        }
        Question::Passed { due, printed, published, kind } => {
            let said = if *kind == DeadlineKind::Promised { "承诺" } else { "要求" };
            let end = if *printed == Printed::Month { "底" } else { "" };
            let due = dated(*due, *printed);
            format!("{said}于{due}{end}前办结，通报日期为{published}，文中未见已办结的表述：是否已经办结？")
        }
        Question::Copied { run, share, .. } => {
            format!("两处相连{run}字相同，占该步骤或答复的{share}%：是否针对本问题所作？")
        }
        Question::Differs { figures } => {
            format!("两句话几乎相同，数字为{}：哪个为准？", figures.join("与"))
        }
        Question::Names { what, names } => {
            let what = match what {
                Named::Group => "巡察组",
                Named::Body => "同一单位",
                Named::Project => "同一项目",
                Named::Amount => "同一金额",
            };
            format!("{what}在文中有几种写法：{}；是否为一个？", names.join("、"))
        }
        Question::Untouched { thing } => format!("问题提到“{thing}”，答复未见提及：这一项怎样整改？"),
        Question::Again { word } => format!("文中说“{word}”：此前已发现过，为什么又出现？"),
        Question::AgainLike { here, there, share } => {
            let of = |day: &Option<jiff::civil::Date>| day.map_or_else(String::new, |day| format!("{day}的"));
            format!(
                "{}通报与同一单位此前{}通报中的问题表述相近（{share}%）：是否为此前问题的反弹？",
                of(here),
                of(there)
            )
        }
    },
    opening: "开头",
    closing: "结尾",
    none: "没有疑点。",
    off: "已关闭",
    unknown_rule: |name, known| format!("没有“{name}”这条规则；有：{known}"),
    counted: |doubts, notices| format!("{notices}份通报，{doubts}条疑点（均为待核的问题，不是结论）"),
    counted_here: |open, dismissed, notices| {
        format!("{notices}份通报，{open}条疑点，另有已排除的{dismissed}条（均为待核的问题，不是结论）")
    },
    count: |count| if count == 0 { String::new() } else { format!("疑点{count}") },
    sign: |count| format!("问{count}"),
    column: "问",
    board: "疑点，按规则",
    board_dismissed: "已排除的疑点，按规则",
    of_rule: |rule, count| format!("{rule}  {count}"),
    dismiss: "排除疑点",
    reason: "理由",
    reason_empty: "请写排除理由",
    restore: "恢复疑点",
    near: "两处对照（标出不同之处）",
    near_line: |line| format!("两处对照，[-仅前一处有-]{{+仅后一处有+}}：{line}"),
    quoted: "原文",
    of_notice: "（不在某个问题上）",
    unasked_yet: |notices| format!("另有{notices}份通报尚未核对"),
    more: |count| format!("还有{count}条，Enter 接着列出"),
    none_chosen: "请先选中一条疑点",
    of_issue: |count| (count > 0).then(|| format!("共{count}条")),
    asks: |rule, question| format!("{rule}：{question}"),
    beside: |notice, path, title| {
        let of = match notice {
            Some((agency, Some(day))) => format!("{agency}（{day}）"),
            Some((agency, None)) => agency.to_owned(),
            None => "本通报".to_owned(),
        };
        format!("另一处：{of} {path} {title}")
    },
    label: "疑点：",
    doubts: "疑点",
    unasked: |notices| format!("有{notices}份通报尚未核对疑点；运行 huitoukan check"),
    dismissed: |reason, who, when| format!("已排除：{reason}（{who}，{when}）"),
    put_aside: |id, rule| format!("{id}  已排除疑点“{rule}”；原文改变后会再次提出"),
    asked_again: |id, rule| format!("{id}  疑点“{rule}”恢复待核"),
    followed_already: |id, rule| format!("{id}  疑点“{rule}”已列为待核，没有改动"),
    reopen_title: "重新打开已结束的核查",
    reopen: |count| format!("其中{count}个问题已核实或已归档，列为待核会重新打开："),
    reopen_yes: "重新打开，列为待核",
    reopen_no: "不改动",
    not_dismissed: |id| format!("疑点 {id} 没有被排除"),
    at_no_issue: |id| format!("疑点 {id} 不在某个问题上，不能列为待核；可以 --dismiss 排除"),
    no_such_id: |id| format!("没有编号为 {id} 的疑点；huitoukan check 列出全部疑点"),
    several: |id, ids| format!("以 {id} 开头的疑点不止一条：{ids}"),
    not_an_id: |id| format!("“{id}”不是疑点编号：编号为十位，写前四位以上即可"),
    needs_reason: "排除疑点须写明理由：--reason",
    of_ledger: "给出文件时只能用 --only（--rule）、--json；其余选项只用于台账",
    then: "；",
};
