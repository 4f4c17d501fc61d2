//! Automatic numbers of word processors, as they are printed.

/// How a number is printed. The names are those of ECMA-376, 17.18.59 (`ST_NumberFormat`); DOC
/// numbers them (MS-OSHARED, 2.2.1.3, `MSONFC`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numerals {
    /// 1
    #[default]
    Decimal,
    /// 01
    DecimalZero,
    /// １
    FullWidth,
    /// ①, to ㊿; a plain number above
    Circled,
    /// ⑴ to ⒇; a plain number in brackets above
    Bracketed,
    /// 一, 十一, 一百零一
    Chinese,
    /// 一, 一一, 一〇一
    ChineseDigits,
    /// 壹, 壹拾壹
    ChineseLegal,
    /// 甲 to 癸, then anew
    Stems,
    /// 子 to 亥, then anew
    Branches,
    /// A, Z, AA, BB
    UpperLetter,
    /// a, z, aa, bb
    LowerLetter,
    /// IV
    UpperRoman,
    /// iv
    LowerRoman,
    /// 001: with zeros at its head to this many digits
    Padded(u8),
    /// ⒈ to ⒛; a plain number with a full stop above
    Stopped,
    /// ㊀ to ㊉; a Chinese number above
    CircledChinese,
    /// - 1 -
    Dashed,
    /// Nothing: bullets, and levels without a number
    None,
}

impl Numerals {
    /// The numerals of a name of ECMA-376; plain numbers for those of scripts that no notice has.
    pub fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Bracketed,
            "decimalEnclosedFullstop" => Self::Stopped,
            "ideographEnclosedCircle" => Self::CircledChinese,
            "numberInDash" => Self::Dashed,
            "chineseCounting"
            | "chineseCountingThousand"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseCounting" => Self::Chinese,
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Self::ChineseDigits,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::ChineseLegal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "bullet" | "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The number as it is printed.
    pub fn print(self, value: u32) -> String {
        match self {
            Self::Decimal => value.to_string(),
            Self::DecimalZero => format!("{value:02}"),
            Self::FullWidth => value.to_string().chars().filter_map(full_width).collect(),
            Self::Circled => circled(value).map_or_else(|| value.to_string(), String::from),
            Self::Bracketed => match value {
                1..=20 => char::from_u32(0x2474 + value - 1).into_iter().collect(),
                _ => format!("({value})"),
            },
            Self::Chinese => chinese(value, &CHINESE, &["", "十", "百", "千"], true),
            Self::ChineseDigits => digits(value),
            Self::ChineseLegal => chinese(value, &LEGAL, &["", "拾", "佰", "仟"], false),
            Self::Stems => cycled(value, "甲乙丙丁戊己庚辛壬癸"),
            Self::Branches => cycled(value, "子丑寅卯辰巳午未申酉戌亥"),
            Self::UpperLetter => letter(value, b'A'),
            Self::LowerLetter => letter(value, b'a'),
            Self::UpperRoman => roman(value),
            Self::LowerRoman => roman(value).to_ascii_lowercase(),
            Self::Padded(width) => format!("{value:0width$}", width = usize::from(width)),
            Self::Stopped => match value {
                1..=20 => char::from_u32(0x2488 + value - 1).into_iter().collect(),
                _ => format!("{value}."),
            },
            Self::CircledChinese => match value {
                1..=10 => char::from_u32(0x3280 + value - 1).into_iter().collect(),
                _ => Self::Chinese.print(value),
            },
            Self::Dashed => format!("- {value} -"),
            Self::None => String::new(),
        }
    }
}

const CHINESE: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const LEGAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

fn full_width(digit: char) -> Option<char> {
    char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０'))
}

/// Unicode has circled numbers in three rows: 1 to 20, 21 to 35, 36 to 50.
fn circled(value: u32) -> Option<char> {
    match value {
        1..=20 => char::from_u32(0x2460 + value - 1),
        21..=35 => char::from_u32(0x3251 + value - 21),
        36..=50 => char::from_u32(0x32b1 + value - 36),
        _ => None,
    }
}

