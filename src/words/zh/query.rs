use crate::words::query::Query;

pub const QUERY: Query = Query {
    unclosed: "括号没有配对，缺右括号；要找括号本身，请加引号",
    unopened: "括号没有配对，多了右括号；要找括号本身，请加引号",
    unquoted: "引号没有配对",
    nothing: "这里缺检索的内容",
    too_deep: |deepest| format!("括号和“非”套得太深，最多 {deepest} 层"),
    no_key: |key| {
        format!(
            "没有“{key}”这个检索项；可用单位、结果、期限、复查、状态、核查、疑点、责任等。要找“{key}：”这几个字，请加引号"
        )
    },
    no_value: |key, choices| match choices {
        "" => format!("“{key}:”后面缺内容，冒号后不留空格"),
        choices => format!("“{key}:”后面缺内容，冒号后不留空格；可写 {choices}"),
    },
    no_such_value: |key, value, choices| format!("“{key}”没有“{value}”；可写 {choices}"),
    bad_pattern: |why| format!("正则表达式有误：{why}"),
    at: |column, words, why| match words {
        "" => format!("第{column}个字：{why}"),
        words => format!("第{column}个字“{words}”：{why}"),
    },
    keys: [
        "单位名称（含别名）中有这些字",
        "整改结果",
        "整改时限",
        "复查期限",
        "回头看状态",
        "核查结果",
        "疑点（已排除的不算）",
        "责任单位、责任人中有这些字",
        "问题标题中有这些字",
        "承办人",
        "待核理由",
        "通报标题中有这些字",
        "反馈日期",
        "公布日期",
        "单位所在区域",
        "巡察轮次",
        "编号（写前几位即可）",
        "改、意见不一、原文已变、待确认、佐证、备注",
    ],
};
