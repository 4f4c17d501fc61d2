//! What the rules of arithmetic find in a sentence.

use crate::parse::flow::Range;

use super::Phrase;

/// A printed figure that others of its sentence do not make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The printed figure, by its index.
    pub printed: usize,
    /// The figures it is computed from.
    pub from: Vec<usize>,
    /// Words besides that it is computed from: a span of days.
    pub words: Option<Range>,
    /// The computation with its result.
    pub computed: String,
}

/// Figures that were computed: those that fit and those that do not.
///
/// A figure that fits in one sensible way is asked in no other: the sentence can be read so that it is right.
#[derive(Debug, Default)]
pub struct Found {
    misfits: Vec<Misfit>,
    fits: Vec<usize>,
    rests: Vec<usize>,
}

impl Found {
    /// A figure is what others make.
    pub fn fits(&mut self, printed: usize) {
        self.fits.push(printed);
    }

    /// A figure is what is left of others: then it is no part of anything else.
    pub fn fits_as_rest(&mut self, printed: usize) {
        self.fits.push(printed);
        self.rests.push(printed);
    }

    /// A figure is not what others make.
    pub fn misfit(&mut self, printed: usize, from: Vec<usize>, computed: String) {
        self.misfits.push(Misfit { printed, from, words: None, computed });
    }

    /// A figure is not what words say.
    pub fn misfit_of(&mut self, printed: usize, words: Range, computed: String) {
        self.misfits.push(Misfit { printed, from: Vec::new(), words: Some(words), computed });
    }

    /// What is to be asked: one question for each figure, and one for the same figures.
    pub fn asked(self) -> Vec<Misfit> {
        let mut out: Vec<Misfit> = Vec::new();
        for misfit in self.misfits {
            let within =
                |one: &Misfit, two: &Misfit| one.figures().all(|at| two.figures().any(|other| other == at));
            let known = out.iter().any(|before| {
                before.printed == misfit.printed || within(before, &misfit) || within(&misfit, before)
            });
            let rest = misfit.from.iter().any(|from| self.rests.contains(from));
            if !known && !rest && !self.fits.contains(&misfit.printed) {
                out.push(misfit);
            }
        }
        out
    }
}

impl Misfit {
    /// All of its figures.
    fn figures(&self) -> impl Iterator<Item = usize> {
        self.from.iter().copied().chain([self.printed])
    }
}

/// Figures joined by a sign, as the computation shows them: `8.2 + 6.9`.
pub fn joined(phrase: &Phrase, items: &[usize], sign: &str) -> String {
    let shown = items.iter().filter_map(|item| phrase.figure(*item)).map(super::Figure::shown);
    shown.collect::<Vec<_>>().join(&format!(" {sign} "))
}
