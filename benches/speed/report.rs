//! The table as a part of the documentation.

use std::fmt::Write;

use crate::{page, pdf, table::Row};

const HEAD: &str = "Written by `cargo bench --bench speed -- --write`; without `-- --write` the table is only printed.

Each row is the median of several rounds in which all sides take turns; what is short is done as often as fills 20 ms.
The ratio is our time divided by that of the limit or peer in the same run: it holds across machines better than the
times do. \"The process\" is from its start to its end, with the child in which it reads. \"In this process\" means the
same work as a function call: `intake` for text, `intake` and `parse` for reading.

";

/// Writes the part. `before` is the load of the machine before the first row.
pub fn write(rows: &[Row], before: &str) {
    let mut text = HEAD.to_owned();
    let poppler = pdf::version().unwrap_or_else(|| "not installed".to_owned());
    text += &page::machine(before, &[("poppler", poppler)]);
    text.push_str("\n| what | a second | ours | theirs | ratio | limit or peer |\n");
    text.push_str("| --- | ---: | ---: | ---: | ---: | --- |\n");
    for row in rows {
        let [ours, theirs, ratio] = row.cells();
        let (what, rate, peer) = (row.what.trim_start(), &row.rate, &row.peer);
        writeln!(text, "| {what} | {rate} | {ours} | {theirs} | {ratio} | {peer} |").unwrap();
    }
    page::put("speed", &text);
}
