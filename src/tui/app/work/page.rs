//! What came of a job, as a board.

use crate::{
    query::filter::Filter,
    text,
    tui::app::{
        board::{Page, Target},
        fields::{Field, Shape},
        model::{Model, Tone},
    },
    work::Mood,
};

use super::{Pick, menu};

/// So many columns has the head of a board on a screen of 80, beside its title.
const HEAD: usize = 56;

/// What came of the last job.
pub fn report(model: &Model) -> (String, String, Page) {
    let words = &model.words.tui.job;
    let mut page = Page::default();
    let Some(report) = &model.work.report else { return (words.report.to_owned(), String::new(), page) };
    let act = |said: &str| of(format!("[Enter] {said}"), Tone::Strong);
    if report.then.is_some() {
        page.about(act(words.ask_then), Some(Target::Work(Pick::Then)));
    }
    if report.changed && model.data.tally.total.conflicts > 0 {
        page.about(act(words.see_conflicts), Some(Target::Work(Pick::Conflicts)));
    }
    if report.changed && model.data.tally.total.printed_anew > 0 {
        page.about(act(words.see_anew), Some(Target::Work(Pick::Anew)));
    }
    // The head has one line; what is longer is said below it, in as many as it takes.
    let in_head = text::width(&report.said) <= HEAD;
    if !in_head {
        page.push(of(report.said.clone(), Tone::Strong));
    }
    if !report.drawn.is_empty() {
        page.push(of(words.drawn.to_owned(), Tone::Good));
    }
    for line in &report.lines {
        let tone = match line.mood {
            Mood::Head => Tone::Strong,
            Mood::Plain => Tone::Plain,
            Mood::Warn => Tone::Warn,
            Mood::Bad => Tone::Bad,
        };
        page.about(of(line.text.clone(), tone), line.issue.map(Target::Issue));
    }
    let title = if report.then.is_some() { words.report_dry } else { words.report };
    let head = if in_head { report.said.clone() } else { String::new() };
    (title.to_owned(), head, page)
}

fn of(text: String, tone: Tone) -> Field {
    let sign = if matches!(tone, Tone::Warn | Tone::Bad) { "!" } else { "" };
    Field { shape: Shape::Step, ..Field::inline(sign, text, None) }.toned(tone)
}

/// Does what a line of a board says.
pub fn pick(model: &mut Model, pick: Pick) {
    match pick {
        Pick::Then => menu::ask_then(model),
        Pick::Conflicts => menu::see(model, Filter { conflict: true, ..Filter::default() }),
        Pick::Anew => menu::see(model, Filter { printed_anew: true, ..Filter::default() }),
    }
}
