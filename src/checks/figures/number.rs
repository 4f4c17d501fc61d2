//! The value of a number as written: digits (1,234.5), numerals (一百零五, 廿四), both mixed (3万5千, 1.2亿).

use super::exact::Exact;

/// A number at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Exact,
    /// What one of its last printed digit stands for: 0.1 of `8.2`, 1000 of `3万5千`;
    /// 1 of numerals without 万.
    pub place: Exact,
    /// What one of its last digit other than 0 stands for: 100 of `300`. `300余` reaches to 400.
    pub step: Exact,
    /// The largest of 1, 万, 亿 in which it is written.
    pub scale: i128,
    /// Bytes of the text that it takes.
    pub length: usize,
    /// Whether it is written in numerals alone.
    pub chinese: bool,
    /// Whether it has digits, or numerals, one behind the other as years and house numbers do (二〇二三).
    pub spelled: bool,
}

/// The most characters of a number: longer ones are no figures.
const LONGEST: usize = 24;

/// What a numeral stands for.
fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// What a numeral multiplies by.
fn unit(c: char) -> Option<i128> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// Whether a number may begin with a character.
pub fn begins(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some_and(|value| value > 0) || matches!(c, '十' | '百' | '廿' | '卅')
}

/// What has been read of a number: `whole` + `section` + `last`, of which 万 and 亿 multiply all before.
#[derive(Default)]
struct Reader {
    whole: Exact,
    section: Exact,
    last: Option<(Exact, Exact)>,
    place: Exact,
    step: Exact,
    scale: i128,
    greatest: Option<i128>,
    /// Whether all of it is in Chinese numerals.
    chinese: bool,
    /// Whether its digits are said one by one (二〇二四).
    spelled: bool,
}

impl Reader {
    fn multiply(&mut self, by: i128) -> Option<()> {
        let factor = Exact::whole(by)?;
        let one = Exact::whole(1)?;
        let (value, place) = self.last.take().unwrap_or((Exact::ZERO, one));
        if by < 10_000 {
            // 十五 is ten and five; 百 without a number before it is one hundred.
            let value = if value == Exact::ZERO { one } else { value };
            self.section = self.section.plus(value.times(factor)?)?;
            self.place = place.times(factor)?;
        } else {
            let section = self.section.plus(value)?;
            let all = if by > 10_000 { self.whole.plus(section)? } else { section };
            // 3000万: the place of what stood before, ten thousand times.
            let before = if value == Exact::ZERO && self.section != Exact::ZERO { self.place } else { place };
            self.place = before.times(factor)?;
            self.whole =
                if by > 10_000 { all.times(factor)? } else { self.whole.plus(all.times(factor)?)? };
            self.section = Exact::ZERO;
            self.scale = self.scale.max(by);
        }
        self.step = self.place;
        Some(())
    }
}

/// The number at the beginning of a text; `None` where none begins, or none that can be read one way.
pub fn read(text: &str) -> Option<Number> {
    let mut reader = Reader { scale: 1, chinese: true, ..Reader::default() };
    let (mut length, mut signs) = (0, 0);
    let mut chars = text.chars().peekable();
    if !chars.peek().copied().is_some_and(begins) {
        return None;
    }
    while let Some(&c) = chars.peek() {
        if signs >= LONGEST {
            return None;
        }
        let rest = text.get(length..)?;
        let taken = if c.is_ascii_digit() {
            if reader.last.is_some() {
                break;
            }
            reader.decimal(rest)?
        } else if c == '点' && reader.chinese && reader.last.is_some() {
            1 + reader.point(rest.get(c.len_utf8()..)?)?
        } else if reader.numeral(c)? {
            1
        } else {
            break;
        };
        length += chars.by_ref().take(taken).map(char::len_utf8).sum::<usize>();
        signs += taken;
    }
    reader.number(length)
}

