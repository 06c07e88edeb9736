//! What a public body's name tells of its kind. Names that tell nothing are unknown.

use crate::{
    filing::Filing,
    profile::{self, Profile},
};

/// A kind of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The State Council and its bodies, by their names.
    National,
    /// A province's, an autonomous region's government.
    Province,
    /// A city's or an autonomous prefecture's government.
    City,
    /// A county's, a banner's, a district's government.
    County,
    /// A township's or a subdistrict's.
    Township,
    /// A department of a government of county level or above.
    Department,
    /// Anything else.
    Unknown,
}

/// The kind that a name tells.
pub fn kind(name: &str) -> Kind {
    let ends = |list: &[&str]| list.iter().any(|end| name.ends_with(end));
    if ["国家", "国务院", "中国", "中华人民共和国", "中央"].iter().any(|start| name.starts_with(start))
    {
        return Kind::National;
    }
    if ends(&["街道办事处", "街道", "乡", "镇", "乡人民政府", "镇人民政府", "乡政府", "镇政府", "苏木人民政府", "苏木"])
    {
        return Kind::Township;
    }
    let place = name.strip_suffix("人民政府").or_else(|| name.strip_suffix("政府"));
    let seat = place.unwrap_or(name);
    let ends = |list: &[&str]| list.iter().any(|end| seat.ends_with(end));
    if seat == "省" || ends(&["省", "自治区"]) {
        return Kind::Province;
    }
    if ends(&["市", "自治州", "盟"]) {
        return Kind::City;
    }
    // A zone may be called 区 as well, and 新区 are of several levels.
    if ends(&[
        "新区",
        "开发区",
        "高新区",
        "保税区",
        "示范区",
        "管理区",
        "园区",
        "景区",
        "度假区",
        "试验区",
        "矿区",
        "林区",
    ]) {
        return Kind::Unknown;
    }
    if ends(&["县", "旗"]) || (ends(&["区"]) && place.is_some()) {
        return Kind::County;
    }
    if place.is_some() {
        return Kind::Unknown;
    }
    // Committees of zones, branches and residents' committees are departments of no government.
    if ends(&[
        "管理委员会",
        "管委会",
        "村委会",
        "居委会",
        "村民委员会",
        "居民委员会",
        "分局",
        "支局",
        "党委",
        "工委",
        "组委会",
    ]) {
        return Kind::Unknown;
    }
    if ends(&["局", "委", "委员会", "办", "办公室", "厅"]) {
        return Kind::Department;
    }
    Kind::Unknown
}

/// The kind that a name tells, else the one that the user tells.
pub fn known_kind(name: &str, profile: &Profile) -> Kind {
    match (kind(name), profile.kind) {
        (Kind::Unknown, Some(told)) => match told {
            profile::Kind::Province => Kind::Province,
            profile::Kind::City => Kind::City,
            profile::Kind::County => Kind::County,
            profile::Kind::Township => Kind::Township,
            profile::Kind::Department => Kind::Department,
        },
        (known, _) => known,
    }
}

/// The bodies that a report names as its own: in its title, and in its signature.
pub fn named<'f>(filing: &'f Filing) -> impl Iterator<Item = &'f str> {
    let title = filing.title.as_ref().and_then(|title| title.body.as_deref());
    let signed = filing.signature.as_ref().and_then(|signature| signature.body.as_ref());
    title.into_iter().chain(signed.map(|(name, _)| name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds() {
        for (name, want) in [
            ("云岭县教育局", Kind::Department),
            ("云岭市发展和改革委员会", Kind::Department),
            ("云岭县人民政府办公室", Kind::Department),
            ("青川省财政厅", Kind::Department),
            ("云岭县人民政府", Kind::County),
            ("云岭县", Kind::County),
            ("云岭市云台区人民政府", Kind::County),
            ("云岭市人民政府", Kind::City),
            ("青川省人民政府", Kind::Province),
            ("云岭县石桥镇人民政府", Kind::Township),
            ("云岭市南门街道办事处", Kind::Township),
            ("云岭经济开发区管理委员会", Kind::Unknown),
            ("云岭市公安局云台分局", Kind::Unknown),
            ("云岭新区", Kind::Unknown),
            ("云台区", Kind::Unknown),
            ("云岭市第一中学", Kind::Unknown),
            ("国家林草局", Kind::National),
        ] {
            assert_eq!(kind(name), want, "{name}");
        }
    }
}
