//! One lead as a salesperson reads it: who, what they want, why to call now, then the evidence. It must
//! not know how the lead was found.

use serde_json::Value;

use crate::finding::{Advice, Finding};
use crate::html::Html;
use crate::reading::{first_text, list, number, plain, points, text};
use crate::shelf::Kept;
use crate::{chips, clock, rows, story, sum};

/// The tab's title and the content of a lead's page.
#[must_use]
pub fn lead(kept: &Kept, advice: &Advice, others: &[Kept]) -> (String, Html) {
    let lead: Value = serde_json::from_str(&kept.lead).unwrap_or_default();
    let mut html = Html::default();
    top(&mut html, kept, advice, &lead);
    html.raw("<div class=\"columns\"><div>");
    request(&mut html, &lead);
    sum::section(&mut html, &lead);
    check(&mut html, &kept.finding);
    enquiries(&mut html, others);
    html.raw("</div><div>");
    story::source(&mut html, &lead);
    story::behaviour(&mut html, &lead);
    story::consents(&mut html, &lead);
    story::trust(&mut html, &lead);
    html.raw("</div></div>");
    raw(&mut html, &lead);
    (format!("{} · LeadSieve", rows::name(&lead)), html)
}

fn top(html: &mut Html, kept: &Kept, advice: &Advice, lead: &Value) {
    html.raw("<p class=\"crumb\"><a href=\"/inbox\">\u{2190} All leads</a></p><section class=\"card top\"><div class=\"who\">");
    chips::score(html, lead);
    html.raw("<div><h1><bdi>").text(rows::name(lead)).raw("</bdi></h1><p class=\"sub\">Received <strong>");
    html.text(&clock::ago(kept.received, clock::now_ms())).raw("</strong>, ").time(kept.received);
    html.raw(" \u{b7} ").text(text(lead, "/site")).raw("</p></div></div><div class=\"chips\">");
    chips::quality(html, lead);
    chips::nature(html, lead, kept.inquiry_seen);
    chips::verdict(html, &kept.finding);
    html.raw("</div>");
    let summary = text(lead, "/summary");
    if !summary.is_empty() {
        html.raw("<p class=\"summary\"><bdi>").text(summary).raw("</bdi></p>");
    }
    counsel(html, advice);
    contact(html, lead);
    html.raw("</section>");
}

/// What the owner's table says about the class: what to do, and who this is.
fn counsel(html: &mut Html, advice: &Advice) {
    if !advice.action.is_empty() {
        html.raw("<p class=\"counsel\"><strong>").text(&advice.action).raw("</strong></p>");
    }
    if !advice.portrait.is_empty() {
        html.raw("<p class=\"counsel sub\">").text(&advice.portrait).raw("</p>");
    }
}

fn contact(html: &mut Html, lead: &Value) {
    html.raw("<dl class=\"contact\">");
    let phone = first_text(lead, &["/contact/phone/e164", "/contact/phone/typed"]);
    if !phone.is_empty() {
        html.raw("<div><dt>Phone</dt><dd>").phone(phone);
        beside(html, phone, text(lead, "/contact/phone/typed"));
    }
    let email = first_text(lead, &["/contact/email/normalised", "/contact/email/typed"]);
    if !email.is_empty() {
        html.raw("<div><dt>E-mail</dt><dd>").email(email);
        beside(html, email, text(lead, "/contact/email/typed"));
    }
    for (label, pointer) in [("Messenger", "/contact/messenger"), ("Prefers", "/contact/channel")] {
        let value = lead.pointer(pointer).map(plain).unwrap_or_default();
        if !value.is_empty() {
            html.raw("<div><dt>").raw(label).raw("</dt><dd><bdi>").text(&value).raw("</bdi></dd></div>");
        }
    }
    html.raw("</dl>");
}

/// Ends a contact with what was typed, where it is not what is shown.
fn beside(html: &mut Html, shown: &str, typed: &str) {
    if !typed.is_empty() && typed != shown {
        html.raw(" <span class=\"sub\">typed <bdi>").text(typed).raw("</bdi></span>");
    }
    html.raw("</dd></div>");
}

