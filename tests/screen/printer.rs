//! Prints a screen: the cells behind wide characters left out, the cursor told.

use huitoukan::text::width;
use ratatui::style::{Color, Modifier, Style};

use crate::bench::Drawn;

/// The screen as text, blanks at line ends left out, and where the cursor is.
pub fn text(drawn: &Drawn) -> String {
    let mut out = lines(drawn, ' ', |cell| cell.symbol().to_owned());
    out.push_str(&match drawn.cursor {
        Some(position) => format!("[cursor {},{}]\n", position.x, position.y),
        None => "[no cursor]\n".to_owned(),
    });
    out
}

/// The styles of the screen, a letter for a cell.
pub fn styles(drawn: &Drawn) -> String {
    lines(drawn, '.', |cell| {
        let letter = letter(cell.style());
        letter.to_string().repeat(width(cell.symbol()).max(1))
    })
}

fn lines(drawn: &Drawn, blank: char, say: impl Fn(&ratatui::buffer::Cell) -> String) -> String {
    let mut out = String::new();
    for y in 0..drawn.buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < drawn.buffer.area.width {
            let cell = &drawn.buffer[(x, y)];
            line.push_str(&say(cell));
            x += u16::try_from(width(cell.symbol()).max(1)).unwrap();
        }
        out.push_str(line.trim_end_matches(blank));
        out.push('\n');
    }
    out
}

/// `V` reversed, `U` underlined, `b` bold, `d` dim, first letter of a colour in small or, when bold,
/// capital letters (`H` a hit: bold, underlined, coloured).
fn letter(style: Style) -> char {
    let has = |modifier| style.add_modifier.contains(modifier);
    let colour = match style.fg {
        Some(Color::Red) => Some('r'),
        Some(Color::Green) => Some('g'),
        Some(Color::Yellow) => Some('y'),
        Some(Color::Cyan) => Some('c'),
        Some(Color::Magenta) => Some('m'),
        _ => None,
    };
    match colour {
        _ if has(Modifier::REVERSED) => 'V',
        Some('m') if has(Modifier::UNDERLINED) => 'H',
        _ if has(Modifier::UNDERLINED) => 'U',
        Some(letter) if has(Modifier::BOLD) => letter.to_ascii_uppercase(),
        Some(letter) => letter,
        None if has(Modifier::BOLD) => 'b',
        None if has(Modifier::DIM) => 'd',
        None => '.',
    }
}

/// The uppermost popup as text.
pub fn popup(drawn: &Drawn) -> String {
    let area = drawn.map.overlay.unwrap();
    let mut out = String::new();
    for y in area.top()..area.bottom() {
        let mut line = String::new();
        let mut x = area.left();
        while x < area.right() {
            let symbol = drawn.buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(width(symbol).max(1)).unwrap();
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
