//! Words of `tui`.

mod command;
mod job;
mod work;

use crate::words::tui::{
    Chrome, Doubtful, Due, Errors, Fields, FilterWords, Help, Mark, Outcome, Review, Search, Source, Tui,
};

/// See [`Tui`].
pub const TUI: Tui = Tui {
    chrome: CHROME,
    outcome: OUTCOME,
    due: DUE,
    review: REVIEW,
    field: FIELD,
    filter: FILTER,
    search: SEARCH,
    mark: MARK,
    work: work::WORK,
    fixing: work::FIXING,
    check: work::CHECK,
    board: work::BOARD,
    export: work::EXPORT,
    evidence: work::EVIDENCE,
    steps: work::STEPS,
    agency: work::AGENCY,
    veil: work::VEIL,
    doubtful: DOUBTFUL,
    source: SOURCE,
    help: HELP,
    error: ERROR,
    job: job::JOB,
    command: command::COMMAND,
};

const CHROME: Chrome = Chrome {
    program: "回头看",
    agencies: "被巡察单位",
    issues: "问题",
    detail: "详情",
    today: |day| format!("今天 {day}"),
    totals: |agencies, shown, all| {
        if shown == all {
            format!("单位 {agencies}  问题 {all}")
        } else {
            format!("单位 {agencies}  问题 {shown}/{all}")
        }
    },
    overdue: |count| format!("逾期 {count}"),
    recheck: |count| format!("复查到期 {count}"),
    loading: "正在读取台账 ...",
    empty_ledger: "台账为空。按 q 退出，再运行：huitoukan import 文件或文件夹",
    empty_filter: "没有符合筛选的问题。按 0 清除全部筛选",
    empty_agency: "这份通报里没有读出问题。按 o 看原文",
    no_issue: "选中一个问题，这里显示它的结果、整改情况和时限",
    heading_chosen: "这是标题。按 Enter 展开或收起，按 o 看原文；选中下面的问题看详情",
    too_small: |columns, rows| format!("窗口太小（{columns}x{rows}），至少要 40x10"),
    chinese_input: "现在是中文输入状态。按 Shift 切换到英文，或用方向键、Enter、Esc、F1",
    unbound: |key| format!("{key} 在这里没有作用，按 ? 或 F1 看可用的键"),
    at_top: "已经在最外层。按 q 或 F10 退出",
    column_all: "共",
    column_overdue: "逾",
    column_recheck: "查",
    column_hits: "命中",
    below: |count| format!("{count}个"),
    mouse_on: "鼠标已开。按住 Shift 拖动可以选字复制",
    mouse_off: "鼠标已关，可以直接拖动选字",
    saving: "正在保存 ...",
};

const OUTCOME: Outcome =
    Outcome { short: ["完成", "阶段", "长期", "在改", "未动", "未标"], joint: "、" };

const DUE: Due = Due {
    overdue: |days| format!("逾期{days}天"),
    overdue_short: |days| format!("逾{days}"),
    left: |days| format!("还有{days}天"),
    left_short: |days| format!("余{days}"),
    today: "今天到期",
    unclear: "日期有两种读法，不作推断",
};

const REVIEW: Review = Review {
    states: ["未读", "待核", "回看", "核实", "归档"],
    findings: ["属实", "部分", "不实"],
    note: "备注",
    due: |day| format!("复查期限 {day}"),
    passed: |days| format!("复查逾期{days}天"),
    days_left: |days| format!("还有{days}天"),
    due_today: "今天复查",
    undone: "（已撤销）",
    undo: "撤销",
};

const FIELD: Fields = Fields {
    above: "所属",
    problem: "问题",
    detail: "问题表现",
    outcome: "整改结果",
    outcome_line: |said, basis, raw| format!("{said}（{basis}）“{raw}”"),
    response: "整改情况",
    step: "措施",
    deadline: "时限",
    responsible: "责任",
    review: "回头看",
    history: "核查记录",
    no_history: "还没有记录。按 m 或 F2 标记",
    notice: "通报",
    title: "通报标题",
    organisation: "党组织",
    agency: "被巡察单位",
    inspection_body: "巡察机构",
    inspection_period: "巡察时间",
    feedback_date: "反馈日期",
    published: "公布日期",
    disclosure_period: "公开期限",
    round: "轮次",
    phone: "电话",
    email: "邮箱",
    address: "地址",
    claim: "自述数字",
    remark: "读取说明",
    key: "编号",
    versions: |count| format!("通报有 {count} 个版本"),
    gone: "新版通报里已没有这个问题；以下是旧版内容",
    no_response: "通报没有写整改情况",
    to: " 至 ",
    quoted: |words| format!("“{words}”"),
};

const FILTER: FilterWords = FilterWords {
    any: "任一",
    all: "同时",
    deadline: "时限",
    recheck: "复查",
    state: "核查",
    agency: "单位",
    narrow: |words| format!("f 含“{words}”"),
    overdue: "逾期",
    recheck_overdue: "复查逾期",
    within: |days| format!("{days}天内"),
    between: |from, until| format!("{from} 至 {until}"),
    within_ask: "多少天之内 ...",
    between_ask: "两个日期之间 ...",
    absent: "没有时限",
    recheck_absent: "没有复查期限",
    off: "不限",
    agencies: |count| format!("{count}个单位"),
    outcome_title: "按整改结果筛选",
    deadline_title: "按通报的时限筛选",
    recheck_title: "按自己的复查期限筛选",
    state_title: "按核查状态筛选",
    agency_title: "按单位筛选",
    all_mode: "选中的要同时具备",
    any_mode: "选中的具备任一即可",
    with: "要",
    without: "不要",
    days: "天数",
    from: "从哪天",
    until: "到哪天",
    open_end: "不限",
    days_hint: "如 30、2周、半年",
    bad_days: "请写 0 到 9999 的天数",
    bad_range: "至少写一个日期",
    bad_order: "前一个日期要早于后一个",
    cleared: "筛选已清除",
    menu_help: "Enter 选定  Tab 多选  Esc 返回",
    one_help: "Enter 选定  Esc 返回  输入文字缩小范围",
};

