//! The page and its worker: one module for both, which looks where it runs.

fn main() {
    gouji::app::main();
}
