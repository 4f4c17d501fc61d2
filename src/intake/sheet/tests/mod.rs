mod build;
mod files;
mod flat;
mod layout;
mod xls;
mod xlsx;

use crate::intake::{Document, read_bytes};

/// Reads bytes as the program does.
fn read(bytes: &[u8]) -> Document {
    read_bytes("a".as_ref(), bytes).unwrap()
}

/// The lines outside of tables, and the tables: `>` goes on from the left, `^` from above.
fn shown(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    let lines = |range: std::ops::Range<usize>, out: &mut Vec<String>| {
        let mut start = range.start;
        for line in document.text.get(range).unwrap().lines() {
            let heading = document.form.headings.iter().find(|heading| heading.at == start);
            out.push(format!("{}{line}", "#".repeat(heading.map_or(0, |heading| heading.depth))));
            start += line.len() + 1;
        }
    };
    for table in &document.form.tables {
        lines(at..table.span.start, &mut out);
        for row in &table.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell.origin {
                    crate::intake::Origin::Own => cell.span.of(&document.text).replace('\n', "/"),
                    crate::intake::Origin::Left => ">".to_owned(),
                    crate::intake::Origin::Above => "^".to_owned(),
                })
                .collect();
            out.push(format!("| {} |", cells.join(" | ")));
        }
        out.push("--".to_owned());
        at = table.span.end;
    }
    lines(at..document.text.len(), &mut out);
    out
}
