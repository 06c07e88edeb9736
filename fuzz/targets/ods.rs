//! The reader of ods, and the laying of what it reads over the forms.
#![no_main]

gouji_fuzz::packages!(|bytes: &[u8]| gouji_fuzz::read(&gouji::readers::ods::READER, bytes));
