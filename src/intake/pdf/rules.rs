//! Straight lines along the edges of a page: the ruling of tables.

use kurbo::{BezPath, PathEl, Point, Rect};

/// A straight line, in points from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Whether it runs across the page, and not down.
    pub(super) across: bool,
    /// Its distance from the edge along which it runs.
    pub(super) at: f32,
    /// Where it begins along its way.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// The thickest filled shape that is a rule, in points. Borders are drawn up to 2.25 points.
const THICK: f64 = 3.0;

/// The shortest rule, in points: half the side of the smallest cell that holds a character.
const SHORT: f64 = 4.0;

/// How far a line may lean and be straight, in points.
const LEAN: f64 = 0.7;

impl Rule {
    fn new(a: Point, b: Point) -> Option<Self> {
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        if !a.is_finite() || !b.is_finite() {
            None
        } else if dy <= LEAN && dx >= SHORT {
            let at = ((a.y + b.y) / 2.0) as f32;
            Some(Self { across: true, at, from: a.x.min(b.x) as f32, to: a.x.max(b.x) as f32 })
        } else if dx <= LEAN && dy >= SHORT {
            let at = ((a.x + b.x) / 2.0) as f32;
            Some(Self { across: false, at, from: a.y.min(b.y) as f32, to: a.y.max(b.y) as f32 })
        } else {
            None
        }
    }

    /// The rule on a page of this width and height that is turned back by quarter turns.
    pub(super) fn turned(self, turns: u8, wide: f32, high: f32) -> Self {
        let Self { across, at, from, to } = self;
        match (turns, across) {
            (0, _) => self,
            // x' = y, y' = wide - x
            (1, true) => Self { across: false, at, from: wide - to, to: wide - from },
            (1, false) => Self { across: true, at: wide - at, from, to },
            (2, true) => Self { across, at: high - at, from: wide - to, to: wide - from },
            (2, false) => Self { across, at: wide - at, from: high - to, to: high - from },
            // x' = high - y, y' = x
            (_, true) => Self { across: false, at: high - at, from, to },
            (_, false) => Self { across: true, at, from: high - to, to: high - from },
        }
    }
}

/// Adds the straight lines of a stroked path.
pub(super) fn stroked(path: &BezPath, rules: &mut Vec<Rule>) {
    let (mut first, mut last) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => (first, last) = (to, to),
            PathEl::LineTo(to) => {
                rules.extend(Rule::new(last, to));
                last = to;
            }
            PathEl::ClosePath => {
                rules.extend(Rule::new(last, first));
                last = first;
            }
            PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = to,
        }
    }
}

/// Adds the filled shapes that are so thin that they are lines, and the sides of thin frames.
pub(super) fn filled(path: &BezPath, rules: &mut Vec<Rule>) {
    let boxes = boxes(path);
    if let [outer, inner] = boxes.as_slice()
        && let Some(sides) = frame(*outer, *inner).or_else(|| frame(*inner, *outer))
    {
        rules.extend(sides.into_iter().flatten());
        return;
    }
    for shape in boxes {
        let (wide, high) = (shape.width(), shape.height());
        let middle = shape.center();
        if high <= THICK && wide >= SHORT && wide > high * 2.0 {
            rules.extend(Rule::new(Point::new(shape.x0, middle.y), Point::new(shape.x1, middle.y)));
        } else if wide <= THICK && high >= SHORT && high > wide * 2.0 {
            rules.extend(Rule::new(Point::new(middle.x, shape.y0), Point::new(middle.x, shape.y1)));
        }
    }
}

/// The sides of a frame between two boxes, the one a little within the other.
fn frame(outer: Rect, inner: Rect) -> Option<[Option<Rule>; 4]> {
    let gaps = [inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1];
    if !gaps.iter().all(|gap| (0.0..=THICK).contains(gap)) {
        return None;
    }
    let line = |x0, y0, x1, y1| Rule::new(Point::new(x0, y0), Point::new(x1, y1));
    Some([
        line(outer.x0, outer.y0, outer.x1, outer.y0),
        line(outer.x0, outer.y1, outer.x1, outer.y1),
        line(outer.x0, outer.y0, outer.x0, outer.y1),
        line(outer.x1, outer.y0, outer.x1, outer.y1),
    ])
}

/// The box of each part of a path.
fn boxes(path: &BezPath) -> Vec<Rect> {
    let mut boxes: Vec<Rect> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => boxes.push(Rect::from_points(to, to)),
            PathEl::LineTo(to) | PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                if let Some(last) = boxes.last_mut() {
                    *last = last.union_pt(to);
                }
            }
            PathEl::ClosePath => {}
        }
    }
    boxes
}
