//! A PDF file written byte by byte, as WPS writes one: codes of GBK in a font that is not in the file.

use std::fmt::Write;

use encoding_rs::GBK;

/// Characters of a line and lines of a page, as GB/T 9704 sets them.
const LINE: usize = 28;
const PAGE: usize = 22;

/// Size of the type and distance of the lines, in points.
const SIZE: usize = 16;
const LEADING: usize = 28;

/// The objects before the pages.
const HEAD: usize = 5;

/// A file of this text, again and again until there are so many pages, with a number below each.
pub fn file(text: &str, pages: usize) -> Vec<u8> {
    let lines: Vec<Vec<char>> = text.lines().flat_map(paragraph).collect();
    let mut endless = lines.iter().cycle();
    let kids: String = (0..pages).map(|at| format!("{} 0 R ", HEAD + 1 + 2 * at)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>"),
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[4 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)\
         /Supplement 2>>/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 907 500]>>"
            .to_owned(),
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859\
         /Descent -141/CapHeight 683/StemV 91>>"
            .to_owned(),
    ];
    for number in 1..=pages {
        let mut drawing = String::new();
        for (at, line) in endless.by_ref().take(PAGE).enumerate() {
            let line: String = line.iter().collect();
            show(&mut drawing, 74, 757 - LEADING * at, &line);
        }
        show(&mut drawing, 280, 70, &format!("— {number} —"));
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            objects.len() + 2
        ));
        objects.push(format!("<</Length {}>>stream\n{drawing}\nendstream", drawing.len()));
    }
    bytes(&objects)
}

/// A paragraph in lines, the first indented by two characters.
fn paragraph(text: &str) -> Vec<Vec<char>> {
    let characters: Vec<char> = "\u{3000}\u{3000}".chars().chain(text.trim().chars()).collect();
    characters.chunks(LINE).map(<[char]>::to_vec).collect()
}

/// Text at a place; `y` from the foot of the page.
fn show(drawing: &mut String, x: usize, y: usize, text: &str) {
    write!(drawing, "BT /F {SIZE} Tf 1 0 0 1 {x} {y} Tm <").unwrap();
    for byte in GBK.encode(text).0.iter() {
        write!(drawing, "{byte:02x}").unwrap();
    }
    drawing.push_str("> Tj ET\n");
}

/// The bytes of a file of these objects, the first of which is number 1.
fn bytes(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.5\n".to_owned();
    let mut places = String::from("0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", out.len()).unwrap();
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let (size, table) = (objects.len() + 1, out.len());
    write!(out, "xref\n0 {size}\n{places}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n")
        .unwrap();
    out.into_bytes()
}