const SEARCH: Search = Search {
    prompt: "搜索",
    narrow_prompt: "收窄",
    searching: "正在搜索 ...",
    so_far: |hits| format!("找到 {hits} 处 ..."),
    none: |words| format!("没有找到“{words}”"),
    at: |at, of, agencies| {
        format!("第 {at} 处，共 {of} 处，在 {agencies} 个单位。n 下一处，N 上一处，Esc 结束")
    },
    hits: |hits, agencies| format!("{hits} 处，{agencies} 个单位"),
    wrapped: "已从头再来。",
    no_completion: "没有可补全的；可写 单位: 结果: 期限: 复查: 状态: 疑点: 责任: 等",
    completions: |choices| format!("可写：{choices}"),
    no_words: "还没有搜索。按 / 或 F3 输入要找的字",
    narrowed: |count| format!("留下 {count} 个问题"),
    find_title: "跳转：标题或单位名，可用拼音",
    find_count: |listed, all| {
        if listed == all { format!("{all} 处") } else { format!("列出 {listed}，共 {all} 处") }
    },
    find_agency: "单位",
    find_help: "Enter 到那里  Esc 返回  如 垃圾分类、ljfl、lajifl、垃jfl；几个词用空格隔开",
};

const MARK: Mark = Mark {
    title: "标记",
    unread: "改回未读",
    query: "待核",
    revisit: "列入回头看（可写复查期限）",
    found_true: "已核实：属实",
    found_partly: "已核实：部分属实",
    found_false: "已核实：不属实",
    archive: "归档",
    note: "只写备注",
    due_label: "复查期限",
    due_hint: "如 2026-12-31、+30d、月底；可不填",
    note_label: "备注",
    note_empty: "请写备注",
    preview: |day, days| match days {
        0 => format!("即 {day}，今天"),
        1.. => format!("即 {day}，{days} 天后"),
        _ => format!("即 {day}，{} 天前", -days),
    },
    author_title: "标记要记下是谁做的",
    author_label: "姓名",
    author_hint: "只问这一次，以后可在配置文件里改",
    author_empty: "请写姓名",
    saved: |what| format!("已保存：{what}"),
    undone: |what| format!("已撤销，现在是：{what}"),
    no_issue: "先选中一个问题",
    menu_help: "Enter 选定  Esc 返回  数字直接选",
    form_help: "Enter 确定  Tab 换栏  Esc 取消",
    form_help_file: "Enter 确定  Tab 补全  上下 换栏  Esc 取消",
};

const DOUBTFUL: Doubtful = Doubtful {
    title: "这两份是不是同一通报？",
    ask: "新导入的通报可能是旧通报的新版本。定为新版本，核查记录随问题带过去；分开保留，互不影响。",
    old: "原有",
    new: "新到",
    same: "是同一通报的新版本",
    apart: "不是，分开保留",
    later: "以后再定",
    help: "Enter 选定  Esc 都以后再定（W 可再问）",
    feedback: |day| format!("反馈日期 {day}"),
    no_feedback: "没有反馈日期",
};

const SOURCE: Source = Source {
    title: "原文",
    field: |label| format!("出处：{label}"),
    imported: |day| format!("导入于 {day}"),
    page: |page, of| format!("第{page}页/共{of}页"),
    on_pages: |first, last| {
        if first == last { format!("在第{first}页") } else { format!("在第{first}至{last}页") }
    },
    place_of: |place, of| format!("第{place}处/共{of}处"),
    one_place: "只有这一处",
    no_span: "这一项不是通报里的文字，没有出处",
    no_text: "正在读取原文 ...",
    gone: "原文里找不到这一处",
};

const HELP: Help = Help {
    title: |place| format!("可用的命令：{place}"),
    prompt: "查找",
    foot: "Enter 执行  Esc 返回  输入文字可查找",
    mouse: "鼠标：单击选中，再单击打开，滚轮滚动；按住 Shift 拖动可选字",
    context_agencies: "单位列表",
    context_tree: "问题列表",
    context_detail: "详情",
    context_source: "原文",
    context_board: "整屏列表",
    context_menu: "菜单",
    context_field: "输入框",
};

const ERROR: Errors = Errors {
    no_terminal: "这里没有可以画屏幕的终端。要打印清单，请用 huitoukan list",
    terminal: |why| format!("终端出错：{why}"),
    config_not_saved: |why| format!("配置没有保存：{why}"),
    config_unreadable: |path, why| format!("配置文件 {path} 读不出：{why}。先用默认设置"),
    config_line: |path, line, why| format!("配置文件 {path} 第 {line} 行：{why}。这一项先用默认设置"),
    config_unknown_key: |key, keys| format!("没有 {key} 这一项，可写 {keys}"),
    config_unknown_command: |key| format!("没有 {key} 这一项，命令的名称见 docs/keys.md"),
    config_bad_value: |key, value, form| format!("{key} 不能是 {value}，可写 {form}"),
    config_more: |count| format!("。另有 {count} 处，退出后运行 huitoukan limits 可见"),
    worker_gone: "台账线程已停止，标记不能保存。请退出后重新打开",
    failed: |why| format!("没有做成：{why}"),
    panic: "程序出错，终端已恢复。已保存的标记都在台账里。请把下面的内容告诉开发者：",
};
