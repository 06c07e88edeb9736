//! Archives: each file in one is taken out and read by whatever reader takes it.
#![no_main]

use gouji::readers::{self, archive::Archive};

gouji_fuzz::packages!(|bytes: &[u8]| {
    if let Some(Ok(archive)) = Archive::of(bytes) {
        for file in 0..archive.names().len() {
            if let Ok(source) = archive.source(file, "a.zip") {
                let _ = readers::read(&source);
            }
        }
    }
});
