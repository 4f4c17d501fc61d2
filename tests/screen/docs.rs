//! The document of keys is printed from the table of commands; this fails when it is stale.

use std::{env, fs, path::Path};

use huitoukan::{
    query::lang::Key,
    tui::{
        app::command::{Contexts, TABLE},
        keymap::Keymap,
    },
    words::Lang,
};

fn keys() -> String {
    let keymap = Keymap::default();
    let (zh, en) = (&Lang::Zh.words().tui.command, &Lang::En.words().tui.command);
    let mut out = String::from(
        "# 按键 / Keys\n\n\
         由命令表生成；`UPDATE=1 cargo test --test screen docs` 更新。\n\
         Printed from the table of commands; `UPDATE=1 cargo test --test screen docs` prints it anew.\n\n\
         配置文件 `[keys]` 里用第一栏的名字改键。 / The first column is the name under `[keys]` in the config.\n\n\
         `C-` 是 Ctrl，`A-` 是 Alt，`S-` 是 Shift。视图列表（`'`）里，视图自己的键（1 到 9 或小写字母）直接取用；\
         键是数字的，也可不开列表，按 Alt 加数字。有的终端用 Alt 加数字换标签页，那就按 `'` 再按数字。\n\
         `C-` is Ctrl, `A-` Alt, `S-` Shift. In the list of views (`'`) the key of a view applies it; where it is a \
         digit, Alt with the digit does so without the list. Some terminals keep Alt with digits for their tabs: press \
         `'` and the digit there.\n\n\
         | name | keys | 作用 | what it does |\n| --- | --- | --- | --- |\n",
    );
    for entry in TABLE {
        let mut keys: Vec<String> = Vec::new();
        for key in Contexts::ALL.each().flat_map(|context| keymap.keys(context, entry.command)) {
            let key = format!("`{key}`");
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let (zh, en) = ((entry.words)(zh).help, (entry.words)(en).help);
        out.push_str(&format!("| {} | {} | {zh} | {en} |\n", entry.id, keys.join(" ")));
    }
    out
}

/// A row for each field of the query language, as `docs/query.md` has it.
fn fields() -> String {
    let row = |key: Key| {
        let names: Vec<String> = key.names().iter().map(|name| format!("`{name}`")).collect();
        let (zh, en) = (key.meaning(Lang::Zh.words()), key.meaning(Lang::En.words()));
        let choices = key.choices().join(" ");
        format!("| {} | {} | {zh} | {en} | {choices} |\n", names[0], names[1..].join(" "))
    };
    Key::ALL.into_iter().map(row).collect()
}

#[test]
fn the_fields_in_the_document_of_queries_are_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/query.md");
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once("| --- | --- | --- | --- | --- |\n").unwrap();
    let (_, behind) = rest.split_once("\n\n").unwrap();
    let new = format!("{head}| --- | --- | --- | --- | --- |\n{}\n{behind}", fields());
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &new).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), new, "run UPDATE=1 cargo test --test screen docs");
}

#[test]
fn the_document_of_keys_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    if env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, keys()).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        keys(),
        "run UPDATE=1 cargo test --test screen docs"
    );
}
