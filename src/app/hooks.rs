//! What ties the state to the browser: the engine's worker, keys, paste and drop, focus and sight.

pub mod aim;
pub mod engine;
pub mod intake;
pub mod keys;
pub mod narrow;
pub mod portions;
