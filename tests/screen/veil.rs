//! The view without persons.

use huitoukan::{
    words::Lang,
    work::{Came, Job},
};

use crate::{bench::Bench, book};

#[test]
fn persons_are_masked_in_tree_detail_source_and_board() {
    let mut bench = Bench::open(book::persons(), Lang::Zh, 120, 40);
    bench.press("Enter m 2 Tab").write("李晓强").press("Enter R");
    let hidden = |bench: &Bench| {
        let text = bench.text();
        for person in ["陈建国", "李晓强", "13912345678"] {
            assert!(!text.contains(person), "{person}: {text}");
        }
        assert!(text.contains("[已隐去姓名]"), "{text}");
        text
    };
    let text = hidden(&bench);
    assert!(text.contains("局长陈某某履职") && text.contains("139****5678"), "{text}");
    assert!(text.contains("承办人 李某某"), "{text}");
    bench.press("E").write("a.md").press("Enter");
    assert!(matches!(bench.job(), Job::Export(export) if export.redact), "{:?}", bench.job());
    bench.came(Came::Cancelled);
    bench.press("H");
    hidden(&bench);
    bench.press("Esc Enter Down Down");
    bench.press("o");
    let text = hidden(&bench);
    assert!(text.contains("陈某某"), "{text}");
    bench.press("R");
    assert!(bench.text().contains("陈建国"), "{}", bench.text());
    bench.press("R");
    hidden(&bench);
    bench.press("Esc R");
    let text = bench.text();
    assert!(text.contains("陈建国") && text.contains("李晓强") && !text.contains("已隐去姓名]"), "{text}");
}

#[test]
fn the_sentence_of_a_field_is_marked_in_the_masked_text_too() {
    let mut bench = Bench::open(book::persons(), Lang::Zh, 100, 40);
    bench.press("R Enter Enter");
    let at = bench.model.detail.sheet.fields.iter().position(|field| field.label == "整改结果").unwrap();
    bench.model.detail.sheet.choose(at);
    bench.press("o");
    let drawn = bench.draw();
    let reversed: String = drawn
        .buffer
        .content
        .iter()
        .skip(200)
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED))
        .map(|cell| cell.symbol())
        .collect();
    assert_eq!(reversed.replace(' ', ""), "已完成");
}
