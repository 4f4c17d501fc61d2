use super::*;
#[test]
fn show() {
    for name in ["numbers", "tables", "traps"] {
        let bytes = std::fs::read(format!("/tmp/docfx/out/{name}.doc")).unwrap();
        let reading = read(&bytes).unwrap();
        println!("== {name} {:?}\n{}", reading.flaws, reading.composed.text);
        println!("{:?}", reading.composed.form);
    }
}
