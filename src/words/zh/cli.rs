//! Words of `cli`.

use crate::words::cli::{Cli, Help, Import, List, Mark, Notices, Show, Usage};

/// See [`Cli`].
pub const CLI: Cli =
    Cli { help: HELP, usage: USAGE, import: IMPORT, list: LIST, mark: MARK, show: SHOW, notices: NOTICES };

const HELP: Help = Help {
    about: "回头看：读巡察整改通报，记复查情况。\n不带命令时打开屏幕，先导入所列的文件和文件夹。",
    exit_codes: "退出码：0 完成；1 有文件读不了、导入被中断、标记被拒绝或核验发现问题；2 命令写错；3 台账用不了；4 没有可以显示的终端",
    head_usage: "用法",
    some_options: "[选项]",
    some_command: "[命令]",
    head_commands: "命令",
    head_arguments: "参数",
    head_options: "选项",

    help: "显示帮助",
    version: "显示版本",
    ledger: "台账文件（默认放在用户数据文件夹）",
    today: "以这一天为今天，如 2026-12-31",
    lang: "界面语言：zh 中文，en 英文",
    author: "标记人姓名（也可用环境变量 HUITOUKAN_AUTHOR）",
    config: "设置文件（默认放在用户设置文件夹；同一文件夹里的 lexicon.toml 可添加自己的标签和结果用语）",
    paths: "要先导入的文件或文件夹",

    import: "导入通报：文件或文件夹（含下级文件夹）",
    import_paths: "文件或文件夹；.json 按 notice/1 读取；- 为标准输入",
    list: "列出问题，每条带不变的编号",
    list_words: "检索：都要含有的字；也可用 单位: 结果: 期限: 复查: 状态: 疑点: 责任: 等项，“或”“非”和括号，见 docs/query.md",
    list_outcome: "整改结果，可多选，用逗号分开：completed 已完成、phased 阶段性目标、long_term 长期坚持、in_progress 正在整改、not_started 未启动、unstated 未标明",
    list_outcome_all: "所选结果要全部具备（不加此项则具备任一即可）",
    list_without: "不含这些结果",
    list_no_outcome: "只列未标明结果的",
    list_due: "通报所说的时限：overdue 逾期、30d 三十天内、2026-01-01..2026-06-30 期间、none 无",
    list_recheck: "自己定的复查期限，写法同 --due",
    list_state: "复查状态，可多选：unread 未读、query 待核、revisit 列入回头看、verified 已核实、archived 已归档",
    list_agency: "单位名称中的字，可多次给出",
    list_json: "按 JSON 输出",
    list_csv: "按 CSV 输出（UTF-8）",
    mark: "标记问题：全部成功，否则都不写入",
    ids: "问题编号，前四位以上且不与别条混同即可",
    mark_state: "状态：unread 未读、query 待核、revisit 列入回头看、verified 已核实、archived 已归档",
    mark_due: "复查期限：2026-12-31、+30d、30天、月底……；同时列入回头看",
    mark_finding: "核实结果：true 属实、partly 部分属实、false 不属实；同时标为已核实",
    mark_note: "备注",
    undo: "撤销自己在本台账中最近的一次标记",
    show: "显示一个问题的全部内容和复查历史",
    show_id: "问题编号",
    reread: "用现在的程序重读台账里存的原文",
    reread_agency: "单位名称中的字；不写则全部重读",
    withdraw_notice: "单位名称或标题中的字，或 #号码",
    verify: "核验台账文件和标记历史是否完好",
    verify_mend: "先按正文重建搜索用的索引，再核验",
    parse: "读一份文件，显示读出的结构",
    parse_file: "文件；- 为标准输入",
    parse_json: "按 notice/1 JSON 输出",
    parse_with_text: "JSON 中带上原文",
    parse_explain: "逐行说明读成了什么、为什么",
    check: "逐份查看通报有无自相矛盾之处，列出疑点；不写文件则核对台账",
    check_paths: "文件或文件夹；不写则为台账",
    check_json: "以 JSON 输出",
    check_rules: "列出全部规则",
    check_only: "只用这条规则；可重复，也可写作 --rule",
    check_find: "只列所在问题含有这些字的疑点，写法同 list 的检索词；可重复",
    check_dismissed: "列出已排除的疑点",
    check_dismiss: "排除这条疑点（编号，写前几位即可），须有 --reason；原文改变后会再次提出",
    check_undismiss: "恢复已排除的疑点",
    check_follow: "把疑点所在的问题标为待核，理由按规则选定，疑点写入备注",
    check_reopen: "与 --follow 同用：已核实、已归档的也重新打开",
    check_reason: "排除的理由",
    list_doubts: "只列有疑点的（已排除的不算）",
    lexicon: "显示读通报所用的词表，自加的词另行标出",
    text: "显示从文件读出的文字",
    demo: "打开自带的示例，不动自己的台账",
    help_command: "显示帮助：help list 与 list --help 相同",
    help_names: "命令；不写则显示全部命令",
};

