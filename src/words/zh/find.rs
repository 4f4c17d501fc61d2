use crate::words::find::Find;

pub const FIND: Find = Find {
    about: "按标题和单位名查找，可用拼音（ljfl、lajifenlei、垃jfl），最贴近的在前",
    needle: "标题或单位名里的字或拼音；几个词用空格隔开，都要有，不分先后",
    limit: "最多列出多少条（不写则 50）",
    json: "按 JSON 输出",
    agency: "单位",
    none: |needle| format!("没有找到“{needle}”"),
    count: |listed, all| format!("列出 {listed} 条，共找到 {all} 条；用 --limit 多列一些"),
};
