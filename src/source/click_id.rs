//! Click ids: which parameter is whose, and what it proves. It must not decide the channel alone.

use std::sync::OnceLock;

use super::personal::is_personal;
use super::rule::Evidence;
use super::tag::MAX_VALUE;
use super::url::Parameters;
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
    /// Its place in the table: of several the one that stands first decides.
    rank: usize,
    /// Whether its value stands for one person: it is then not kept.
    pub(super) is_personal: bool,
}

/// The known click ids by what they prove, the stronger evidence first: `>` what it proves and the medium, then lines of
/// a source and its parameters. `-` names no source; `!` marks a value that stands for one person. Of HubSpot's parameters of ads `hsa_cam`
/// stands for all. Names and owners: the
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
>paid cpc\n\
- erid roistat _openstat hsa_cam\n\
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
>ambiguous referral\n\
- wickedid hsctatracking";

/// Every known click id by name; read once.
fn known() -> &'static [ClickId] {
    static KNOWN: OnceLock<Vec<ClickId>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: Vec<ClickId> = Vec::new();
        for id in read() {
            known.insert(known.partition_point(|other| other.name < id.name), id);
        }
        known
    })
}

/// The click id that a parameter is.
fn of_parameter(name: &str) -> Option<ClickId> {
    let name = if name.starts_with("hsa_") { "hsa_cam" } else { name };
    let place = known().binary_search_by(|id| id.name.cmp(name)).ok()?;
    known().get(place).copied()
}

/// The table, taken apart: the stronger evidence first.
fn read() -> Vec<ClickId> {
    let mut known = Vec::new();
    let (mut evidence, mut medium) = (Evidence::None, "");
    let mut rows = Some(CLICK_IDS);
    while let Some(row) = text::next_part(&mut rows, "\n") {
        let mut words = Some(row);
        let source = text::next_part(&mut words, " ").unwrap_or_default();
        if let Some(proof) = source.strip_prefix('>') {
            medium = text::next_part(&mut words, " ").unwrap_or_default();
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
            known.push(ClickId { name, source, medium, evidence, rank: known.len(), is_personal: name != word });
        }
    }
    known
}

/// The click ids among the parameters of a landing, the strongest first, each with its value. What stands for one person
/// is told without its value.
#[must_use]
pub(super) fn click_ids(parameters: &Parameters<'_>) -> Vec<(ClickId, String)> {
    let mut found: Vec<(ClickId, String)> = Vec::new();
    for (name, value) in parameters {
        // The commonest parameters are tags: they need no search.
        let id = if name.starts_with("utm_") { None } else { of_parameter(name) };
        let Some(id) = id else { continue };
        let value = text::clean(value, MAX_VALUE);
        let place = found.partition_point(|(other, _)| other.rank < id.rank);
        let is_new = found.get(place).is_none_or(|(other, _)| other.rank != id.rank);
        if is_new && !value.is_empty() {
            // What is shaped like something personal still proves the click.
            let is_kept = !id.is_personal && !is_personal(&value);
            found.insert(place, (id, if is_kept { value } else { "*".to_owned() }));
        }
    }
    found
}

/// The table as the module carries it, for those who want to read it.
#[cfg(feature = "cli")]
#[must_use]
pub fn click_id_table() -> &'static str {
    CLICK_IDS
}

/// Every known click id for the documentation: parameter, source, medium, what it proves, whether it stands for one person.
#[cfg(feature = "cli")]
#[must_use]
pub fn known_click_ids() -> Vec<(&'static str, &'static str, &'static str, Evidence, bool)> {
    read().into_iter().map(|id| (id.name, id.source, id.medium, id.evidence, id.is_personal)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read_and_no_parameter_stands_twice() {
        let mut names = Vec::new();
        for id in read() {
            assert!(!id.name.is_empty() && id.name == id.name.to_lowercase(), "{id:?}");
            assert!(!names.contains(&id.name), "{id:?}");
            names.push(id.name);
        }
        assert!(names.len() >= 55, "{}", names.len());
    }

    #[test]
    fn a_value_that_stands_for_a_person_is_not_kept() {
        let given = vec![("mc_eid".into(), "8f2a".into()), ("gclid".into(), "abc".into())];
        let found: Vec<_> = click_ids(&given).into_iter().map(|(id, value)| (id.name, value)).collect();
        assert_eq!(found, [("gclid", "abc".to_owned()), ("mc_eid", "*".to_owned())]);
    }
}