const USAGE: Usage = Usage {
    dash_first: |argument| {
        format!("没有“{argument}”这个选项；检索中的“不含”放在开头时写“非”，如 list '非 期限:逾期'")
    },
    unknown_argument: |argument| format!("没有“{argument}”这个选项"),
    unknown_command: |name| format!("没有“{name}”这个命令"),
    suggestion: |name| format!("是不是想写“{name}”？"),
    missing_command: |commands| format!("还要写明做什么：{commands}"),
    missing: |arguments| format!("缺少：{arguments}"),
    missing_value: |argument| format!("“{argument}”后面要写值"),
    too_many_values: |argument| format!("“{argument}”的值写多了"),
    conflict: |argument, other| format!("“{argument}”不能与“{other}”同时使用"),
    not_utf8: "命令中有无法识别的字符",
    other: |detail| format!("命令有误：{detail}"),
    see_help: "用 --help 查看用法",

    no_command_no_file: |name| format!("没有“{name}”这个命令，也没有这个文件或文件夹"),
    bad_lang: |name| format!("--lang {name}：只有 zh 和 en"),
    bad_choice: |option, value, accepted| format!("{option}：没有“{value}”。可写：{accepted}"),
    nothing_to_mark: "没有说要标什么：请写 --state、--due、--finding 或 --note",
    marks_disagree: |one, other| format!("“{one}”与“{other}”不能同时使用"),
    needs_finding: "标为已核实时要写核实结果：--finding true、partly 或 false",
    unread_takes_no_note: "改回未读时不能带备注",
    author_question: "请输入标记人姓名：",
    author_not_kept: |why| format!("姓名没能存入设置文件：{why}"),
    bad_lexicon: |path, why| format!("{path} 有误，未采用其中的用语：{why}"),
    author_needed: "不知道标记人是谁：请加 --author 姓名，或设置环境变量 HUITOUKAN_AUTHOR",
    no_terminal: "这里不是终端，打不开屏幕。可改用 huitoukan list、show、mark 等命令（见 --help）",
    cannot_write: |system| format!("无法输出：{system}"),
    error: |message| format!("错误：{message}"),
};

const IMPORT: Import = Import {
    new: "新增",
    version: |seq, kept, added, gone| format!("第{seq}版（沿用 {kept}，新增 {added}，不再出现 {gone}）"),
    unchanged: "无变化",
    restored: "恢复显示",
    apart: |count| format!("待定（可能与已有的 {count} 份通报是同一份，暂各存一份）"),
    issues: |count| format!("{count} 个问题"),
    passed_over: |count| format!("另有 {count} 个文件不是通报，已跳过："),
    and_more: |count| format!("…… 还有 {count} 个"),
    json_too_large: |megabytes| format!("JSON 超过 {megabytes} MB，请分成几份再导入"),
    failures: |count| format!("{count} 个文件没有导入："),
    summary: |new, versions, unchanged, apart, failed| {
        format!("新增 {new}，新版本 {versions}，无变化 {unchanged}，待定 {apart}，失败 {failed}")
    },
    interrupted: |left| {
        format!("导入中断，还有 {left} 个文件没有处理。已导入的都是完整的；重新导入即可接着做，已有的会跳过")
    },
    decide: "待定的通报，打开屏幕后会询问是否为同一份",
    not_found: "找不到此文件或文件夹，请检查路径",
    empty_folder: "文件夹里没有可以读取的通报",
    no_notice: "不像整改通报：没有读出单位，也没有读出问题",
    control_characters: "含有控制字符，位置（span）无法对应，请去掉后再导入",
    not_json: |line, column| format!("不是 JSON：第 {line} 行第 {column} 列有误"),
    no_schema: "不是 notice/1 数据",
    bad_form: |place, what| format!("不合 notice/1 的格式：{place}（{what}）"),
};

