//! Number formats of cells: `xl/styles.xml` (ECMA-376, 18.8).

use std::{borrow::Cow, collections::HashMap};

use crate::intake::{Fault, Format, xml::Xml};

use super::super::format::{Styles, builtin};

/// Reads the part.
///
/// # Errors
/// `Damaged` where it is not well-formed.
pub fn read(text: &str) -> Result<Styles, Fault> {
    let mut xml = Xml::new(text, Format::Xlsx);
    let mut own: HashMap<u32, String> = HashMap::new();
    let mut styles = Styles::default();
    xml.child()?;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "numFmts" => {
                while let Some(tag) = xml.child()? {
                    if let (Some(id), Some(code)) = (id(tag.attr("numFmtId")), tag.attr("formatCode")) {
                        own.insert(id, code.into_owned());
                    }
                    xml.skip()?;
                }
            }
            "cellXfs" => {
                while let Some(tag) = xml.child()? {
                    let id = id(tag.attr("numFmtId")).unwrap_or(0);
                    let code = own.get(&id).map_or_else(|| builtin(id), String::as_str);
                    styles.push(id, code);
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(styles)
}

fn id(text: Option<Cow<'_, str>>) -> Option<u32> {
    text.and_then(|id| id.trim().parse().ok())
}
