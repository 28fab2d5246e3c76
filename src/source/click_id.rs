//! Click ids: which parameter is whose, and what it proves. It must not decide the channel alone.

use super::channel::Evidence;
use super::tag::{MAX_VALUE, is_personal};
use super::url::Url;
use crate::text;

/// One known click id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClickId {
    /// Parameter, in lower case.
    pub(super) name: &'static str,
    /// The source that it names.
    pub(super) source: &'static str,
    /// The medium that it stands for.
    pub(super) medium: &'static str,
    /// What it proves.
    pub(super) evidence: Evidence,
}

/// The known click ids, the stronger evidence first: parameter, source, medium, what it proves. Names and owners: the
/// platforms' public documentation.
const CLICK_IDS: &str = "\
gclid google cpc paid\n\
gbraid google cpc paid\n\
wbraid google cpc paid\n\
gad_source google cpc paid\n\
gad_campaignid google cpc paid\n\
dclid google display paid\n\
msclkid bing cpc paid\n\
yclid yandex cpc paid\n\
rb_clickid vk cpc paid\n\
ttclid tiktok cpc paid\n\
twclid x cpc paid\n\
li_fat_id linkedin cpc paid\n\
rdt_cid reddit cpc paid\n\
sccid snapchat cpc paid\n\
qclid quora cpc paid\n\
obclid outbrain cpc paid\n\
tblci taboola cpc paid\n\
irclickid impact affiliate affiliate\n\
cjevent cj affiliate affiliate\n\
awc awin affiliate affiliate\n\
mc_cid mailchimp email email\n\
_hsmi hubspot email email\n\
fbclid facebook social ambiguous\n\
epik pinterest social ambiguous\n\
srsltid google shopping organic\n\
ysclid yandex organic organic\n\
igsh instagram social organic\n\
igshid instagram social organic";

fn click_id(row: &'static str) -> Option<ClickId> {
    let mut words = Some(row);
    let mut next = || text::next_part(&mut words, " ");
    let (name, source, medium) = (next()?, next()?, next()?);
    let evidence = match next()? {
        "paid" => Evidence::Paid,
        "affiliate" => Evidence::Affiliate,
        "email" => Evidence::Email,
        "ambiguous" => Evidence::Ambiguous,
        _ => Evidence::Organic,
    };
    Some(ClickId { name, source, medium, evidence })
}

/// The click id with a name.
pub(super) fn known(name: &str) -> Option<ClickId> {
    let mut rows = Some(CLICK_IDS);
    while let Some(id) = text::next_part(&mut rows, "\n").and_then(click_id) {
        if id.name == name {
            return Some(id);
        }
    }
    None
}

/// The click ids of a landing, the strongest first, each with its value.
#[must_use]
pub(super) fn click_ids(url: &Url<'_>) -> Vec<(&'static str, String)> {
    let parameters = url.parameters();
    let mut found = Vec::new();
    let mut rows = Some(CLICK_IDS);
    while let Some(id) = text::next_part(&mut rows, "\n").and_then(click_id) {
        for (_, value) in parameters.iter().filter(|(name, _)| name == id.name) {
            let value = text::clean(value, MAX_VALUE);
            if !value.is_empty() && !is_personal(&value) {
                found.push((id.name, value));
                break;
            }
        }
    }
    found
}