impl Reader {
    /// Takes decimal digits; gives how many characters they are.
    fn decimal(&mut self, text: &str) -> Option<usize> {
        let (value, place, step, taken) = decimal(text)?;
        self.last = Some((value, place));
        (self.place, self.step) = (place, step);
        self.chinese = false;
        Some(taken)
    }

    /// Takes what stands behind 点; gives how many characters that is.
    fn point(&mut self, text: &str) -> Option<usize> {
        let (value, place, taken) = point(text)?;
        let (before, _) = self.last?;
        self.last = Some((before.plus(value)?, place));
        (self.place, self.step) = (place, place);
        Some(taken / '一'.len_utf8())
    }

    /// Takes a Chinese numeral or unit; gives whether it belongs to the number.
    fn numeral(&mut self, c: char) -> Option<bool> {
        let one = Exact::whole(1)?;
        if let Some(value) = digit(c) {
            match self.last {
                Some(_) if !self.chinese => return Some(false),
                Some((before, _)) if before != Exact::ZERO || self.spelled => {
                    self.spelled = true;
                    let ten = before.times(Exact::whole(10)?)?;
                    self.last = Some((ten.plus(Exact::whole(value)?)?, one));
                }
                _ => self.last = Some((Exact::whole(value)?, one)),
            }
            if value > 0 {
                (self.place, self.step) = (one, one);
            }
        } else if matches!(c, '廿' | '卅') && self.last.is_none() {
            self.section = self.section.plus(Exact::whole(if c == '廿' { 20 } else { 30 })?)?;
            (self.place, self.step) = (Exact::whole(10)?, Exact::whole(10)?);
        } else if let Some(by) = unit(c) {
            // 万 and 亿 come once each, the greater first, and 3千万 and 1亿2千万 have smaller ones before.
            if by >= 10_000 {
                if self.greatest.is_some_and(|greatest| by >= greatest) {
                    return Some(false);
                }
                self.greatest = Some(by);
            }
            self.multiply(by)?;
        } else {
            return Some(false);
        }
        Some(true)
    }

    /// What was read, of so many bytes.
    fn number(self, length: usize) -> Option<Number> {
        let one = Exact::whole(1)?;
        let last = self.last.map_or(Exact::ZERO, |(value, _)| value);
        let value = self.whole.plus(self.section)?.plus(last)?;
        let Self { mut place, step, scale, chinese, spelled, .. } = self;
        // 三百二十 is as exact as 320.
        if chinese && scale == 1 && place > one {
            place = one;
        }
        Some(Number { value, place, step, scale, length, chinese, spelled })
    }
}

/// Decimal digits: value, place of the last, place of the last other than 0, bytes. Commas may part
/// thousands.
fn decimal(text: &str) -> Option<(Exact, Exact, Exact, usize)> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let mut whole = String::new();
    let mut at = digits(text);
    whole.push_str(text.get(..at)?);
    if at <= 3 {
        while let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix(',')) {
            if digits(rest) != 3 {
                break;
            }
            whole.push_str(rest.get(..3)?);
            at += 4;
        }
    }
    let mut part = String::new();
    if let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix('.')) {
        let count = digits(rest);
        // 1.2.3 and `1.` are labels.
        if count == 0 || rest.get(count..).is_some_and(|rest| rest.starts_with('.')) || count > 6 {
            return None;
        }
        part.push_str(rest.get(..count)?);
        at += count + 1;
    }
    if whole.len() > 15 {
        return None;
    }
    let ten = |power: usize| {
        let power = u32::try_from(power).ok()?;
        Exact::whole(1)?.over(Exact::whole(10_i128.checked_pow(power)?)?)
    };
    let place = ten(part.len())?;
    let number: i128 = format!("{whole}{part}").parse().ok()?;
    let value = Exact::whole(number)?.times(place)?;
    let zeros = format!("{whole}{part}").chars().rev().take_while(|c| *c == '0').count();
    let step = if number == 0 {
        place
    } else {
        place.times(Exact::whole(10_i128.checked_pow(u32::try_from(zeros).ok()?)?)?)?
    };
    Some((value, place, step, at))
}

