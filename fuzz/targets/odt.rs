//! The reader of odt, and the laying of what it reads over the forms.
#![no_main]

gouji_fuzz::packages!(|bytes: &[u8]| gouji_fuzz::read(&gouji::readers::odt::READER, bytes));
