//! The reader of xls, and the laying of what it reads over the forms.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_fuzz::read(&gouji::readers::xls::READER, bytes));
