use crate::words::views::{Cli, Screen, Views};

pub const VIEWS: Views = Views {
    fault: |path, line, why| match line {
        0 => format!("views {path}: {why}; those shipped are used"),
        _ => format!("views {path}, line {line}: {why}"),
    },
    unreadable: |why| format!("cannot be read: {why}"),
    syntax: |why| format!("no TOML: {why}; until that is put right, none of the views in the file is used"),
    unknown_key: |key, keys| format!("there is no key \"{key}\"; there are: {keys}. It is left out"),
    bad_value: |key, value| format!("\"{key}\" cannot be {value}; it is left out"),
    missing: |key| format!("\"{key}\" is missing; write it. The view is left out"),
    bad_name_in_file: |name, widest| {
        format!("\"{name}\" cannot be a name: 1 to {widest} cells. The view is left out")
    },
    bad_key: |key| format!("\"{key}\" cannot be a key: 1 to 9, or a small letter but g, j, k, q"),
    key_taken: |key, name| format!("the view \"{name}\" has the key {key} already; choose another"),
    twice: |name| {
        format!("the view \"{name}\" stands twice; the second is left out: rename it or take it out")
    },
    empty_query: |name| format!("the view \"{name}\" asks nothing: write a query"),
    bad_query: |name, why| format!("the query of the view \"{name}\" cannot be asked: {why}"),

    no_folder: "the system names no folder for settings, so views cannot be kept; --config names a file of settings",
    spoilt: |fault| {
        format!("{fault}. The file was not changed, so that it is not spoiled: put that right first")
    },
    not_written: |path, why| format!("the view was not written to {path}: {why}"),
    busy: |path| format!("another program keeps writing {path}; nothing was changed, try again"),
    no_view: |name, known| format!("there is no view \"{name}\"; there are: {known}"),
    not_hidden: |name| format!("no hidden view is called \"{name}\""),
    no_name: "a name is needed",
    bad_name: |widest| format!("the name shows nothing or is too long: 1 to {widest} cells"),
    name_taken: |name| format!("there is a view \"{name}\" already; choose another name"),

    saved: |name, query| format!("saved the view \"{name}\": {query}"),
    changed: |old, name, query| match old == name {
        true => format!("changed the view \"{name}\": {query}"),
        false => format!("the view \"{old}\" is called \"{name}\" now: {query}"),
    },
    was: |query| format!("it was: {query}"),
    removed: |name, query| format!("removed the view \"{name}\", which was: {query}"),
    back: |name| format!("removed your view \"{name}\"; the shipped one stands again"),
    hidden: |name| format!("the shipped view \"{name}\" is hidden; huitoukan view --show brings it back"),
    shown: |count| match count {
        1 => "1 hidden view is back".to_owned(),
        _ => format!("{count} hidden views are back"),
    },

    cli: Cli {
        about: "Saved views: list, save, rename, remove; commands take one with --view",
        query: "the query to be saved, as list has it",
        save: "save the query as the view of that name, in place of one that there is",
        key: "with --save: the key that applies it on the screen, 1 to 9 or a small letter; empty (\"\"): none",
        remove: "remove this view; a shipped one is hidden",
        rename: "give it another name",
        show: "bring a hidden view back; without a name all of them",
        json: "print JSON",
        list_view: "only what answers this view (huitoukan view lists them); may be there several times, with all other conditions",
        count: |count| match count {
            1 => "1 issue".to_owned(),
            _ => format!("{count} issues"),
        },
        faulty: "cannot be asked",
        no_query: "write the query behind the name: huitoukan view --save late-schools '单位:教育 期限:逾期'",
        some_hidden: |names| format!("hidden: {names} (huitoukan view --show brings them back)"),
    },
    screen: Screen {
        title: "Views",
        help: "Enter or its key filters  Tab change, delete  Esc back",
        save: "Save the filters and the search in force as a view...",
        nothing: "nothing is filtered or searched",
        without_narrow: |narrow| {
            format!("the narrowing \"{narrow}\" cannot be written as a query and is no part of it")
        },
        show_hidden: |count| format!("Bring hidden views back ({count})"),
        change: "Change name, key, query...",
        delete: "Delete...",
        hide: "Hide...",
        of_view: |name| format!("View \"{name}\""),
        ask_delete: |name| format!("Delete the view \"{name}\"?"),
        delete_yes: "Delete",
        delete_no: "Keep it",
        ask_hide: |name| format!("Hide the shipped view \"{name}\"?"),
        hide_yes: "Hide",
        hide_no: "Keep it",
        stays: "nothing was changed",
        form_new: "Save as a view",
        form_change: "Change the view",
        name: "name",
        name_hint: "must be written, 30 cells at most",
        key: "key",
        key_hint: "if wanted: 1 to 9 or a small letter, for the list; 1 to 9 with Alt too",
        query: "query",
        query_hint: "must be written, as in the search",
        applied: |name, count| match count {
            1 => format!("filtered: {name}, 1 issue"),
            _ => format!("filtered: {name}, {count} issues"),
        },
        off: |name| format!("no longer filtered: {name}"),
        no_such_key: "no view has this key; ' lists them",
        not_here: "only what is written in the search can become a filter",
    },
};
