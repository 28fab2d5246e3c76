//! Reads from a lead what receiving it depends on: identity, stage, site, grouping hashes, the words
//! to search for. It must not know the rest of the lead, nor where the lead is kept.

use serde_json::Value;

use crate::problem::Problem;

/// The wire form that this collector understands.
pub const FORMAT: &str = "leadsieve.lead/1";

/// How complete a lead is. A later stage replaces an earlier one of the same enquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A click on a phone number or messenger; no contact is known.
    Pre,
    /// A contact was left, the quiz is not finished.
    Partial,
    /// The visitor sent everything.
    Full,
}

impl Stage {
    /// The word on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pre => "pre",
            Self::Partial => "partial",
            Self::Full => "full",
        }
    }

    /// The stage with that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Pre, Self::Partial, Self::Full].into_iter().find(|stage| stage.name() == word)
    }
}

/// What a lead says about itself, checked.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// UUID, lower case.
    pub id: String,
    /// The enquiry's number as the browser counted it, from 1.
    pub inquiry: i64,
    /// How complete the lead is.
    pub stage: Stage,
    /// The idempotency key, `id/inquiry/stage`.
    pub key: String,
    /// The site's id.
    pub site: String,
    /// SHA-256 of the normalised phone with site and topic.
    pub phone: Option<String>,
    /// SHA-256 of the normalised e-mail with site and topic.
    pub email: Option<String>,
    /// The score's total, where the lead has one.
    pub total: Option<f64>,
    /// Lower-case text that the inbox searches in.
    pub search: String,
}

impl Envelope {
    /// Checks a lead.
    ///
    /// # Errors
    /// The first value that is not what the format asks for, with its path.
    pub fn read(lead: &Value) -> Result<Self, Problem> {
        if !lead.is_object() {
            return Err(Problem::field("(the body)", Some(lead), "an object with a lead"));
        }
        text(lead, "format", "the text \"leadsieve.lead/1\"", |format| format == FORMAT)?;
        let id = text(lead, "id", "a UUID in lower case", is_uuid)?;
        let inquiry = lead.get("inquiry").and_then(whole).filter(|number| (1..=1_000_000).contains(number));
        let inquiry = inquiry.ok_or_else(|| Problem::field("inquiry", lead.get("inquiry"), "a whole number from 1"))?;
        let stage = lead.get("stage").and_then(Value::as_str).and_then(Stage::named);
        let stage = stage.ok_or_else(|| Problem::field("stage", lead.get("stage"), "pre, partial or full"))?;
        let site = text(lead, "site", "the site's id, 1 to 200 characters", |site| {
            !site.trim().is_empty() && site.chars().count() <= 200
        })?;
        let key = format!("{id}/{inquiry}/{}", stage.name());
        text(lead, "delivery.key", &format!("the text {key:?}"), |found| found == key)?;
        Ok(Self {
            id: id.to_owned(),
            inquiry,
            stage,
            site: site.to_owned(),
            phone: hash(lead, "/same_as/phone"),
            email: hash(lead, "/same_as/email"),
            total: lead.pointer("/score/total").and_then(Value::as_f64),
            search: searchable(lead),
            key,
        })
    }
}

/// The text at a dotted path, when `fits` agrees.
fn text<'a>(lead: &'a Value, path: &str, expected: &str, fits: impl Fn(&str) -> bool) -> Result<&'a str, Problem> {
    let found = lead.pointer(&format!("/{}", path.replace('.', "/")));
    found.and_then(Value::as_str).filter(|text| fits(text)).ok_or_else(|| Problem::field(path, found, expected))
}

/// A whole number, also when it was written as `1.0`.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 1e9)?;
        format!("{number:.0}").parse().ok()
    })
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => is_lower_hex(byte),
        })
}

fn hash(lead: &Value, pointer: &str) -> Option<String> {
    let text = lead.pointer(pointer)?.as_str()?;
    (text.len() == 64 && text.bytes().all(is_lower_hex)).then(|| text.to_owned())
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// The words of a lead that a person may search for, in lower case, one value a line.
fn searchable(lead: &Value) -> String {
    const PLACES: [&str; 12] = [
        "/contact/name",
        "/contact/phone/typed",
        "/contact/phone/e164",
        "/contact/email/typed",
        "/contact/email/normalised",
        "/site",
        "/kind",
        "/request/message",
        "/summary",
        "/source/first/campaign",
        "/source/last/campaign",
        "/id",
    ];
    let mut words: Vec<&str> = PLACES.iter().filter_map(|place| lead.pointer(place)?.as_str()).collect();
    let answers = lead.pointer("/request/answers").and_then(Value::as_array);
    words.extend(answers.into_iter().flatten().filter_map(|answer| answer.get("text")?.as_str()));
    words.join("\n").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lead() -> Value {
        let id = "0193a5e0-0000-7000-8000-000000000001";
        json!({ "format": FORMAT, "id": id, "inquiry": 1, "stage": "full", "site": "kitchens",
                "delivery": { "key": format!("{id}/1/full") }, "contact": { "name": "Анна Примерова" } })
    }

    #[test]
    fn a_lead_that_keeps_to_the_format_is_read() {
        let envelope = Envelope::read(&lead()).unwrap();
        assert_eq!((envelope.inquiry, envelope.stage, envelope.site.as_str()), (1, Stage::Full, "kitchens"));
        assert!(envelope.search.contains("анна примерова"), "names are searched in lower case");
    }

    #[test]
    fn a_number_of_the_enquiry_may_be_written_with_a_fraction_of_zero_only() {
        let mut odd = lead();
        odd["inquiry"] = json!(1.0);
        assert!(Envelope::read(&odd).is_ok());
        for bad in [json!(0), json!(-1), json!(1.5), json!("1"), json!(1e300), Value::Null] {
            odd["inquiry"] = bad.clone();
            assert!(Envelope::read(&odd).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_stage_outranks_the_stages_before_it() {
        assert!(Stage::Full > Stage::Partial && Stage::Partial > Stage::Pre);
    }

    #[test]
    fn only_a_sha_256_in_hex_groups_enquiries() {
        let mut odd = lead();
        odd["same_as"] = json!({ "phone": "a".repeat(64), "email": "x".repeat(64) });
        let envelope = Envelope::read(&odd).unwrap();
        assert_eq!((envelope.phone, envelope.email), (Some("a".repeat(64)), None));
    }
}
