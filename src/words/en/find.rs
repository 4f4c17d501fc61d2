use crate::words::find::Find;

pub const FIND: Find = Find {
    about: "Find titles and agencies, also by pinyin (ljfl, lajifenlei, 垃jfl), the nearest first",
    needle: "A piece of a title or an agency, or its pinyin; blanks part words, all must be there in any order",
    limit: "List no more than so many (50 without it)",
    json: "Print JSON",
    agency: "agency",
    none: |needle| format!("\"{needle}\" was not found"),
    count: |listed, all| format!("{listed} listed of {all} found; --limit lists more"),
};
