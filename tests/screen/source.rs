//! From a field to its sentence in the text.

use huitoukan::tui::app::model::Overlay;
use ratatui::style::Modifier;

use crate::bench::Bench;

/// The reversed text in the body of the source.
fn marked(bench: &Bench) -> String {
    let drawn = bench.draw();
    let mut out = String::new();
    for y in 2..drawn.buffer.area.height - 1 {
        let mut x = 0;
        while x < drawn.buffer.area.width {
            let cell = &drawn.buffer[(x, y)];
            if cell.modifier.contains(Modifier::REVERSED) {
                out.push_str(cell.symbol());
            }
            x += u16::try_from(huitoukan::text::width(cell.symbol()).max(1)).unwrap();
        }
    }
    out
}

#[test]
fn every_field_opens_its_sentence() {
    let mut bench = Bench::new(100, 40);
    bench.press("Enter Enter");
    let fields: Vec<(String, usize)> = bench
        .model
        .detail
        .sheet
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.span.is_some())
        .map(|(at, field)| (field.label.clone(), at))
        .collect();
    let labels: Vec<&str> = fields.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "问题",
            "整改结果",
            "时限",
            "时限",
            "责任单位",
            "整改情况",
            "一是",
            "二是",
            "三是",
            "通报标题",
            "自述数字"
        ]
    );
    for (_, at) in fields {
        bench.model.detail.sheet.choose(at);
        let span = bench.model.detail.sheet.field().unwrap().span.unwrap();
        bench.press("o");
        let text = bench.model.data.source.as_ref().unwrap().text.clone();
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(solid(&marked(&bench)), solid(span.of(&text)));
        bench.press("Esc");
    }
}

#[test]
fn the_place_is_seen_in_a_small_window_too() {
    let mut bench = Bench::new(60, 12);
    bench.press("Enter Enter Down Down Down");
    assert_eq!(bench.model.detail.sheet.field().unwrap().label, "时限");
    bench.press("Enter");
    assert_eq!(marked(&bench), "2026年12月底前");
    bench.press("Tab");
    assert_eq!(marked(&bench), "农村公路管理所");
    bench.press("S-Tab S-Tab");
    assert_eq!(marked(&bench), "2026年6月30日前");
}

#[test]
fn a_field_without_source_says_so() {
    let mut bench = Bench::new(100, 30);
    bench.press("Enter Enter End o");
    assert_eq!(bench.overlay(), "");
    assert!(bench.message().contains("没有出处"));
}

#[test]
fn headings_open_their_place() {
    let mut bench = Bench::new(100, 30);
    bench.press("Enter Left o");
    assert_eq!(marked(&bench), "（一）履行核心职能方面");
}

#[test]
fn hits_are_walked_in_the_source() {
    let mut bench = Bench::new(60, 12);
    bench.press("/").write("2026").press("Enter o End");
    let offset = |bench: &Bench| match bench.model.overlays.last() {
        Some(Overlay::Source(source)) => source.offset,
        _ => panic!("no source"),
    };
    let end = offset(&bench);
    bench.press("N");
    assert!(offset(&bench) < end);
}

#[test]
fn the_page_of_the_file_is_told() {
    let mut bench = Bench::new(100, 40);
    bench.press("Enter Enter o");
    let Some(Overlay::Source(source)) = bench.model.overlays.last_mut() else { panic!() };
    let place = source.places[source.at].span;
    let text = source.text.as_mut().unwrap();
    let end = text.text.len();
    // The place begins on the second page and ends on the third.
    let cuts = [0, place.start, place.end - 1, end];
    text.pages = cuts.windows(2).map(|cut| huitoukan::notice::Span::new(cut[0], cut[1])).collect();
    let top = source.lines.ranges[source.offset].start;
    let page = if top < place.start { 1 } else { 2 };
    let drawn = bench.text();
    assert!(drawn.contains(&format!("第{page}页/共3页")), "{drawn}");
    assert!(drawn.contains("在第2至3页"), "{drawn}");
}