const LIST: List = List {
    columns: [
        "编号",
        "单位",
        "通报",
        "反馈日期",
        "位置",
        "问题",
        "整改结果",
        "结果依据",
        "时限",
        "是否逾期",
        "复查状态",
        "核实结果",
        "复查期限",
        "备注",
    ],
    none: "没有符合条件的问题",
    count: |count| format!("共 {count} 条"),
    no_agency: |name| format!("没有名称含“{name}”的单位"),
    overdue: |day, days| format!("逾期 {day}（{days}天）"),
    due_in: |day, days| format!("{day}（还有{days}天）"),
    reported: |day| format!("{day}（已报告）"),
    recheck: |day| format!("限 {day}"),
    recheck_passed: |day| format!("复查逾期 {day}"),
    gone: "新版已无",
};

const MARK: Mark = Mark {
    marked: |id, state, title| format!("{id}  {state}  {title}"),
    undone: |id, state, title| format!("{id}  撤销，现为：{state}  {title}"),
    not_an_id: |id| format!("“{id}”不是编号：编号至少写前四位，见 huitoukan list"),
    no_such_id: |id| format!("台账里没有编号“{id}”"),
    several: |id, keys| format!("“{id}”对应几条，请写长一些：{keys}"),
    refused: |id, why| format!("{id}：{why}"),
    nothing_written: "没有写入任何标记",
};

const SHOW: Show = Show {
    notice: "通报",
    feedback: |day| format!("反馈 {day}"),
    place: "位置",
    problem: "问题",
    detail: "表现",
    outcome: "结果",
    response: "整改",
    deadlines: "时限",
    check: "复查",
    note: "备注",
    history: "历史",
    source: "出处",
    undone: "已撤销",
    noted: "备注",
    undo: "撤销",
    days_over: |days| format!("逾期 {days} 天"),
    days_left: |days| format!("还有 {days} 天"),
    not_stated: "未标明",
};

const NOTICES: Notices = Notices {
    reread_changed: |name, kept, added, gone| {
        format!("{name}：有变化（沿用 {kept}，新增 {added}，不再出现 {gone}）")
    },
    reread_summary: |read, changed| format!("重读 {read} 份，{changed} 份有变化"),
    no_such_notice: |name| format!("台账里没有名称或标题含“{name}”的通报"),
    several_notices: |name| format!("“{name}”对应几份通报，请用 # 号码指定其中一份："),
    verified: |events, ledgers| format!("台账完好：{events} 条标记记录，来自 {ledgers} 份台账，前后相连"),
    fault_file: |why| format!("文件损坏：{why}"),
    fault_event: |ledger, seq| {
        format!("台账 {ledger} 的第 {seq} 条标记记录与写入时不符，或其前一条被改动、缺失")
    },
    fault_strayed: |ledger, seq| format!("台账 {ledger} 的第 {seq} 条标记记录被移到了别的问题上"),
    fault_form: |what| format!("台账的结构缺失或被改动：{what}"),
    fault_reference: |table, row| match row {
        Some(row) => format!("表 {table} 第 {row} 行所指的内容不存在"),
        None => format!("表 {table} 有一行所指的内容不存在"),
    },
    fault_reading: |path| format!("从 {path} 读出的内容被改动或损坏：请改用备份"),
    fault_unlike: |id| {
        format!("问题 {id} 的列表内容与读出的不符：请运行 huitoukan reread 重建；仍不符则改用备份")
    },
    fault_text: |row| format!("所存的第 {row} 份原文与存入时不符"),
    fault_unsearchable: |id| format!("问题 {id} 搜索不到：缺少搜索用的内容"),
    fault_index: "搜索用的索引与正文不符，搜索可能漏掉问题：请运行 huitoukan verify --mend-index 重建，标记和通报不受影响",
    mended: "已按正文重建搜索用的索引",
    faults: |count| format!("发现 {count} 处问题。请保留此文件，并与备份核对"),
};
