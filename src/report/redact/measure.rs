//! How many names are found, and how much else is taken for one, in notices written for it.
//!
//! `tests/masks/known` was at hand when the weights were set, `tests/masks/blind` was looked into when they were (see its README). In the texts stand
//! signs for persons, `{甲}`: the same sign the same person in one text; `{甲 }`: written with blanks where the name has two
//! characters; `{甲·}`: a name of another language. The names that come there are drawn from `names.txt` and `others.txt`
//! (invented), other ones in each round.

use std::{collections::HashMap, ops::Range, path::Path};

use super::text;

/// What was found of what is there.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    persons: usize,
    found: usize,
    /// Characters masked that belong to no name, by stretches.
    wrong: usize,
    masked: usize,
}

/// A text with names in it, and where they stand.
fn filled(draft: &str, names: &[&str], others: &[&str], round: usize) -> (String, Vec<Range<usize>>) {
    let (mut out, mut places) = (String::new(), Vec::new());
    let mut persons: HashMap<String, String> = HashMap::new();
    let mut rest = draft;
    while let Some((before, behind)) = rest.split_once('{') {
        let (sign, after) = behind.split_once('}').unwrap();
        out.push_str(before);
        let other = sign.ends_with('·');
        let pool = if other { others } else { names };
        let key = sign.trim_end_matches(['·', ' ']).to_owned();
        let next = (persons.len() * 7 + round * 13) % pool.len();
        let taken: Vec<&String> = persons.values().collect();
        let free = (0..pool.len()).map(|step| pool[(next + step) % pool.len()]);
        let fresh = free.clone().find(|name| !taken.iter().any(|one| one == name)).unwrap_or(pool[next]);
        let name = persons.entry(key).or_insert_with(|| fresh.to_owned()).clone();
        let shown = match sign.ends_with(' ') && name.chars().count() == 2 {
            true => name.chars().map(String::from).collect::<Vec<_>>().join("\u{3000}"),
            false => name,
        };
        places.push(out.len()..out.len() + shown.len());
        out.push_str(&shown);
        rest = after;
    }
    out.push_str(rest);
    (out, places)
}

/// Masks a text and compares, character by character: a mask has as many as what it stands for.
fn score(text_with_names: &str, places: &[Range<usize>], show: bool) -> Score {
    let shown = text(text_with_names, [].iter());
    let mut score = Score { persons: places.len(), ..Score::default() };
    let open: Vec<(usize, char)> = text_with_names.char_indices().collect();
    let masked: Vec<char> = shown.chars().collect();
    let numbers = super::numbers::masked(text_with_names);
    let same = open.len() == masked.len() && numbers.chars().count() == masked.len();
    assert!(same, "masks have another length: {shown}");
    let numbers: Vec<char> = numbers.chars().collect();
    let hidden: Vec<usize> =
        (0..masked.len()).filter(|at| masked[*at] == '某' && numbers[*at] != '某').collect();
    for place in places {
        let within = hidden.iter().any(|at| place.contains(&open[*at].0));
        // All but the family name, the point and blanks must be masked.
        let chars: Vec<usize> = (0..open.len()).filter(|at| place.contains(&open[*at].0)).collect();
        let bare =
            chars.iter().filter(|at| !hidden.contains(at) && !"·\u{3000}".contains(open[**at].1)).count();
        let double: Vec<char> = text_with_names.get(place.clone()).unwrap().chars().take(2).collect();
        let family = if super::lexicon::family(&double).is_some() { 2 } else { 1 };
        let whole = within && bare <= family;
        score.found += usize::from(whole);
        if show && !whole {
            println!("  missed: {}", around(text_with_names, place));
        }
    }
    for stretch in hidden.chunk_by(|one, other| one + 1 == *other) {
        score.masked += 1;
        let outside = stretch.iter().any(|at| !places.iter().any(|place| place.contains(&open[*at].0)));
        score.wrong += usize::from(outside);
        if show && outside {
            println!("  wrong: {}", around(text_with_names, &(open[stretch[0]].0..open[stretch[0]].0 + 3)));
        }
    }
    score
}

fn around(text: &str, place: &Range<usize>) -> String {
    let before: Vec<char> = text.get(..place.start).unwrap().chars().rev().take(10).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text.get(place.end..).unwrap().chars().take(10).collect();
    format!("{before}[{}]{after}", text.get(place.clone()).unwrap()).replace('\n', "⏎")
}

/// The score of a folder, over so many rounds of other names.
fn measure(folder: &str, rounds: usize) -> Score {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/masks").join(folder);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (names, others) = (read("names.txt"), read("others.txt"));
    let names: Vec<&str> = names.split_whitespace().collect();
    let others: Vec<&str> = others.split_whitespace().collect();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let show = std::env::var_os("HUITOUKAN_SHOW").is_some();
    let mut all = Score::default();
    for file in files.iter().filter(|file| !file.ends_with("names.txt") && !file.ends_with("others.txt")) {
        // The mask of a mail address has another length than the address; names are what is measured.
        let draft = std::fs::read_to_string(file).unwrap().replace('@', "#");
        let mut one = Score::default();
        for round in 0..rounds {
            let (text, places) = filled(&draft, &names, &others, round);
            let of = score(&text, &places, show);
            one.persons += of.persons;
            one.found += of.found;
            one.wrong += of.wrong;
            one.masked += of.masked;
        }
        println!("{}: {one:?}", file.file_name().unwrap().display());
        all.persons += one.persons;
        all.found += one.found;
        all.wrong += one.wrong;
        all.masked += one.masked;
    }
    println!("{all:?}");
    all
}

#[test]
fn names_are_found_in_texts_at_hand() {
    let all = measure("known", 10);
    assert!(all.found * 100 >= all.persons * 92, "{all:?}");
    assert!(all.wrong * 100 <= all.masked * 3, "{all:?}");
}

#[test]
fn names_are_found_in_texts_written_apart() {
    let all = measure("blind", 10);
    assert!(all.found * 100 >= all.persons * 92, "{all:?}");
    assert!(all.wrong * 100 <= all.masked * 3, "{all:?}");
}