/// A number in Chinese up to 9999, a plain one above. `short`: 十 and not 一十 at the head.
fn chinese(value: u32, names: &[&str; 10], units: &[&str; 4], short: bool) -> String {
    if value == 0 || value > 9999 {
        return if value == 0 { names[0].to_owned() } else { value.to_string() };
    }
    let digits: Vec<usize> = [1000, 100, 10, 1].iter().map(|unit| (value / unit % 10) as usize).collect();
    let mut out = String::new();
    let mut gap = false;
    for (place, digit) in digits.into_iter().enumerate() {
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push_str(names[0]);
        }
        if !(short && out.is_empty() && digit == 1 && place == 2) {
            out.push_str(names[digit]);
        }
        out.push_str(units[3 - place]);
    }
    out
}

fn digits(value: u32) -> String {
    let name = |digit: u32| if digit == 0 { "〇" } else { CHINESE[digit as usize] };
    value.to_string().chars().filter_map(|c| c.to_digit(10)).map(name).collect()
}

fn cycled(value: u32, names: &str) -> String {
    let count = names.chars().count();
    names.chars().nth((value.max(1) as usize - 1) % count).into_iter().collect()
}

/// The longest row of one letter: Word goes on for ever, a reader does not.
const MAX_LETTERS: u32 = 8;

fn letter(value: u32, first: u8) -> String {
    let at = value.max(1) - 1;
    let letter = char::from(first + (at % 26) as u8);
    (0..=(at / 26).min(MAX_LETTERS)).map(|_| letter).collect()
}

fn roman(value: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value == 0 || value > 3999 {
        return value.to_string();
    }
    let mut rest = value;
    let mut out = String::new();
    for (unit, name) in PARTS {
        while rest >= unit {
            out.push_str(name);
            rest -= unit;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Numerals::Decimal, 12, "12")]
    #[case(Numerals::DecimalZero, 7, "07")]
    #[case(Numerals::FullWidth, 12, "１２")]
    #[case(Numerals::Circled, 1, "①")]
    #[case(Numerals::Circled, 20, "⑳")]
    #[case(Numerals::Circled, 21, "㉑")]
    #[case(Numerals::Circled, 50, "㊿")]
    #[case(Numerals::Circled, 51, "51")]
    #[case(Numerals::Bracketed, 3, "⑶")]
    #[case(Numerals::Chinese, 1, "一")]
    #[case(Numerals::Chinese, 10, "十")]
    #[case(Numerals::Chinese, 11, "十一")]
    #[case(Numerals::Chinese, 20, "二十")]
    #[case(Numerals::Chinese, 99, "九十九")]
    #[case(Numerals::Chinese, 101, "一百零一")]
    #[case(Numerals::Chinese, 110, "一百一十")]
    #[case(Numerals::Chinese, 1005, "一千零五")]
    #[case(Numerals::Chinese, 10000, "10000")]
    #[case(Numerals::ChineseDigits, 101, "一〇一")]
    #[case(Numerals::ChineseLegal, 11, "壹拾壹")]
    #[case(Numerals::Stems, 11, "甲")]
    #[case(Numerals::Branches, 12, "亥")]
    #[case(Numerals::UpperLetter, 28, "BB")]
    #[case(Numerals::LowerLetter, 3, "c")]
    #[case(Numerals::LowerRoman, 14, "xiv")]
    #[case(Numerals::Padded(3), 7, "007")]
    #[case(Numerals::Stopped, 2, "⒉")]
    #[case(Numerals::CircledChinese, 3, "㊂")]
    #[case(Numerals::Dashed, 4, "- 4 -")]
    #[case(Numerals::None, 3, "")]
    fn numbers_are_printed_as_word_prints_them(
        #[case] numerals: Numerals,
        #[case] value: u32,
        #[case] printed: &str,
    ) {
        assert_eq!(numerals.print(value), printed);
    }
}
