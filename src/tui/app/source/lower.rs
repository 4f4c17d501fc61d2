//! The window below: the next place of a doubt, where the window above does not show it.

use super::Source;

/// Lines from which there is room for two windows.
const LEAST: usize = 11;

impl Source {
    /// Sets the size of the window, or of both.
    pub(super) fn resize(&mut self, width: usize, height: usize) {
        let upper = height.saturating_sub(1) / 2;
        let was = self.lower.is_some();
        self.window(width, if was { upper } else { height });
        let partner = self.partner(height).filter(|_| height >= LEAST);
        // It takes over the window that is there.
        self.lower = partner.map(|at| self.below(at));
        if was != self.lower.is_some() {
            self.window(width, if was { height } else { upper });
            self.go_to_span();
        }
        if let Some(lower) = &mut self.lower {
            lower.window(width, height - 1 - upper);
        }
    }

    /// The next place that one window of so many lines does not show together with this one.
    fn partner(&self, height: usize) -> Option<usize> {
        let own = self.line(self.at)?;
        let apart = |at: &usize| match self.places.get(*at) {
            Some(place) if Some(place.issue) != self.issue => true,
            // Some lines stand before the place that one goes to, and the other may be long.
            _ => self.line(*at).is_some_and(|line| own.abs_diff(line) + height / 3 >= height),
        };
        (1..self.places.len()).map(|step| (self.at + step) % self.places.len()).find(apart)
    }

    /// The line in which a place of this text begins.
    fn line(&self, at: usize) -> Option<usize> {
        self.text.as_ref()?;
        let place = self.places.get(at)?;
        Some(self.lines.line_of(self.veiled.span(place.span).start))
    }

    /// The window below at that place.
    fn below(&mut self, at: usize) -> Box<Self> {
        let issue = self.places.get(at).map(|place| place.issue);
        match self.lower.take() {
            Some(lower) if (lower.at, lower.issue) == (at, issue) => lower,
            _ => {
                let same = issue == self.issue;
                let mut lower = Self { places: self.places.clone(), at, issue, ..Self::default() };
                if same {
                    (lower.text, lower.told) = (self.text.clone(), self.told.clone());
                    (lower.veiled, lower.hits) = (self.veiled.clone(), self.hits.clone());
                }
                Box::new(lower)
            }
        }
    }

    /// Goes on to the place that the window below shows, or to the next.
    pub(super) fn go_on(&mut self) {
        let next = (self.at + 1) % self.places.len().max(1);
        match self.lower.take() {
            Some(lower) if lower.text.is_some() => {
                let (width, height) = (self.width, self.height);
                let (home, label) = (self.home, std::mem::take(&mut self.label));
                *self = Self { home, label, ..*lower };
                self.window(width, height);
                self.go_to_span();
            }
            Some(lower) => self.go_to(lower.at),
            None => self.go_to(next),
        }
    }
}
