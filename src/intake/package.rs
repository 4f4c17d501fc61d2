//! ZIP packages: which format one is, and its parts, opened under limits.
//!
//! Nothing is written to disk and no name of a part is a path, so that a name can do no harm.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use zip::{ZipArchive, result::ZipError};

use super::{
    Fault, Format, Limit,
    limits::{MAX_PART, MAX_UNPACKED},
    xml::{self, Xml},
};

/// The most entries of a package: each costs the library some hundred bytes before anything is read.
/// A document with a thousand pictures has some two thousand.
const MAX_ENTRIES: usize = 20_000;

/// The parts that tell formats of packages; from ECMA-376, GB/T 33190 (OFD), OpenDocument and EPUB.
const PARTS: &[(&str, Format)] = &[
    ("word/document.xml", Format::Docx),
    ("xl/workbook.xml", Format::Xlsx),
    ("xl/workbook.bin", Format::Package),
    ("ofd.xml", Format::Ofd),
    ("meta-inf/manifest.xml", Format::Odf),
];

/// What the names of content types hold (ECMA-376 part 1, 11 to 13; MS-OFFMACRO2, 2.2), in small
/// letters, with the format of a package whose main part is of such a type.
const TYPES: &[(&str, Format)] = &[
    ("wordprocessingml", Format::Docx),
    ("ms-word", Format::Docx),
    ("spreadsheetml", Format::Xlsx),
    ("ms-excel.sheet.macroenabled", Format::Xlsx),
    ("ms-excel.template.macroenabled", Format::Xlsx),
];

/// The folders of a package's parts. They tell the format of a package that is cut off.
const FOLDERS: &[(&str, Format)] =
    &[("word/", Format::Docx), ("xl/", Format::Xlsx), ("ofd.xml", Format::Ofd), ("doc_0/", Format::Ofd)];

/// The signature of an entry's header in the directory of a package (APPNOTE.TXT, 4.3.12).
const ENTRY: &[u8] = b"PK\x01\x02";

/// The signature of the header before an entry's data (APPNOTE.TXT, 4.3.7).
const LOCAL: &[u8] = b"PK\x03\x04";

/// What a package is.
pub fn format(bytes: &[u8]) -> Format {
    let Ok(mut package) = Package::open(bytes, Format::Package) else { return damaged_format(bytes) };
    let found = PARTS.iter().find(|(part, _)| package.has(part));
    if let Some((_, format)) = found {
        return *format;
    }
    let Ok(Some(main)) = package.main() else { return Format::Package };
    let Ok(Some(types)) = package.text("[Content_Types].xml") else { return Format::Package };
    let kind = content_type(&types, &main).unwrap_or_default();
    let found = TYPES.iter().find(|(name, _)| kind.contains(name));
    found.map_or(Format::Package, |(_, format)| *format)
}

/// What a package is whose directory, which stands at its end, cannot be read.
fn damaged_format(bytes: &[u8]) -> Format {
    let mut rest = bytes;
    while let Some(at) = rest.windows(LOCAL.len()).position(|bytes| bytes == LOCAL) {
        let header = rest.get(at..).unwrap_or_default();
        // The length of the name stands at 26, the name at 30 (APPNOTE.TXT, 4.3.7).
        let length =
            header.get(26..28).map_or(0, |two| two.iter().rev().fold(0, |n, b| n << 8 | usize::from(*b)));
        let name = canonical(&String::from_utf8_lossy(header.get(30..30 + length).unwrap_or_default()));
        if let Some((_, format)) = FOLDERS.iter().find(|(folder, _)| name.starts_with(folder)) {
            return *format;
        }
        rest = header.get(LOCAL.len()..).unwrap_or_default();
    }
    Format::Package
}

/// The type of a part, in small letters, as `[Content_Types].xml` has it.
fn content_type(types: &str, part: &str) -> Option<String> {
    let mut xml = Xml::new(types, Format::Package);
    xml.child().ok()??;
    let ending = part.rsplit('.').next().unwrap_or_default();
    let mut default = None;
    while let Ok(Some(tag)) = xml.child() {
        let kind = tag.attr("ContentType").map(|kind| kind.to_ascii_lowercase());
        if tag.attr("PartName").is_some_and(|name| canonical(&name) == part) {
            return kind;
        }
        if tag.attr("Extension").is_some_and(|name| name.eq_ignore_ascii_case(ending)) {
            default = kind;
        }
        xml.skip().ok()?;
    }
    default
}

/// A part's name as it is looked up: small letters, slashes, none at its head (ECMA-376 part 2, 6.2:
/// names are the same whatever their case; some writers part folders by backslashes).
fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// An open package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Places of the entries by their canonical names.
    entries: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// The format of which faults speak.
    format: Format,
}

