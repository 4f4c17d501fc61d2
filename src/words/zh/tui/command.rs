//! Words of the commands.

use crate::words::tui::{CommandWords, Commands};

const fn say(title: &'static str, help: &'static str) -> CommandWords {
    CommandWords { title, help }
}

/// See [`Commands`].
pub const COMMAND: Commands = Commands {
    up: say("上移", "上移一行"),
    down: say("下移", "下移一行"),
    page_up: say("上翻", "上翻一页"),
    page_down: say("下翻", "下翻一页"),
    half_up: say("上半页", "上翻半页"),
    half_down: say("下半页", "下翻半页"),
    first: say("开头", "到开头"),
    last: say("末尾", "到末尾"),
    enter: say("进入", "单位进入问题，标题展开或收起，问题进入详情，详情打开原文"),
    into: say("展开", "展开标题，或进入右边一栏"),
    out: say("收起", "收起标题，或回到左边一栏"),
    next_pane: say("换栏", "到右边一栏"),
    previous_pane: say("前一栏", "到左边一栏"),
    back: say("返回", "关掉最里面的一层：弹窗、搜索、收窄、当前栏；不会退出"),
    search: say("搜索", "在所有单位的问题和整改情况里搜索，边输入边找"),
    next_hit: say("下一处", "到下一处命中，可跨单位"),
    previous_hit: say("上一处", "到上一处命中，可跨单位"),
    narrow: say("收窄", "只留下标题或单位名里依次含有所输文字的问题"),
    source: say("出处", "打开原文，标出当前这一项所出的句子"),
    mark: say("标记", "标记核查：待核、列入回头看、已核实、归档、备注"),
    undo: say("撤销", "撤销自己最近一次标记"),
    outcome_menu: say("结果", "按整改结果筛选的菜单"),
    completed: say("已完成", "按已完成筛选：要、不要、不限轮换"),
    long_term: say("长期坚持", "按长期坚持筛选：要、不要、不限轮换"),
    phased: say("阶段性目标", "按阶段性目标筛选：要、不要、不限轮换"),
    in_progress: say("正在整改", "按正在整改筛选：要、不要、不限轮换"),
    not_started: say("未启动", "按未启动筛选：要、不要、不限轮换"),
    unstated: say("未标明", "按未标明结果筛选：要、不要、不限轮换"),
    all_any: say("任一/同时", "选了几种结果时：具备任一即可，或要同时具备"),
    deadline: say("时限", "按通报的时限筛选：逾期、若干天内、两个日期之间、没有"),
    overdue: say("逾期", "只看时限已过的问题，再按一次取消"),
    recheck: say("复查", "按自己定的复查期限筛选"),
    state: say("核查", "按核查状态筛选"),
    agency: say("单位", "按单位筛选，可选几个"),
    clear: say("清除筛选", "清除全部筛选和收窄"),
    next_field: say("下一项", "下一项，下一个输入框"),
    previous_field: say("上一项", "上一项，上一个输入框"),
    turn: say("多选", "选上或去掉这一项，菜单不关"),
    help: say("帮助", "列出这里可用的命令，可以查找，Enter 执行"),
    mouse: say("鼠标", "开或关鼠标；关了可以直接拖动选字"),
    redraw: say("重画", "重画整个屏幕"),
    suspend: say("挂起", "回到命令行，fg 回来"),
    quit: say("退出", "关掉弹窗；没有弹窗时退出"),
    quit_now: say("立即退出", "立即退出；已保存的标记不受影响"),
};
