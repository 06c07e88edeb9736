//! What the built page weighs over the wire, held against its budget.

use std::{fs, path::Path};

use crate::{
    Result,
    run::{output, program},
};

/// Brotli 11 of all files of the hosted build but its samples.
const BUDGET: usize = 550_000;

/// Compresses each file that is named to it. Node brings brotli along, and the browser tests bring node.
const SCRIPT: &str = "
const { readFileSync } = require('fs'), { brotliCompressSync, constants: c } = require('zlib');
for (const path of process.argv.slice(1)) {
  const bytes = readFileSync(path);
  const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  console.log(bytes.length, brotliCompressSync(bytes, { params }).length);
}";

/// Prints what each file weighs; an error if all together are over budget.
pub fn check(dist: &Path) -> Result {
    let mut files = Vec::new();
    collect(dist, &mut files)?;
    files.sort();
    if files.is_empty() {
        return Err(format!("{} is empty; `cargo xtask page` builds the page", dist.display()));
    }
    let printed =
        output(program("node").args(["-e", SCRIPT]).args(&files)).ok_or("node could not compress the page")?;
    let mut sizes = Vec::new();
    for (file, line) in files.iter().zip(printed.lines()) {
        let size = line.split_once(' ').and_then(|(raw, br)| Some((raw.parse().ok()?, br.parse().ok()?)));
        let (raw, br): (usize, usize) = size.ok_or_else(|| format!("{line}: no sizes"))?;
        let name = Path::new(file).strip_prefix(dist).expect("it was found there").to_string_lossy().replace('\\', "/");
        sizes.push((name, raw, br));
    }
    if sizes.len() != files.len() {
        return Err("node did not compress all files of the page".into());
    }
    println!("{:>10} {:>10}  file", "bytes", "brotli 11");
    let mut total = (0, 0);
    for (name, raw, br) in &sizes {
        let sample = name.starts_with("samples/");
        println!("{raw:>10} {br:>10}  {name}{}", if sample { " (sample, not counted)" } else { "" });
        if !sample {
            total = (total.0 + raw, total.1 + br);
        }
    }
    println!("{:>10} {:>10}  in all, of a budget of {BUDGET}", total.0, total.1);
    if total.1 > BUDGET {
        Err(format!("the page weighs {} bytes, {} over budget", total.1, total.1 - BUDGET))
    } else {
        Ok(())
    }
}

fn collect(folder: &Path, files: &mut Vec<String>) -> Result {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_over_budget_is_refused() {
        // Bytes that do not compress: the words of a linear congruential generator.
        let mut seed = 1u64;
        let mut noise = |n: usize| -> Vec<u8> {
            let step = |_| {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (seed >> 56) as u8
            };
            (0..n).map(step).collect()
        };
        let dist = std::env::temp_dir().join(format!("gouji-sizes-{}", std::process::id()));
        std::fs::create_dir_all(dist.join("samples")).unwrap();
        std::fs::write(dist.join("samples/large.txt"), noise(super::BUDGET + 1)).unwrap();
        std::fs::write(dist.join("page.js"), noise(1000)).unwrap();
        let light = super::check(&dist);
        std::fs::write(dist.join("page.wasm"), noise(super::BUDGET)).unwrap();
        let heavy = super::check(&dist);
        std::fs::remove_dir_all(&dist).unwrap();
        assert_eq!(light, Ok(()));
        assert!(heavy.unwrap_err().contains("over budget"));
    }
}