/// What follows 点 in numerals: value, place, bytes.
fn point(text: &str) -> Option<(Exact, Exact, usize)> {
    let digits: Vec<i128> = text.chars().map_while(digit).take(6).collect();
    let ten = Exact::whole(10)?;
    let (mut value, mut place) = (Exact::ZERO, Exact::whole(1)?);
    for digit in &digits {
        place = place.over(ten)?;
        value = value.plus(place.times(Exact::whole(*digit)?)?)?;
    }
    let taken = text.chars().take(digits.len()).map(char::len_utf8).sum();
    (!digits.is_empty()).then_some((value, place, taken))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("1,234.5", "1234.5", "0.1", "0.1")]
    #[case("300", "300", "1", "100")]
    #[case("4300", "4300", "1", "100")]
    #[case("3万5千", "35000", "1000", "1000")]
    #[case("1.2万", "12000", "1000", "1000")]
    #[case("1亿2千万", "120000000", "10000000", "10000000")]
    #[case("2.4亿", "240000000", "10000000", "10000000")]
    #[case("3000万", "30000000", "10000", "10000")]
    #[case("1千5百", "1500", "100", "100")]
    #[case("十五万", "150000", "10000", "10000")]
    #[case("九万二千", "92000", "1000", "1000")]
    #[case("一百零五", "105", "1", "1")]
    #[case("三百二十", "320", "1", "10")]
    #[case("一百一十五", "115", "1", "1")]
    #[case("十", "10", "1", "10")]
    #[case("廿四", "24", "1", "1")]
    #[case("两", "2", "1", "1")]
    #[case("三点五", "3.5", "0.1", "0.1")]
    #[case("一万零三十", "10030", "10", "10")]
    fn values(#[case] text: &str, #[case] value: &str, #[case] place: &str, #[case] step: &str) {
        let number = read(text).expect(text);
        let shown = [number.value, number.place, number.step].map(|number| number.to_string());
        assert_eq!(shown, [value, place, step], "{text}");
        assert_eq!(number.length, text.len(), "{text}");
    }

    #[rstest]
    #[case("二〇二三年")]
    #[case("一二三")]
    fn spelled(#[case] text: &str) {
        assert!(read(text).is_some_and(|number| number.spelled), "{text}");
    }

    #[rstest]
    #[case("1.2.3")]
    #[case("年")]
    #[case("")]
    #[case("万元")]
    fn none(#[case] text: &str) {
        assert_eq!(read(text), None, "{text}");
    }

    fn numerals(number: u32) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let mut out = String::new();
        let mut gap = false;
        for (power, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / power % 10;
            if digit == 0 {
                gap |= !out.is_empty();
                continue;
            }
            if gap {
                out += digits[0];
                gap = false;
            }
            out += digits[digit as usize];
            out += unit;
        }
        out
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "[0-9,.一二三十百千万亿廿〇零点两]{0,30}") {
            if let Some(number) = read(&text) {
                prop_assert!(number.length <= text.len());
                prop_assert!(text.is_char_boundary(number.length));
            }
        }

        #[test]
        fn numerals_have_their_value(number in 1_u32..10_000) {
            let read = read(&numerals(number)).expect("a number");
            prop_assert_eq!(read.value, Exact::whole(i128::from(number)).expect("small"));
        }

        #[test]
        fn digits_have_their_value(whole in 0_u64..1_000_000_000, part in 0_u32..1000) {
            let text = format!("{whole}.{part:03}");
            let read = read(&text).expect("a number");
            let want = Exact::whole(i128::from(whole) * 1000 + i128::from(part)).and_then(|n| n.over(Exact::whole(1000)?));
            prop_assert_eq!(Some(read.value), want);
        }
    }
}
