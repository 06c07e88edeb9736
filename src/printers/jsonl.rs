//! One JSON object a report and line: the contract for programs.

use crate::printer::Printer;

/// The printer.
pub const PRINTER: Printer = Printer {
    name: "jsonl",
    print: |outcome, _| {
        // The contract's types hold no maps with other keys than strings and no numbers that JSON lacks.
        let mut line = serde_json::to_string(&outcome.report).expect("a report is JSON");
        line.push('\n');
        line
    },
};
