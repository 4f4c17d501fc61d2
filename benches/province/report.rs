//! The rows as a part of the documentation, and as a picture.

use std::{fmt::Write, fs};

use crate::{page, plot, rows::Row};

/// Where the picture is written.
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/speed-province.svg");

const HEAD: &str = "Written by `cargo bench --bench province -- --write`, with the picture; it takes an hour, and 5 GB below
`target/tmp`. `-- --sizes 10k,100k` measures smaller ones, names of groups behind it (`-- start mark`) only these; both
are printed and not written.

The notices are made by `benches/province/made` (`cargo run --release --example province -- FOLDER ISSUES` writes them):
50 issues and 33 kB each, 6,200 different characters, 20,000 notices of 4,706 agencies at a million issues. All sides
take turns in one run; a figure is the median of the rounds, where nothing else is said. A limit holds at each size, or at
1M alone where issue and size belong together (first frame, columns, memory). In the picture both axes are logarithmic.

";

/// Writes the part and the picture. `before` is the load of the machine before the first row.
pub fn write(rows: &[Row], before: &str) {
    let version =
        |program, args: &[&str]| page::said(program, args).unwrap_or_else(|| "not installed".to_owned());
    let peers = [
        ("fzf", version("fzf", &["--version"])),
        ("VisiData", version("vd", &["--version"])),
        ("ripgrep", version("rg", &["--version"])),
    ];
    let mut text = HEAD.to_owned() + &page::machine(before, &peers);
    text.push_str("\n| issues | what | ours | theirs | ratio | at most | reached | peer |\n");
    text.push_str("| ---: | --- | ---: | ---: | ---: | ---: | --- | --- |\n");
    let mut ordered: Vec<&Row> = Vec::new();
    for row in rows {
        // The sizes of a row stand below each other.
        if !ordered.iter().any(|other| std::ptr::eq(other.what, row.what)) {
            ordered.extend(rows.iter().filter(|other| std::ptr::eq(other.what, row.what)));
        }
    }
    for row in ordered {
        let [size, what, ours, theirs, ratio, limit, reached, peer] = row.cells();
        writeln!(text, "| {size} | {what} | {ours} | {theirs} | {ratio} | {limit} | {reached} | {peer} |")
            .unwrap();
    }
    text.push_str("\n![How each row grows with the number of issues](speed-province.svg)\n");
    page::put("province", &text);
    fs::write(PICTURE, plot::svg(rows)).unwrap();
}
