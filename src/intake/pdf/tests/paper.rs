//! PDF files written byte by byte.

use encoding_rs::{GB18030, GBK};

/// A font's encoding: how its codes are made of text.
#[derive(Clone, Copy)]
pub struct Coding {
    /// The predefined CMap.
    pub cmap: &'static str,
    /// The name of the font, as it stands in the file.
    pub name: &'static str,
    /// The codes of a text.
    pub encode: fn(&str) -> Vec<u8>,
}

/// The way of WPS: codes of GBK, a font that is not in the file, its name 宋体 in GBK.
pub const GBK_EUC: Coding =
    Coding { cmap: "GBK-EUC-H", name: "/#CB#CE#CC#E5", encode: |text| GBK.encode(text).0.into() };

/// GB 18030.
pub const GBK2K: Coding =
    Coding { cmap: "GBK2K-H", name: "/SimSun", encode: |text| GB18030.encode(text).0.into() };

/// UCS-2.
pub const UCS2: Coding = Coding { cmap: "UniGB-UCS2-H", name: "/STSong-Light", encode: utf16 };

/// UTF-16.
pub const UTF16: Coding = Coding { cmap: "UniGB-UTF16-H", name: "/SimSun", encode: utf16 };

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

impl Coding {
    /// The codes of a text, in hexadecimal.
    pub fn hex(&self, text: &str) -> String {
        (self.encode)(text).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Text in GBK codes at a place; `y` from the foot of the page.
pub fn show(x: f64, y: f64, size: f64, text: &str) -> String {
    format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET\n", GBK_EUC.hex(text))
}

/// Invisible text, as recognition programs lay it over pictures.
pub fn hidden(x: f64, y: f64, size: f64, text: &str) -> String {
    format!("BT 3 Tr /F {size} Tf 1 0 0 1 {x} {y} Tm <{}> Tj 0 Tr ET\n", GBK_EUC.hex(text))
}

/// A stroked line.
pub fn rule(x0: f64, y0: f64, x1: f64, y1: f64) -> String {
    format!("{x0} {y0} m {x1} {y1} l S\n")
}

/// A picture over a part of the page.
pub fn picture(x: f64, y: f64, wide: f64, high: f64) -> String {
    format!("q {wide} 0 0 {high} {x} {y} cm /I Do Q\n")
}

/// A page.
#[derive(Clone)]
pub struct Leaf {
    /// Its width and height, in points.
    pub size: (u32, u32),
    /// By how much it is turned for reading, in degrees.
    pub rotate: u32,
    /// What is drawn.
    pub drawing: String,
}

/// An A4 page.
pub fn leaf(drawing: String) -> Leaf {
    Leaf { size: (595, 842), rotate: 0, drawing }
}

/// A file of these pages, its font in this coding.
pub fn file(coding: Coding, leaves: &[Leaf]) -> Vec<u8> {
    let mut objects: Vec<(usize, Vec<u8>)> = Vec::new();
    let kids: String = (0..leaves.len()).map(|at| format!("{} 0 R ", 10 + 2 * at)).collect();
    let mut put = |number: usize, text: String| objects.push((number, text.into_bytes()));
    put(1, "<</Type/Catalog/Pages 2 0 R>>".to_owned());
    put(2, format!("<</Type/Pages/Kids[{kids}]/Count {}>>", leaves.len()));
    let (name, cmap) = (coding.name, coding.cmap);
    put(3, format!("<</Type/Font/Subtype/Type0/BaseFont {name}/Encoding/{cmap}/DescendantFonts[4 0 R]>>"));
    put(
        4,
        format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont {name}/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)\
             /Supplement 2>>/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 907 500 7716 7716 500]>>"
        ),
    );
    put(
        5,
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859\
         /Descent -141/CapHeight 683/StemV 91>>"
            .to_owned(),
    );
    // A font whose codes are glyphs of no known character.
    put(
        6,
        "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Own/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
            .to_owned(),
    );
    put(
        7,
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Own/CIDSystemInfo<</Registry(Adobe)\
         /Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 1000>>"
            .to_owned(),
    );
    put(
        8,
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\
         stream\n0\nendstream"
            .to_owned(),
    );
    for (at, leaf) in leaves.iter().enumerate() {
        let (wide, high) = leaf.size;
        put(
            10 + 2 * at,
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Rotate {}/Resources<</Font<</F 3 0 R\
                 /X 6 0 R>>/XObject<</I 8 0 R>>>>/Contents {} 0 R>>",
                leaf.rotate,
                11 + 2 * at
            ),
        );
        put(11 + 2 * at, format!("<</Length {}>>stream\n{}\nendstream", leaf.drawing.len(), leaf.drawing));
    }
    bytes(&objects)
}

/// The bytes of a file of these objects.
fn bytes(objects: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = vec![None; objects.iter().map(|object| object.0).max().unwrap_or(0) + 1];
    for (number, object) in objects {
        places[*number] = Some(out.len());
        out.extend(format!("{number} 0 obj\n").into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n", places.len()).into_bytes());
    for place in &places {
        let entry = place.map_or("0000000000 65535 f \n".to_owned(), |at| format!("{at:010} 00000 n \n"));
        out.extend(entry.into_bytes());
    }
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", places.len());
    out.extend(trailer.into_bytes());
    out
}
