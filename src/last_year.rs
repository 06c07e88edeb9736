//! Last year's reports: read once, and found again for each report that they are held against.

use std::sync::Arc;

use crate::{
    document::Document,
    filing::{self, Filing, fold::fold},
    outcome::{Outcome, Report},
    profile::Profile,
    readers::archive::Archive,
    source::{Content, Source},
};

/// Last year's reports; none as a rule.
#[derive(Clone, Debug, Default)]
pub struct LastYear {
    /// The reports in the order in which they were given.
    pub reports: Vec<Past>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Past {
    /// What it is called in answers.
    pub file: String,
    /// The body that reported.
    pub body: Option<String>,
    /// The year it is for.
    pub year: Option<u16>,
    document: Arc<Document>,
    /// Which of its document's reports it is.
    index: usize,
}

impl LastYear {
    /// The reports in a source, an archive read as a folder, and the answers for what could not be read.
    pub fn read(source: &Source, profile: &Profile) -> (Vec<Past>, Vec<Report>) {
        let archive = match &source.content {
            Content::Bytes(bytes) => Archive::of(bytes),
            Content::Clipboard { .. } => None,
        };
        let unread = |name: &str, error| vec![crate::unread(name, None, &error, profile)];
        let read: Vec<Result<Vec<Past>, Vec<Outcome>>> = match archive {
            None => vec![read_one(source, profile)],
            Some(Err(error)) => vec![Err(unread(&source.name, error))],
            Some(Ok(archive)) => (0..archive.names().len())
                .map(|file| match archive.source(file, &source.name) {
                    Ok(source) => read_one(&source, profile),
                    Err(error) => Err(unread(&crate::name_in(&archive, &source.name, file), error)),
                })
                .collect(),
        };
        let (mut past, mut unread) = (Vec::new(), Vec::new());
        for read in read {
            match read {
                Ok(reports) => past.extend(reports),
                Err(outcomes) => unread.extend(outcomes.into_iter().map(|outcome| outcome.report)),
            }
        }
        (past, unread)
    }

    /// The report that the same body gave for the year before; none where several may be it.
    pub fn of(&self, filing: &Filing) -> Option<&Past> {
        let year = filing.year?.checked_sub(1)?;
        let body = body(filing);
        let same = |past: &&Past| past.year == Some(year) && past.body.as_deref().zip(body).is_some_and(is_same);
        if let Some(past) = self.reports.iter().find(same) {
            return Some(past);
        }
        // Where a name is missing, a report that was given alone is meant.
        let alone = self.reports.len() == 1;
        let short = |past: &&Past| past.year == Some(year) && past.body.as_deref().zip(body).map_or(alone, is_short);
        let mut short = self.reports.iter().filter(short);
        short.next().filter(|_| short.next().is_none())
    }
}

impl Past {
    /// The report over its form.
    pub fn lay(&self) -> Option<Filing<'_>> {
        filing::lay(&self.document).into_iter().nth(self.index)
    }
}

fn read_one(source: &Source, profile: &Profile) -> Result<Vec<Past>, Vec<Outcome>> {
    crate::each_report(source, profile, |file, _, document, index, filing| Past {
        file,
        body: body(&filing).map(str::to_owned),
        year: filing.year,
        document: Arc::clone(document),
        index,
    })
}

/// The body that reports: the title's, else the one that signed.
fn body<'f>(filing: &'f Filing) -> Option<&'f str> {
    let title = filing.title.as_ref().and_then(|title| title.body.as_deref());
    title.or_else(|| Some(filing.signature.as_ref()?.body.as_ref()?.0.as_str()))
}

fn is_same((one, other): (&str, &str)) -> bool {
    core(one) == core(other)
}

/// Whether one name is short for the other: the same end, what is between left out or not, the higher place as well.
fn is_short((one, other): (&str, &str)) -> bool {
    let (one, other) = (core(one), core(other));
    shortens(&one, &other) || shortens(&other, &one)
}

/// A name as it is compared: words for a government, a committee, an office in their short forms, and words for towns that
/// are no town's name.
fn core(name: &str) -> Vec<char> {
    let short =
        [("人民政府", "政府"), ("委员会", "委"), ("办公室", "办"), ("办事处", ""), ("城乡", "城"), ("城市", "城")];
    let name = short.iter().fold(fold(name), |name, (long, short)| name.replace(long, short));
    name.strip_suffix("政府").filter(|place| !place.is_empty()).unwrap_or(&name).chars().collect()
}

fn shortens(short: &[char], long: &[char]) -> bool {
    /// What ends the name of a place or of a body: one that is left out names another body.
    const ENDS: &str = "省市州盟县区旗镇乡局委厅办院所站";
    let mut rest = long.iter().rev();
    short.len() > 2
        && short.last() == long.last()
        && short.iter().rev().all(|c| rest.by_ref().find(|other| *other == c || ENDS.contains(**other)) == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body() {
        for (one, other) in [
            ("云岭县人民政府", "云岭县"),
            ("云岭县人民政府办公室", "云岭县政府办"),
            ("云岭县南门街道办事处", "云岭县南门街道"),
        ] {
            assert!(is_same((one, other)) && is_same((other, one)), "{one} {other}");
        }
        for (one, other) in [
            ("云岭县发展和改革委员会", "云岭县发改委"),
            ("青川省云岭县教育局", "云岭县教育局"),
            ("云岭县住房和城乡建设局", "云岭县住建局"),
            ("云岭县市场监督管理局", "云岭县市监局"),
            ("云岭县城市管理局", "云岭县城管局"),
            ("教育局", "云岭县教育局"),
        ] {
            assert!(is_short((one, other)) && is_short((other, one)) && !is_same((one, other)), "{one} {other}");
        }
        for (one, other) in [
            ("云岭县教育局", "云岭县体育局"),
            ("云岭县教育局", "青石县教育局"),
            ("云岭市教育局", "云岭市云台区教育局"),
            ("云岭市公安局", "云岭市公安局云台分局"),
            ("云岭县人民政府", "云岭县人民政府办公室"),
            ("云岭县人民政府", "云岭县教育局"),
            ("云岭县石桥镇人民政府", "云岭县人民政府"),
            ("局", "云岭县教育局"),
        ] {
            assert!(!is_short((one, other)) && !is_same((one, other)), "{one} {other}");
        }
    }
}
