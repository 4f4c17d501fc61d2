//! Text boxes on a sheet (ECMA-376 part 1, 20.5).

use crate::intake::{Fault, Format, xml::Xml};

use super::super::book::TextBox;

/// The text boxes of a drawing, in order.
pub fn boxes(text: &str) -> Result<Vec<TextBox>, Fault> {
    let mut xml = Xml::new(text, Format::Xlsx);
    let mut boxes = Vec::new();
    xml.child()?;
    // Every child is an anchor.
    while xml.child()?.is_some() {
        let mut found = TextBox::default();
        anchor(&mut xml, &mut found)?;
        if !found.text.trim().is_empty() {
            boxes.push(found);
        }
    }
    Ok(boxes)
}

/// Walks the element that is open. The depth of elements is bounded by the walk itself.
fn anchor(xml: &mut Xml, found: &mut TextBox) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "from" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "row" {
                        found.row = xml.text()?.trim().parse().unwrap_or(0);
                    } else {
                        xml.skip()?;
                    }
                }
            }
            "p" => {
                paragraph(xml, found)?;
                found.text.push('\n');
            }
            // The same again for programs that do not know the first.
            "Fallback" => xml.skip()?,
            _ => anchor(xml, found)?,
        }
    }
    Ok(())
}

fn paragraph(xml: &mut Xml, found: &mut TextBox) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "t" => found.text.push_str(&xml.text()?),
            "br" => {
                found.text.push('\n');
                xml.skip()?;
            }
            _ => paragraph(xml, found)?,
        }
    }
    Ok(())
}
