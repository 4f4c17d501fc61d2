//! XML parts of packages as a walk over elements.
//!
//! Names are local names: writers choose prefixes as they like, and the two families of namespaces
//! (ECMA-376 transitional and strict) have the same local names. Definitions of document types are
//! passed over: no entity but the five of XML itself stands for anything, and nothing is fetched.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use super::{Fault, Format, Limit, limits::MAX_DEPTH};

/// How many bytes from the start are looked at for the encoding that a part declares.
const DECLARATION: usize = 200;

/// The text of an XML part: by its byte order mark, else by its declaration, else UTF-8.
pub fn decode(bytes: Vec<u8>) -> String {
    let head = bytes.get(..bytes.len().min(DECLARATION)).unwrap_or_default();
    let encoding = match head {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => Encoding::for_bom(head).map(|(encoding, _)| encoding).or_else(|| declared(head)),
    };
    match (encoding, String::from_utf8(bytes)) {
        (None, Ok(text)) => text,
        (None, Err(error)) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        (Some(encoding), bytes) => {
            let bytes = bytes.map_or_else(|error| error.into_bytes(), String::into_bytes);
            encoding.decode_with_bom_removal(&bytes).0.into_owned()
        }
    }
}

/// The encoding that a part in bytes of ASCII declares.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head);
    let (declaration, _) = head.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let name = value.trim_start_matches(|c: char| c == '=' || c.is_whitespace());
    let quote = name.chars().next()?;
    let encoding = Encoding::for_label(name.split(quote).nth(1)?.as_bytes())?;
    // UTF-16 is told by its zero bytes; bytes of ASCII that declare it are not.
    (encoding.is_ascii_compatible() && encoding != encoding_rs::UTF_8).then_some(encoding)
}

/// The beginning of an element.
pub struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its local name.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The attribute with this local name.
    pub fn attr(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default())
    }

    /// Whether it is a switch that is on: without a value, or with one that is not no (ECMA-376,
    /// 17.17.4, `ST_OnOff`).
    pub fn is_on(&self) -> bool {
        self.attr("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off"))
    }

    /// The attribute `val` as a number.
    pub fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.attr("val").and_then(|value| value.trim().parse().ok())
    }
}

/// A walk over a part. Whoever was given an element with [`Xml::child`] goes through it to its end, with
/// `child` until there is none, or with [`Xml::skip`] or [`Xml::text`].
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    format: Format,
}

/// What is met on the walk.
enum Step<'a> {
    Open(BytesStart<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

impl<'a> Xml<'a> {
    /// Begins before the outermost element. `format` is the format of which faults speak.
    pub fn new(text: &'a str, format: Format) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, format }
    }

    /// The next element within the one that is open, or `None` at its end, which is passed.
    ///
    /// # Errors
    /// `Damaged` where the part is not well-formed or cut off, `Beyond(Depth)` where it is too deep.
    pub fn child(&mut self) -> Result<Option<Tag<'a>>, Fault> {
        loop {
            match self.step()? {
                Step::Open(tag) => return Ok(Some(Tag(tag))),
                Step::Close | Step::End => return Ok(None),
                Step::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that is open.
    ///
    /// # Errors
    /// Those of [`Self::child`].
    pub fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.step()?;
        }
        Ok(())
    }

    /// The text of the element that is open, to its end.
    ///
    /// # Errors
    /// Those of [`Self::child`].
    pub fn text(&mut self) -> Result<String, Fault> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            if let Step::Text(piece) = self.step()? {
                text.push_str(&piece);
            }
        }
        Ok(text)
    }

    fn step(&mut self) -> Result<Step<'a>, Fault> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Fault::Beyond(Limit::Depth));
                    }
                    return Ok(Step::Open(tag));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close);
                }
                Ok(Event::Text(text)) => return Ok(Step::Text(text.xml10_content())),
                Ok(Event::CData(text)) => return Ok(Step::Text(text.xml10_content())),
                Ok(Event::GeneralRef(reference)) => return Ok(Step::Text(resolved(&reference))),
                Ok(Event::Eof) if self.depth == 0 => return Ok(Step::End),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Ok(Event::Eof) | Err(_) => return Err(Fault::Damaged(self.format)),
            }
        }
    }
}

/// What a reference stands for; nothing where it is an entity of the document's own.
fn resolved(reference: &BytesRef<'_>) -> Cow<'static, str> {
    let named = match &**reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return reference.resolve_char_ref().ok().flatten().map(String::from).unwrap_or_default().into(),
    };
    named.into()
}