fn request(html: &mut Html, lead: &Value) {
    html.raw("<section class=\"card\" id=\"answers\"><h2>What they want</h2>");
    let message = text(lead, "/request/message");
    if !message.is_empty() {
        html.raw("<blockquote><bdi>").text(message).raw("</bdi></blockquote>");
    }
    html.raw("<dl class=\"answers\">");
    for answer in list(lead, "/request/answers") {
        let said = Some(text(answer, "/text").to_owned()).filter(|said| !said.is_empty());
        html.raw("<dt><bdi>").text(first_text(answer, &["/title", "/name"])).raw("</bdi></dt><dd><bdi>");
        html.text(&said.unwrap_or_else(|| answer.get("value").map(plain).unwrap_or_default())).raw("</bdi>");
        effort(html, answer);
        html.raw("</dd>");
    }
    html.raw("</dl><p class=\"hint\">");
    for (words, pointer) in [("Quiz ", "/request/quiz"), (" on ", "/page/url")] {
        let value = text(lead, pointer);
        if !value.is_empty() {
            html.raw(words).raw("<bdi>").text(value).raw("</bdi>");
        }
    }
    html.raw("</p>");
    filter(html, lead);
    html.raw("</section>");
}

/// Seconds and changes of mind behind an answer.
fn effort(html: &mut Html, answer: &Value) {
    let changes = number(answer, "/changes").filter(|changes| *changes > 0.0);
    if let Some(changes) = changes {
        html.raw(" <span class=\"sub\">changed \u{d7} ").text(&points(changes)).raw("</span>");
    }
}

fn filter(html: &mut Html, lead: &Value) {
    let words = |verdict: &str| match verdict {
        "in" => "let through".to_owned(),
        "soft" => "sent another way".to_owned(),
        "out" => "turned away".to_owned(),
        other => other.to_owned(),
    };
    let (verdict, first) = (text(lead, "/filter/verdict"), text(lead, "/filter/first"));
    html.raw("<dl class=\"pairs\">");
    story::pair(html, "Filter", &words(verdict));
    if first != verdict {
        story::pair(html, "At first", &words(first));
    }
    for (label, pointer) in [("Reasons", "/filter/reasons"), ("Flags", "/filter/flags")] {
        story::pair(html, label, &lead.pointer(pointer).map(plain).unwrap_or_default());
    }
    html.raw("</dl>");
}

fn enquiries(html: &mut Html, others: &[Kept]) {
    if others.is_empty() {
        return;
    }
    html.raw("<section class=\"card\" id=\"enquiries\"><h2>Other enquiries of this person</h2><ul class=\"plain\">");
    for other in others {
        let lead: Value = serde_json::from_str(&other.lead).unwrap_or_default();
        html.raw("<li><a href=\"");
        rows::lead_address(html, other);
        html.raw("\"><bdi>").text(rows::name(&lead)).raw("</bdi></a> <span class=\"sub\">").time(other.received);
        html.raw("</span></li>");
    }
    html.raw("</ul></section>");
}

fn check(html: &mut Html, finding: &Finding) {
    html.raw("<section class=\"card\" id=\"check\"><h2>Check of the score</h2><p>");
    chips::verdict(html, finding);
    html.raw("</p><p class=\"hint\">").raw(match finding.verdict.as_str() {
        "verified" => "This collector computed the same score from the same answers.",
        "score_mismatch" => "This collector computed something else. Somebody may have changed the lead on its way.",
        "unknown_config" => "The lead was scored with a config that this collector was not started with.",
        "malformed" => "The lead lacks what is needed to compute its score again.",
        _ => "The score could not be computed again; the lead is kept all the same.",
    });
    html.raw("</p><dl class=\"pairs\">");
    for (label, value) in
        [("Part", &finding.part), ("Computed here", &finding.expected), ("In the lead", &finding.found)]
    {
        story::pair(html, label, value.as_deref().unwrap_or_default());
    }
    html.raw("</dl></section>");
}

fn raw(html: &mut Html, lead: &Value) {
    let text = serde_json::to_string_pretty(lead).unwrap_or_default();
    html.raw("<details class=\"card\"><summary>The whole lead (JSON)</summary><pre tabindex=\"0\">");
    html.text(&text).raw("</pre></details>");
}