/// A part that another part names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The id by which the part names it.
    pub id: String,
    /// The last word of its type: `styles`, `worksheet`.
    pub kind: String,
    /// The name of the part that it leads to.
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens a package. `format` is the format of which faults speak.
    ///
    /// # Errors
    /// `Damaged` where there is no directory, `Beyond(Size)` where it has too many entries.
    pub fn open(bytes: &'a [u8], format: Format) -> Result<Self, Fault> {
        // The library takes in the whole directory at once; so its entries are counted before.
        let headers = bytes.windows(ENTRY.len()).filter(|bytes| *bytes == ENTRY).count();
        if headers > MAX_ENTRIES {
            return Err(Fault::Beyond(Limit::Size));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged(format))?;
        let mut entries = HashMap::new();
        for (at, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                entries.entry(canonical(&name)).or_insert(at);
            }
        }
        Ok(Self { archive, entries, left: MAX_UNPACKED, format })
    }

    /// Whether there is such a part, whatever the case and the slashes of its name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&canonical(name))
    }

    /// The bytes of a part; `None` where there is no such part. Every call unpacks it anew and counts
    /// towards the limit of the whole package.
    ///
    /// # Errors
    /// `Locked` for an encrypted entry, `Beyond(Size)` at a limit, `Damaged` where it cannot be unpacked.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(at) = self.entries.get(&canonical(name)).copied() else { return Ok(None) };
        let damaged = Fault::Damaged(self.format);
        if self.archive.by_index_data(at).is_ok_and(|entry| entry.encrypted()) {
            return Err(Fault::Locked(self.format));
        }
        let limit = self.left.min(MAX_PART);
        let entry = match self.archive.by_index(at) {
            Ok(entry) => entry,
            Err(ZipError::InvalidPassword) => return Err(Fault::Locked(self.format)),
            Err(_) => return Err(damaged),
        };
        // The size that the entry tells may be a lie: only what comes out counts.
        let told = usize::try_from(entry.size().min(limit)).unwrap_or(0);
        let mut bytes = Vec::with_capacity(told);
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|_| damaged)?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(Fault::Beyond(Limit::Size));
        }
        self.left -= length;
        Ok(Some(bytes))
    }

    /// The text of an XML part; `None` where there is no such part.
    ///
    /// # Errors
    /// Those of [`Self::part`].
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.part(name)?.map(xml::decode))
    }

    /// The name of the part at which the package begins: its office document.
    ///
    /// # Errors
    /// Those of [`Self::part`].
    pub fn main(&mut self) -> Result<Option<String>, Fault> {
        let named = self.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument");
        Ok(named.map(|relation| relation.target).filter(|target| self.has(target)))
    }

    /// The parts that a part names, in order; those of the package itself for an empty name. What lies
    /// outside of the package is left out.
    ///
    /// # Errors
    /// Those of [`Self::part`].
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Fault> {
        let part = canonical(part);
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", &part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.text(&format!("{folder}{slash}_rels/{file}.rels"))? else {
            return Ok(Vec::new());
        };
        let mut xml = Xml::new(&text, self.format);
        let mut relations = Vec::new();
        if xml.child()?.is_none() {
            return Ok(relations);
        }
        while let Some(tag) = xml.child()? {
            let outside = tag.attr("TargetMode").is_some_and(|mode| mode == "External");
            if let (Some(kind), Some(target), false) = (tag.attr("Type"), tag.attr("Target"), outside) {
                let id = tag.attr("Id").unwrap_or_default().into_owned();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id, kind, target: resolve(folder, &target) });
            }
            xml.skip()?;
        }
        Ok(relations)
    }
}

/// The canonical name of the part that a part in `folder` calls `target`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    canonical(&steps.join("/"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("word", "styles.xml", "word/styles.xml")]
    #[case("word", "./Styles.xml", "word/styles.xml")]
    #[case("word", "../xl\\a.xml", "xl/a.xml")]
    #[case("word", "/word/a.xml", "word/a.xml")]
    #[case("", "word/document.xml", "word/document.xml")]
    #[case("word", "../../../../etc/passwd", "etc/passwd")]
    fn targets_are_names_of_parts(#[case] folder: &str, #[case] target: &str, #[case] part: &str) {
        assert_eq!(resolve(folder, target), part);
    }

    #[rstest]
    #[case("/word/document.xml", Some("x.main"))]
    #[case("/word/other.XML", Some("of.all"))]
    #[case("/word/media.png", None)]
    fn types_are_those_of_the_part_or_of_its_ending(#[case] part: &str, #[case] kind: Option<&str>) {
        let types = "<Types><Default Extension=\"xml\" ContentType=\"Of.all\"/>\
            <Override PartName=\"\\Word/Document.xml\" ContentType=\"X.main\"/></Types>";
        assert_eq!(content_type(types, &canonical(part)).as_deref(), kind);
    }
}
