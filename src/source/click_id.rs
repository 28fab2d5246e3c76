//! Click ids: which parameter is whose, and what it proves. It must not decide the channel alone.

use super::channel::Evidence;
use super::tag::{MAX_VALUE, is_personal};
use super::url::Url;
use crate::text;

/// One known click id.
#[derive(Debug, PartialEq, Eq)]
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

const fn id(name: &'static str, source: &'static str, medium: &'static str, evidence: Evidence) -> ClickId {
    ClickId { name, source, medium, evidence }
}

/// The known click ids, the stronger evidence first. Names and owners: the platforms' public documentation.
const CLICK_IDS: &[ClickId] = &[
    id("gclid", "google", "cpc", Evidence::Paid),
    id("gbraid", "google", "cpc", Evidence::Paid),
    id("wbraid", "google", "cpc", Evidence::Paid),
    id("gad_source", "google", "cpc", Evidence::Paid),
    id("gad_campaignid", "google", "cpc", Evidence::Paid),
    id("dclid", "google", "display", Evidence::Paid),
    id("msclkid", "bing", "cpc", Evidence::Paid),
    id("yclid", "yandex", "cpc", Evidence::Paid),
    id("rb_clickid", "vk", "cpc", Evidence::Paid),
    id("ttclid", "tiktok", "cpc", Evidence::Paid),
    id("twclid", "x", "cpc", Evidence::Paid),
    id("li_fat_id", "linkedin", "cpc", Evidence::Paid),
    id("rdt_cid", "reddit", "cpc", Evidence::Paid),
    id("sccid", "snapchat", "cpc", Evidence::Paid),
    id("qclid", "quora", "cpc", Evidence::Paid),
    id("obclid", "outbrain", "cpc", Evidence::Paid),
    id("tblci", "taboola", "cpc", Evidence::Paid),
    id("irclickid", "impact", "affiliate", Evidence::Affiliate),
    id("cjevent", "cj", "affiliate", Evidence::Affiliate),
    id("awc", "awin", "affiliate", Evidence::Affiliate),
    id("mc_cid", "mailchimp", "email", Evidence::Email),
    id("_hsmi", "hubspot", "email", Evidence::Email),
    id("fbclid", "facebook", "social", Evidence::Ambiguous),
    id("epik", "pinterest", "social", Evidence::Ambiguous),
    id("srsltid", "google", "shopping", Evidence::Organic),
    id("ysclid", "yandex", "organic", Evidence::Organic),
    id("igsh", "instagram", "social", Evidence::Organic),
    id("igshid", "instagram", "social", Evidence::Organic),
];

/// The click id with a name.
pub(super) fn known(name: &str) -> Option<&'static ClickId> {
    CLICK_IDS.iter().find(|id| id.name == name)
}

/// The click ids of a landing, the strongest first, each with its value.
#[must_use]
pub(super) fn click_ids(url: &Url<'_>) -> Vec<(&'static str, String)> {
    let parameters = url.parameters();
    let mut found = Vec::new();
    for id in CLICK_IDS {
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
