//! Made-up reports with figures that agree with each other, of any size and of both editions.

use std::collections::BTreeMap;

use gouji::form::{Form, Role, Unit};

/// A small generator of numbers that are the same on every machine (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound.max(1)
    }
}

/// How large the figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Nothing happened.
    Zero,
    /// A bureau.
    Small,
    /// A county.
    County,
    /// A province.
    Province,
}

/// All sizes.
pub const SIZES: [Size; 4] = [Size::Zero, Size::Small, Size::County, Size::Province];

/// A report's figures as they are written, by key.
pub type Figures = BTreeMap<String, String>;

/// Figures that satisfy every equation of a form.
pub fn consistent(form: &Form, size: Size, dice: &mut Dice) -> Figures {
    let most = match size {
        Size::Zero => 1,
        Size::Small => 4,
        Size::County => 60,
        Size::Province => 4000,
    };
    let mut figures: BTreeMap<String, i64> = BTreeMap::new();
    let mut written = Figures::new();
    for table in form.tables {
        for block in table.blocks {
            for row in block.rows {
                for column in block.columns {
                    let key = format!("{}.{}.{}", table.key, row.key, column.key);
                    let value = dice.below(most) as i64;
                    figures.insert(key.clone(), value);
                    match column.unit {
                        Unit::TenThousandYuan if size != Size::Zero => {
                            written.insert(key, format!("{value}.{:02}", 1 + dice.below(99)));
                        }
                        Unit::Change if value % 2 == 1 => {
                            written.insert(key, format!("-{value}"));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    // 规章 are no bureau's to make; 现行有效 is at least what was issued.
    for (key, value) in &mut figures {
        if key.starts_with("proactive.rules.") {
            *value = 0;
        }
    }
    if let Some(issued) = figures.get("proactive.normative.issued").copied() {
        *figures.get_mut("proactive.normative.in_force").expect("the edition has it") += issued;
    }
    let requests = form.tables.iter().find(|table| table.key == "requests").expect("the form has the table");
    let block = &requests.blocks[0];
    let key = |row: &str, column: &str| format!("requests.{row}.{column}");
    let row_of = |role: Role| block.rows.iter().find(|row| row.role == role).expect("the form has the row").key;
    for column in block.columns.iter().filter(|column| column.key != "total") {
        let results: i64 = block
            .rows
            .iter()
            .filter(|row| row.role == Role::Result)
            .map(|row| figures[&key(row.key, column.key)])
            .sum();
        let carried_out = figures[&key(row_of(Role::CarriedOut), column.key)];
        let carried_in = figures[&key(row_of(Role::CarriedIn), column.key)].min(results + carried_out);
        figures.insert(key(row_of(Role::CarriedIn), column.key), carried_in);
        figures.insert(key(row_of(Role::Total), column.key), results);
        figures.insert(key(row_of(Role::New), column.key), results + carried_out - carried_in);
    }
    for table in ["requests", "disputes"] {
        let table = form.tables.iter().find(|t| t.key == table).expect("the form has the table");
        for row in table.blocks[0].rows {
            let key = |column: &str| format!("{}.{}.{column}", table.key, row.key);
            let parts = table.blocks[0].columns.iter().filter(|column| column.key != "total");
            let sum = parts.map(|column| figures[&key(column.key)]).sum();
            figures.insert(key("total"), sum);
        }
    }
    for (key, value) in figures {
        written.entry(key).or_insert_with(|| value.to_string());
    }
    written
}
