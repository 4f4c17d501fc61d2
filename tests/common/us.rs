//! What we mark in a house, and that a refusal writes nothing.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use serde_json::Value;

use crate::common::*;

/// Who makes our marks.
pub const A: [&str; 2] = ["--author", "张三"];

impl House {
    /// Runs as 张三 and wants exit code 0.
    pub fn by_us(&self, args: &[&str]) -> String {
        self.done(&[args, &A].concat())
    }

    /// Runs as 张三, wants this exit code, and that nothing was written.
    pub fn refused(&self, code: i32, args: &[&str]) -> String {
        let before = self.events();
        let err = self.fails(code, &[args, &A].concat());
        assert_eq!(self.events(), before, "{args:?} wrote something");
        err
    }

    pub fn events(&self) -> i64 {
        let ledger = rusqlite::Connection::open(self.ledger()).unwrap();
        ledger.query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap()
    }

    pub fn row(&self, id: &str) -> Value {
        let all = [self.list(&[]), self.list(&["--void"])].concat();
        all.into_iter().find(|row| row["id"] == id).unwrap()
    }

    /// A house with so many issues in one notice.
    pub fn with_many(count: usize) -> Self {
        let house = Self::new();
        let many: Vec<Value> =
            (1..=count).map(|n| issue(&format!("{n}."), &format!("第{n}个问题"), "已整改")).collect();
        house.write("many.json", notice("甲市城市管理局", &many).to_string());
        house.done(&["import", "many.json"]);
        house
    }
}
