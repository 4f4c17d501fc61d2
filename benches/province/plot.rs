//! How each row grows with the size, as a picture: a panel for each row, both axes logarithmic.

use std::fmt::Write;

use crate::rows::{Limit, Row, Unit, What, shown, size};

/// Panels in a line, and the place that each takes, in pixels.
const ACROSS: usize = 3;
const PANEL: (f64, f64) = (320.0, 220.0);

/// What is left free within a panel: left, top, right, bottom.
const MARGIN: [f64; 4] = [66.0, 40.0, 12.0, 26.0];

/// Ours, the peer's, the limit: told apart by shape as well as by colour.
const OURS: &str = "#0b6bcb";
const THEIRS: &str = "#c0561f";
const LIMIT: &str = "#777777";

/// The picture of all rows that were measured at more than one size.
pub fn svg(rows: &[Row]) -> String {
    let mut panels: Vec<(&'static What, Vec<&Row>)> = Vec::new();
    for row in rows {
        match panels.iter_mut().find(|(what, _)| std::ptr::eq(*what, row.what)) {
            Some((_, same)) => same.push(row),
            None => panels.push((row.what, vec![row])),
        }
    }
    let (width, height) = (ACROSS as f64 * PANEL.0, panels.len().div_ceil(ACROSS) as f64 * PANEL.1 + 30.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"11\" fill=\"#222222\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    legend(&mut out);
    for (at, (what, rows)) in panels.iter().enumerate() {
        let (x, y) = ((at % ACROSS) as f64 * PANEL.0, (at / ACROSS) as f64 * PANEL.1 + 30.0);
        writeln!(out, "<g transform=\"translate({x} {y})\">").unwrap();
        panel(&mut out, what, rows);
        out += "</g>\n";
    }
    out + "</svg>\n"
}

fn legend(out: &mut String) {
    let marks = [(OURS, "huitoukan", ""), (THEIRS, "peer", "5 3"), (LIMIT, "limit", "1 3")];
    for (at, (colour, name, dash)) in marks.into_iter().enumerate() {
        let x = 20.0 + 110.0 * at as f64;
        writeln!(
            out,
            "<path d=\"M{x} 16h24\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>\
             <text x=\"{}\" y=\"20\">{name}</text>",
            x + 30.0
        )
        .unwrap();
    }
}

fn panel(out: &mut String, what: &What, rows: &[&Row]) {
    let (name, cut) = name(what);
    let title = escaped(what.name);
    writeln!(
        out,
        "<text x=\"8\" y=\"16\" font-weight=\"bold\">{}{cut}<title>{title}</title></text>",
        escaped(&name)
    )
    .unwrap();
    let line = |of: &dyn Fn(&Row) -> Option<f64>| -> Vec<(f64, f64)> {
        rows.iter().filter_map(|row| Some((row.issues as f64, of(row)?))).collect()
    };
    let (ours, theirs) = (line(&|row| Some(row.ours)), line(&|row| row.theirs));
    let limit = line(&|row| {
        let most = what.limits.iter().filter_map(|limit| match limit {
            Limit::Ratio(most) => Some(row.theirs? * most),
            Limit::Amount(most) => Some(*most),
        });
        most.reduce(f64::min)
    });
    let all: Vec<(f64, f64)> = [&ours, &theirs, &limit].into_iter().flatten().copied().collect();
    let frame = Frame::of(&all);
    frame.axes(out, what.unit, rows);
    for (points, colour, dash) in [(&limit, LIMIT, "1 3"), (&theirs, THEIRS, "5 3"), (&ours, OURS, "")] {
        let at: Vec<String> =
            points.iter().map(|(x, y)| format!("{:.1} {:.1}", frame.across(*x), frame.down(*y))).collect();
        if !at.is_empty() {
            writeln!(
                out,
                "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>",
                at.join("L")
            )
            .unwrap();
        }
    }
    for (x, y) in &ours {
        writeln!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{OURS}\"/>",
            frame.across(*x),
            frame.down(*y)
        )
        .unwrap();
    }
}

/// The name up to where the panel ends.
fn name(what: &What) -> (String, &'static str) {
    const MOST: usize = 48;
    let cut = if what.name.chars().count() > MOST { "…" } else { "" };
    (what.name.chars().take(MOST).collect(), cut)
}

/// What a panel shows: whole powers of ten around all points.
struct Frame {
    x: (f64, f64),
    y: (f64, f64),
}

impl Frame {
    fn of(points: &[(f64, f64)]) -> Self {
        let around = |values: &mut dyn Iterator<Item = f64>| {
            let (low, high) = values
                .map(f64::log10)
                .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
            (low.floor(), if high.ceil() > low.floor() { high.ceil() } else { low.floor() + 1.0 })
        };
        Self {
            x: around(&mut points.iter().map(|(x, _)| *x)),
            y: around(&mut points.iter().map(|(_, y)| *y)),
        }
    }

    fn across(&self, value: f64) -> f64 {
        let share = (value.log10() - self.x.0) / (self.x.1 - self.x.0);
        MARGIN[0] + share * (PANEL.0 - MARGIN[0] - MARGIN[2])
    }

    fn down(&self, value: f64) -> f64 {
        let share = (value.log10() - self.y.0) / (self.y.1 - self.y.0);
        PANEL.1 - MARGIN[3] - share * (PANEL.1 - MARGIN[1] - MARGIN[3])
    }

    /// A line for each power of ten, and the sizes below.
    fn axes(&self, out: &mut String, unit: Unit, rows: &[&Row]) {
        let (left, right) = (MARGIN[0], PANEL.0 - MARGIN[2]);
        let mut power = self.y.0;
        while power <= self.y.1 {
            let (value, y) = (10f64.powf(power), self.down(10f64.powf(power)));
            writeln!(
                out,
                "<path d=\"M{left} {y:.1}H{right}\" stroke=\"#dddddd\"/>\
                 <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                left - 6.0,
                y + 4.0,
                shown(value, unit)
            )
            .unwrap();
            power += 1.0;
        }
        for row in rows {
            writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                self.across(row.issues as f64),
                PANEL.1 - 8.0,
                size(row.issues)
            )
            .unwrap();
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
