//! Radicals → the characters that they are drawn like.
//!
//! Chromium, Qt and PDFBox write text of Noto fonts with characters of the radical blocks (⾏ for 行),
//! since the font has one glyph for both. The pairs are those of Unicode's
//! `EquivalentUnifiedIdeograph.txt`, with these exceptions: only radicals that are drawn like the whole
//! character (not ⺌, a part of 尚, for 小), and where a Chinese font has one glyph for the radical and
//! another character than Unicode names, that one: 户 for ⼾ (not 戶), 月 for ⺼ (not 肉).

/// The characters of U+2F00 to U+2FD5, the radicals of the Kangxi dictionary, in order.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕\
    大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日\
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
    衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of U+2E80 to U+2EFF in order, each followed by its character.
const SUPPLEMENT: &str = "\
    ⺅亻⺉刂⺊卜⺋㔾⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民\
    ⺡氵⺣灬⺤爫⺦丬⺨犭⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺹耂⺺肀⺼月⺾艹⺿艹⻀艹\
    ⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青\
    ⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐\
    ⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The character itself, or that which a radical stands for.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth(c as usize - 0x2f00).unwrap_or(c),
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = SUPPLEMENT.chars();
            while let (Some(radical), Some(whole)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return whole;
                }
            }
            c
        }
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("⽉⾏⻓⻅⺠⼾⼯⼈⽇⻋", "月行长见民户工人日车")]
    #[case("⼀⿕", "一龠")]
    #[case("⻳⺟⺼", "龟母月")]
    #[case("（１）戶见", "（１）戶见")]
    #[case("⺌⺀", "⺌⺀")]
    fn radicals_are_whole_characters(#[case] drawn: &str, #[case] read: &str) {
        assert_eq!(drawn.chars().map(fold).collect::<String>(), read);
    }

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(KANGXI.chars().count(), 214);
        let supplement: Vec<char> = SUPPLEMENT.chars().collect();
        assert!(supplement.chunks(2).all(|pair| ('\u{2e80}'..'\u{2f00}').contains(&pair[0])));
        let all = KANGXI.chars().chain(supplement.chunks(2).map(|pair| pair[1]));
        assert!(all.into_iter().all(|c| !('\u{2e80}'..'\u{2fe0}').contains(&c)));
    }
}
