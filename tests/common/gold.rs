//! A notice against what its author wrote down of it by hand: the form is `notice/1` with a response
//! given by its first and last characters and its length.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails is a test that fails")]

use std::path::{Path, PathBuf};

use huitoukan::{
    intake,
    notice::{Node, NodeKind, Notice, Span},
    parse, words,
};
use serde_json::Value;

/// Fields of a notice that are one fact.
const FACTS: [&str; 8] = [
    "title",
    "organisation",
    "agency",
    "inspection_body",
    "inspection_period",
    "feedback_date",
    "published",
    "disclosure_period",
];

/// The folder of the crate.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A JSON file of the repository.
pub fn json(path: &str) -> Value {
    let path = root().join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

/// The text of a file and the notice in it.
pub fn read(path: &Path) -> (String, Notice) {
    let bytes = intake::load(path).unwrap();
    read_bytes(path, &bytes)
}

/// The text of a file's bytes and the notice in it.
pub fn read_bytes(path: &Path, bytes: &[u8]) -> (String, Notice) {
    let document =
        intake::read_bytes(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let notice = parse::parse(&document, &words::ZH.read);
    (document.text, notice)
}

/// Without white space.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Without white space, closing stops and marks of Markdown.
pub fn bare(text: &str) -> String {
    squeeze(text).trim_matches(['。', '.', '：', ':', '；', ';', '，', ',', '*', '#']).to_owned()
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

/// One line a node, in the same words for what was read and what is expected.
fn expected(nodes: &[Value], depth: usize, out: &mut Vec<String>) {
    for node in nodes {
        if node["nested"].as_bool() == Some(true) {
            continue;
        }
        let kind = if text_of(node, "kind") == "issue" { "issue" } else { "heading" };
        let mut line =
            format!("{depth} {kind} {} {}", squeeze(text_of(node, "label")), bare(text_of(node, "title")));
        if kind == "issue" {
            line += &format!(" | {}", expected_issue(node));
        }
        out.push(line);
        expected(node["children"].as_array().map_or(&[], Vec::as_slice), depth + 1, out);
    }
}

fn nested_titles(nodes: &[Value], out: &mut Vec<String>) {
    for node in nodes {
        if node["nested"].as_bool() == Some(true) {
            out.push(bare(text_of(node, "title")));
        }
        nested_titles(list(node, "children"), out);
    }
}

fn expected_issue(node: &Value) -> String {
    let outcome = &node["outcome"];
    let outcome =
        format!("{} {} {}", bare(text_of(outcome, "raw")), outcome["tags"], text_of(outcome, "basis"));
    let response = &node["response"];
    let head: String = bare(text_of(response, "head")).chars().take(12).collect();
    let measures: Vec<String> = list(node, "measures").iter().map(|m| squeeze(text_of(m, "label"))).collect();
    let dates: Vec<String> =
        list(node, "deadlines").iter().map(|d| format!("{} {}", d["due"], text_of(d, "kind"))).collect();
    let who: Vec<String> = list(node, "responsible").iter().map(|r| squeeze(text_of(r, "name"))).collect();
    format!("{outcome} | {head} | {measures:?} | {dates:?} | {who:?}")
}

fn list<'v>(node: &'v Value, key: &str) -> &'v [Value] {
    node[key].as_array().map_or(&[], Vec::as_slice)
}

fn found(nodes: &[Node], depth: usize, out: &mut Vec<String>) {
    for node in nodes {
        let kind = if node.kind == NodeKind::Issue { "issue" } else { "heading" };
        let mut line = format!("{depth} {kind} {} {}", squeeze(&node.label), bare(&node.title));
        if kind == "issue" {
            let value = serde_json::to_value(node).unwrap();
            let outcome = &value["outcome"];
            let outcome = format!(
                "{} {} {}",
                bare(text_of(outcome, "raw")),
                outcome["tags"],
                text_of(outcome, "basis")
            );
            let response = node.response.as_ref().map_or(String::new(), |r| bare(&squeeze(&r.text)));
            let head: String = response.chars().take(12).collect();
            let measures: Vec<String> = node.measures.iter().map(|m| squeeze(&m.label)).collect();
            let dates: Vec<String> = list(&value, "deadlines")
                .iter()
                .map(|d| format!("{} {}", d["due"], text_of(d, "kind")))
                .collect();
            let who: Vec<String> = node.responsible.iter().map(|r| squeeze(&r.name)).collect();
            line += &format!(" | {outcome} | {head} | {measures:?} | {dates:?} | {who:?}");
        }
        out.push(line);
        found(&node.children, depth + 1, out);
    }
}

/// Some issues have dates that are arguable; the expected results name them apart.
fn without_doubtful(lines: Vec<String>, doubtful: bool) -> Vec<String> {
    if !doubtful {
        return lines;
    }
    lines.into_iter().map(|line| line.split(" | [").next().unwrap_or("").to_owned()).collect()
}

/// The facts of the notice are those written down.
pub fn same_facts(notice: &Notice, gold: &Value) {
    let value = serde_json::to_value(notice).unwrap();
    for field in FACTS {
        let plain = |v: &Value| v.as_str().map_or_else(|| v.clone(), |text| Value::String(bare(text)));
        assert_eq!(plain(&value[field]), plain(&gold[field]), "{field}");
    }
    let claims = |v: &Value| {
        let mut all: Vec<String> =
            list(v, "claims").iter().map(|c| format!("{} {}", c["kind"], c["count"])).collect();
        all.sort();
        all.dedup();
        all
    };
    let doubted: Vec<String> =
        list(gold, "claims_doubtful").iter().map(|c| format!("{} {}", c["kind"], c["count"])).collect();
    let sure =
        |all: Vec<String>| all.into_iter().filter(|claim| !doubted.contains(claim)).collect::<Vec<_>>();
    assert_eq!(sure(claims(&value)), sure(claims(gold)));
}

/// The outline of the notice, with all that its issues say, is the one written down.
pub fn same_tree(notice: &Notice, gold: &Value) {
    let doubtful = gold.to_string().contains("\"deadlines_doubtful\":[{")
        || gold.to_string().contains("\"measures_doubtful\":[{")
        || gold.to_string().contains("\"measures_doubtful\":true");
    let (mut want, mut got) = (Vec::new(), Vec::new());
    expected(list(gold, "nodes"), 0, &mut want);
    found(&notice.nodes, 0, &mut got);
    // What the author counts neither way is left out of both.
    let mut nested = Vec::new();
    nested_titles(list(gold, "nodes"), &mut nested);
    got.retain(|line| !nested.iter().any(|title| line.ends_with(&format!(" {title}"))));
    pretty_equal(&without_doubtful(got, doubtful), &without_doubtful(want, doubtful));
}

fn pretty_equal(got: &[String], want: &[String]) {
    for (at, (got, want)) in got.iter().zip(want).enumerate() {
        assert_eq!(got, want, "node {at}");
    }
    assert_eq!(got.len(), want.len());
}

/// Each span quotes its words.
pub fn spans_quote(text: &str, notice: &Notice) {
    let at = |span: Span| squeeze(span.of(text)).replace("**", "").replace('#', "");
    for (_, node) in notice.walk() {
        assert!(
            at(node.span).ends_with(&bare(&node.title)) || at(node.span).contains(&squeeze(&node.title)),
            "{}",
            node.title
        );
        assert!(node.extent.start <= node.span.start && node.span.end <= node.extent.end, "{}", node.title);
        for child in &node.children {
            assert!(node.extent.start <= child.extent.start && child.extent.end <= node.extent.end);
        }
        if let Some(outcome) = &node.outcome {
            assert_eq!(at(outcome.span), squeeze(&outcome.raw));
        }
        for deadline in &node.deadlines {
            assert_eq!(at(deadline.span), squeeze(&deadline.raw));
        }
        for person in &node.responsible {
            assert_eq!(at(person.span), squeeze(&person.name));
        }
    }
    for claim in &notice.claims {
        assert_eq!(at(claim.span), squeeze(&claim.raw));
    }
}
