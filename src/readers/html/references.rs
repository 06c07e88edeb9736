//! Character references by name, as far as authors use them: those of HTML 4, and a few of HTML 5.

/// Names that the standard knows without a semicolon too, each with its character behind it.
pub const WITHOUT_SEMICOLON: &str = "AEligÆ AMP& AacuteÁ AcircÂ AgraveÀ AringÅ AtildeÃ AumlÄ COPY© CcedilÇ ETHÐ EacuteÉ EcircÊ \
    EgraveÈ EumlË GT> IacuteÍ IcircÎ IgraveÌ IumlÏ LT< NtildeÑ OacuteÓ OcircÔ OgraveÒ OslashØ \
    OtildeÕ OumlÖ QUOT\" REG® THORNÞ UacuteÚ UcircÛ UgraveÙ UumlÜ YacuteÝ aacuteá acircâ acute´ \
    aeligæ agraveà amp& aringå atildeã aumlä brvbar¦ ccedilç cedil¸ cent¢ copy© curren¤ deg° \
    divide÷ eacuteé ecircê egraveè ethð eumlë frac12½ frac14¼ frac34¾ gt> iacuteí icircî iexcl¡ \
    igraveì iquest¿ iumlï laquo« lt< macr¯ microµ middot· nbsp\u{a0} not¬ ntildeñ oacuteó ocircô \
    ograveò ordfª ordmº oslashø otildeõ oumlö para¶ plusmn± pound£ quot\" raquo» reg® sect§ \
    shy\u{ad} sup1¹ sup2² sup3³ szligß thornþ times× uacuteú ucircû ugraveù uml¨ uumlü yacuteý yen¥ \
    yumlÿ";

/// Names that need their semicolon.
pub const WITH_SEMICOLON: &str = "AlphaΑ BetaΒ ChiΧ Dagger‡ DeltaΔ EpsilonΕ EtaΗ FilledSmallSquare◼ GammaΓ IotaΙ KappaΚ LambdaΛ \
    MuΜ NewLine\u{a} NuΝ OEligŒ OmegaΩ OmicronΟ PhiΦ PiΠ Prime\u{2033} PsiΨ RhoΡ ScaronŠ SigmaΣ \
    Tab\u{9} TauΤ ThetaΘ UpsilonΥ XiΞ YumlŸ ZeroWidthSpace\u{200b} ZetaΖ alefsymℵ alphaα and∧ ang∠ \
    angstÅ apos' ast* asymp≈ bdquo„ betaβ bigstar★ blacksquare▪ blank␣ block█ boxh─ boxv│ breve˘ \
    bsol\\ bull• cap∩ caronˇ check✓ chiχ cir○ circˆ clubs♣ colon: comma, commat@ cong≅ copysr℗ \
    crarr↵ cross✗ cup∪ dArr⇓ dagger† darr↓ dash‐ deltaδ diams♦ dollar$ dtri▿ dtrif▾ empty∅ \
    emsp\u{2003} ensp\u{2002} epsilonε equals= equiv≡ etaη euro€ excl! exist∃ female♀ fnofƒ forall∀ \
    frasl\u{2044} gammaγ ge≥ hArr⇔ harr↔ hearts♥ hellip… horbar― hyphen‐ imageℑ incare℅ infin∞ int∫ \
    iotaι isin∈ kappaκ lArr⇐ lambdaλ lang⟨ larr← lbrack[ lceil⌈ lcub{ ldquo“ le≤ lfloor⌊ lowast∗ \
    lowbar_ loz◊ lpar( lrm\u{200e} lsaquo\u{2039} lsqb[ lsquo‘ ltri◃ ltrif◂ male♂ mdash— minus− \
    mldr… muμ nabla∇ ndash– ne≠ ni∋ nldr‥ notin∉ nsub⊄ nuν num# numero№ numsp\u{2007} oeligœ ohmΩ \
    oline\u{203e} omegaω omicronο oplus⊕ or∨ otimes⊗ part∂ percnt% period. permil\u{2030} perp⊥ \
    phiφ phone☎ piπ pivϖ plus+ prime\u{2032} prod∏ prop∝ psiψ puncsp\u{2008} quest? rArr⇒ radic√ \
    rang⟩ rarr→ rbrack] rceil⌉ rcub} rdquo” realℜ rfloor⌋ rhoρ ring˚ rlm\u{200f} rpar) \
    rsaquo\u{203a} rsqb] rsquo’ rtri▹ rtrif▸ sbquo‚ scaronš sdot⋅ semi; sigmaσ sigmafς sim∼ sol/ \
    spades♠ squ□ square□ squf▪ star☆ starf★ sub⊂ sube⊆ sum∑ sup⊃ supe⊇ tauτ there4∴ thetaθ \
    thetasymϑ thinsp\u{2009} tilde˜ trade™ uArr⇑ uarr↑ upsihϒ upsilonυ utri▵ utrif▴ verbar| vert| \
    weierp℘ xiξ zetaζ zwj\u{200d} zwnj\u{200c}";

/// The longest name.
const LONGEST: usize = 17;

/// The character reference that stands at the start of a text, behind its `&`: what it stands for and its length.
///
/// In an attribute's value a name without a semicolon is none if a letter, a digit or `=` follows: it is a part of a
/// link's query.
pub fn reference(text: &str, in_attribute: bool) -> Option<(char, usize)> {
    match text.strip_prefix('#') {
        Some(number) => numeric(number).map(|(c, length)| (c, length + 1)),
        None => named(text, in_attribute),
    }
}

fn named(text: &str, in_attribute: bool) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let run = bytes.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (2..=run).rev().find_map(|length| {
        let (name, next) = (&text[..length], bytes.get(length));
        match next {
            Some(b';') => {
                let c = look_up(WITHOUT_SEMICOLON, name).or_else(|| look_up(WITH_SEMICOLON, name))?;
                Some((c, length + 1))
            }
            Some(next) if in_attribute && (*next == b'=' || next.is_ascii_alphanumeric()) => None,
            _ => Some((look_up(WITHOUT_SEMICOLON, name)?, length)),
        }
    })
}

fn look_up(list: &str, name: &str) -> Option<char> {
    list.split(' ').find_map(|entry| {
        let mut rest = entry.strip_prefix(name)?.chars();
        let c = rest.next()?;
        rest.next().is_none().then_some(c)
    })
}

fn numeric(text: &str) -> Option<(char, usize)> {
    /// What the codes 128 to 159 stand for, which no standard but Windows' gives a meaning.
    const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let count = digits.chars().take_while(|c| c.is_digit(radix)).count();
    let value = digits[..count].chars().fold(None, |sum: Option<u32>, c| {
        Some(sum.unwrap_or(0).saturating_mul(radix).saturating_add(c.to_digit(radix)?))
    })?;
    let c = match value {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => WINDOWS.chars().nth(value as usize - 0x80)?,
        _ => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let length = text.len() - digits.len() + count;
    Some((c, length + usize::from(text.as_bytes().get(length) == Some(&b';'))))
}
