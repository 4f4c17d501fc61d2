//! The order in which the pieces of a page are read: that of their drawing, where it can be.
//!
//! A piece is never read before one that stands above it in the same breadth. Among the rest the
//! order of drawing decides, since it keeps the cells of a table without rules together; but where
//! drawing ran against reading (from the bottom up, font by font), the height on the page decides.

use std::{cmp::Reverse, collections::BinaryHeap};

/// The place of a piece on the page, in points from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Its left edge.
    pub(super) x0: f32,
    /// Its right edge.
    pub(super) x1: f32,
    /// Its top; of a line its baseline.
    pub(super) top: f32,
    /// Its bottom; of a line its baseline.
    pub(super) bottom: f32,
    /// Its place in the drawing.
    pub(super) order: usize,
}

impl Place {
    /// Whether this piece stands above the other and shares some of its breadth.
    fn is_over(&self, other: &Self) -> bool {
        let shared = self.x1.min(other.x1) - self.x0.max(other.x0);
        self.bottom + LEVEL < other.top && shared > SHARED
    }
}

/// Pieces whose heights differ by no more stand on one level, in points.
const LEVEL: f32 = 2.0;

/// Pieces share their breadth when they share more than this, in points.
const SHARED: f32 = 2.0;

/// Above so many pieces a page is read by height alone, since each is held against each.
const MAX_PIECES: usize = 1500;

/// The order in which to read pieces: their indexes.
pub(super) fn reading_order(pieces: &[Place]) -> Vec<usize> {
    let mut drawn: Vec<usize> = (0..pieces.len()).collect();
    drawn.sort_by_key(|at| pieces.get(*at).map(|piece| piece.order));
    let mut level = drawn.clone();
    level.sort_by_key(|at| {
        pieces.get(*at).map(|piece| ((piece.bottom / LEVEL / 2.0).round() as i64, piece.x0.round() as i64))
    });
    if pieces.len() > MAX_PIECES {
        return level;
    }
    let against = drawn
        .windows(2)
        .filter(|pair| match (pieces.get(pair[0]), pieces.get(pair[1])) {
            (Some(first), Some(second)) => second.is_over(first),
            _ => false,
        })
        .count();
    // Footers and heads drawn out of place are one or two to a page.
    let ranks = if against > 2 && against * 10 > pieces.len() { level } else { drawn };
    sorted(pieces, &ranks)
}

/// Sorts pieces by their ranks, but none before one that is over it.
fn sorted(pieces: &[Place], ranks: &[usize]) -> Vec<usize> {
    let mut rank = vec![0; pieces.len()];
    for (place, at) in ranks.iter().enumerate() {
        if let Some(rank) = rank.get_mut(*at) {
            *rank = place;
        }
    }
    let mut waits = vec![0usize; pieces.len()];
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); pieces.len()];
    for (at, piece) in pieces.iter().enumerate() {
        for (other, under) in pieces.iter().enumerate() {
            if at != other
                && piece.is_over(under)
                && let (Some(waits), Some(below)) = (waits.get_mut(other), below.get_mut(at))
            {
                *waits += 1;
                below.push(other);
            }
        }
    }
    let entry = |at: usize| Reverse((rank.get(at).copied().unwrap_or(0), at));
    let mut ready: BinaryHeap<_> =
        waits.iter().enumerate().filter(|(_, waits)| **waits == 0).map(|(at, _)| entry(at)).collect();
    let mut out = Vec::with_capacity(pieces.len());
    while let Some(Reverse((_, at))) = ready.pop() {
        out.push(at);
        for under in below.get(at).into_iter().flatten() {
            if let Some(waits) = waits.get_mut(*under) {
                *waits -= 1;
                if *waits == 0 {
                    ready.push(entry(*under));
                }
            }
        }
    }
    out
}
