//! Click ids: which parameter is whose, and what it proves. It must not decide the channel alone.

use super::personal::is_personal;
use super::rule::Evidence;
use super::tag::MAX_VALUE;
use crate::text;

/// One known click id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClickId {
    /// Parameter, in lower case.
    pub(super) name: &'static str,
    /// The source that it names; empty where it names none: then the referrer may.
    pub(super) source: &'static str,
    /// The medium that it stands for.
    pub(super) medium: &'static str,
    /// What it proves.
    pub(super) evidence: Evidence,
    /// Whether its value stands for one person: it is then not kept.
    pub(super) is_personal: bool,
}

/// The known click ids by what they prove, the stronger evidence first: `>` what it proves and the medium, then lines of
/// a source and its parameters. `-` names no source; `!` marks a value that stands for one person. Names and owners: the
/// platforms' public documentation.
const CLICK_IDS: &str = "\
>paid display\n\
google dclid\n\
thetradedesk ttd_uuid\n\
>paid cpc\n\
google gclid gbraid wbraid gad_source gad_campaignid gclsrc\n\
bing msclkid\n\
yandex yclid\n\
yandex-market ymclid\n\
vk rb_clickid\n\
tiktok ttclid\n\
x twclid\n\
linkedin li_fat_id\n\
reddit rdt_cid\n\
snapchat sccid\n\
quora qclid\n\
outbrain obclid ob_click_id\n\
taboola tblci\n\
kochava ko_click_id\n\
rokt rtid\n\
adobe s_kwcid ef_id\n\
>affiliate affiliate\n\
impact irclickid irgwc\n\
cj cjevent\n\
awin awc zanpid\n\
shareasale sscid\n\
rakuten ransiteid\n\
>email email\n\
mailchimp mc_cid !mc_eid\n\
klaviyo !_kx\n\
hubspot _hsmi !_hsenc\n\
marketo !mkt_tok\n\
vero !vero_id\n\
mailerlite !ml_subscriber_hash\n\
omeda !oly_enc_id\n\
>organic shopping\n\
google srsltid\n\
>organic organic\n\
yandex ysclid etext\n\
>organic social\n\
instagram igsh igshid\n\
>ambiguous social\n\
facebook fbclid\n\
pinterest epik\n\
vk vkclid\n\
>paid cpc\n\
- erid roistat _openstat hsa_*\n\
>ambiguous referral\n\
- wickedid hsctatracking";

/// Calls `one` with every known click id until it gives something.
fn find<T>(mut one: impl FnMut(ClickId) -> Option<T>) -> Option<T> {
    let (mut evidence, mut medium) = (Evidence::None, "");
    let mut rows = Some(CLICK_IDS);
    while let Some(row) = text::next_part(&mut rows, "\n") {
        let mut words = Some(row);
        let source = text::next_part(&mut words, " ")?;
        if let Some(proof) = source.strip_prefix('>') {
            medium = text::next_part(&mut words, " ")?;
            evidence = match proof {
                "paid" => Evidence::Paid,
                "affiliate" => Evidence::Affiliate,
                "email" => Evidence::Email,
                "ambiguous" => Evidence::Ambiguous,
                _ => Evidence::Organic,
            };
            continue;
        }
        let source = if source == "-" { "" } else { source };
        while let Some(word) = text::next_part(&mut words, " ") {
            let name = word.strip_prefix('!').unwrap_or(word);
            let found = one(ClickId { name, source, medium, evidence, is_personal: name != word });
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// The click ids among the parameters of a landing, the strongest first, each with its value. What stands for one person
/// is told without its value.
#[must_use]
pub(super) fn click_ids(parameters: &[(String, String)]) -> Vec<(ClickId, String)> {
    let mut found = Vec::new();
    find(|id| -> Option<()> {
        for (name, value) in parameters {
            let fits = match id.name.strip_suffix('*') {
                Some(beginning) => name.starts_with(beginning),
                None => name == id.name,
            };
            let value = if fits { text::clean(value, MAX_VALUE) } else { String::new() };
            if !value.is_empty() && !is_personal(&value) {
                found.push((id, if id.is_personal { "*".to_owned() } else { value }));
                break;
            }
        }
        None
    });
    found
}

/// Every known click id for the documentation: parameter, source, medium, what it proves, whether it stands for one person.
#[cfg(feature = "cli")]
#[must_use]
pub fn known_click_ids() -> Vec<(&'static str, &'static str, &'static str, Evidence, bool)> {
    let mut known = Vec::new();
    find(|id| -> Option<()> {
        known.push((id.name, id.source, id.medium, id.evidence, id.is_personal));
        None
    });
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read_and_no_parameter_stands_twice() {
        let mut names = Vec::new();
        find(|id| -> Option<()> {
            assert!(!id.name.is_empty() && id.name == id.name.to_lowercase(), "{id:?}");
            assert!(!names.contains(&id.name), "{id:?}");
            names.push(id.name);
            None
        });
        assert!(names.len() >= 55, "{}", names.len());
    }

    #[test]
    fn a_value_that_stands_for_a_person_is_not_kept() {
        let given = [("mc_eid".to_owned(), "8f2a".to_owned()), ("gclid".to_owned(), "abc".to_owned())];
        let found: Vec<_> = click_ids(&given).into_iter().map(|(id, value)| (id.name, value)).collect();
        assert_eq!(found, [("gclid", "abc".to_owned()), ("mc_eid", "*".to_owned())]);
    }
}
