//! Where a lead came from and what the visitor did: source, behaviour, consents, signs of a machine.
//! It must not know the person or the score.

use serde_json::Value;

use crate::html::Html;
use crate::reading::{is_set, list, number, plain, points, text, time};

/// The touches of every model, each once, and how the visitor got from the first to the enquiry.
pub fn source(html: &mut Html, lead: &Value) {
    html.raw("<section class=\"card\" id=\"source\"><h2>Where from</h2>");
    let touches = [
        ("/source/significant", "Touch that counts"),
        ("/source/first", "First touch"),
        ("/source/last", "Last touch"),
        ("/source/last_non_direct", "Last touch that was not direct"),
    ];
    let mut shown: Vec<&Value> = Vec::new();
    for (pointer, words) in touches {
        match lead.pointer(pointer).filter(|touch| touch.is_object()) {
            Some(touch) if !shown.contains(&touch) => {
                touch_block(html, words, touch);
                shown.push(touch);
            }
            _ => {}
        }
    }
    if shown.is_empty() {
        html.raw("<p class=\"hint\">The lead carries no source. ").text(text(lead, "/source/note")).raw("</p>");
    } else {
        html.raw("<dl class=\"pairs\">");
        pair(html, "Visits", &number(lead, "/source/visits").map(points).unwrap_or_default());
        pair(html, "Days since the first touch", &number(lead, "/source/days").map(points).unwrap_or_default());
        pair(html, "Touches in between", &in_between(lead));
        pair(html, "Run by", text(lead, "/source/contractor"));
        pair(html, "Variant of the page", text(lead, "/source/bundle/variant"));
        pair(html, "Visit code", text(lead, "/source/code"));
        html.raw("</dl>");
    }
    html.raw("</section>");
}

/// `Paid Social vk, Email news`: what came between the first touch and the last, in order.
fn in_between(lead: &Value) -> String {
    let name = |touch| format!("{} {}", text(touch, "/channel"), text(touch, "/source"));
    list(lead, "/source/touches").map(name).collect::<Vec<String>>().join(", ")
}

fn touch_block(html: &mut Html, words: &'static str, touch: &Value) {
    html.raw("<h3>").raw(words).raw("</h3><dl class=\"pairs\">");
    for (label, pointer) in [
        ("Channel", "/channel"),
        ("Source", "/source"),
        ("Medium", "/medium"),
        ("Campaign", "/campaign"),
        ("Page", "/page"),
        ("Came from", "/referrer"),
    ] {
        pair(html, label, text(touch, pointer));
    }
    if let Some(at) = time(touch, "/at") {
        html.raw("<dt>Time</dt><dd>").time(at).raw("</dd>");
    }
    for (label, pointer) in [("Tags", "/tags"), ("Click ids", "/click_ids")] {
        pair(html, label, &named(touch, pointer));
    }
    let (evidence, rule) = (text(touch, "/evidence"), text(touch, "/rule"));
    if !evidence.is_empty() || !rule.is_empty() {
        html.raw("<dt>Decided by</dt><dd><bdi>").text(evidence).raw("</bdi> <code>").text(rule).raw("</code></dd>");
    }
    pair(html, "Against it", text(touch, "/conflict"));
    html.raw("</dl>");
}

/// What the visitor did.
pub fn behaviour(html: &mut Html, lead: &Value) {
    if lead.get("behaviour").is_none() {
        return;
    }
    html.raw("<section class=\"card\" id=\"behaviour\"><h2>On the site</h2><dl class=\"pairs\">");
    let amount =
        |pointer: &str, unit: &str| number(lead, pointer).map(|n| format!("{}{unit}", points(n))).unwrap_or_default();
    pair(html, "Visit", &amount("/behaviour/visit/number", ""));
    pair(html, "Time of attention", &amount("/behaviour/engaged_s", " s"));
    pair(html, "Scrolled to", &amount("/behaviour/scroll", " %"));
    pair(html, "Key pages", &lead.pointer("/behaviour/key_pages").map(plain).unwrap_or_default());
    pair(html, "Device", text(lead, "/behaviour/device"));
    pair(html, "Clock", &number(lead, "/behaviour/time_zone_offset_min").map(zone).unwrap_or_default());
    html.raw("</dl>");
    events(html, lead);
    html.raw("</section>");
}

fn events(html: &mut Html, lead: &Value) {
    let events = lead.pointer("/behaviour/events").and_then(Value::as_object).filter(|events| !events.is_empty());
    let Some(events) = events else { return };
    html.raw("<h3>What happened</h3><ul class=\"events\">");
    for (name, event) in events {
        let count = number(event, "/count").or_else(|| event.as_f64()).unwrap_or(1.0);
        html.raw("<li><code>").text(name).raw("</code> <span>\u{d7} ").text(&points(count)).raw("</span></li>");
    }
    html.raw("</ul>");
}

/// What the visitor agreed to, with the text that was shown.
pub fn consents(html: &mut Html, lead: &Value) {
    html.raw("<section class=\"card\" id=\"consents\"><h2>Consents</h2>");
    let mut consents = list(lead, "/consents").peekable();
    if consents.peek().is_none() {
        html.raw("<p class=\"hint\">The lead carries none.</p>");
    }
    html.raw("<ul class=\"consents\">");
    for consent in consents {
        let is_given = is_set(consent, "/given");
        html.raw(if is_given {
            "<li><span class=\"chip good\">\u{2713} given</span> "
        } else {
            "<li><span class=\"chip\">not given</span> "
        });
        html.raw("<strong>").text(text(consent, "/id")).raw("</strong> <bdi>").text(text(consent, "/text"));
        html.raw("</bdi> <span class=\"sub\">").text(text(consent, "/time")).raw(" ").text(text(consent, "/locale"));
        html.raw("</span></li>");
    }
    html.raw("</ul></section>");
}

/// Signs of a machine.
pub fn trust(html: &mut Html, lead: &Value) {
    html.raw("<section class=\"card\" id=\"trust\"><h2>Signs of a machine</h2><dl class=\"pairs\">");
    let told = |is_set: bool| if is_set { "yes" } else { "no" };
    pair(html, "Hidden field filled in", told(is_set(lead, "/trust/honeypot")));
    pair(html, "Automated browser", told(is_set(lead, "/trust/webdriver")));
    let first = number(lead, "/trust/first_input_ms").map(|ms| format!("{} s", points((ms / 100.0).round() / 10.0)));
    pair(html, "First input after", &first.unwrap_or_default());
    html.raw("</dl></section>");
}

/// A term with its value, unless the value is empty. Values are text, never links: they come from strangers.
pub fn pair(html: &mut Html, label: &'static str, value: &str) {
    if !value.is_empty() {
        html.raw("<dt>").raw(label).raw("</dt><dd><bdi>").text(value).raw("</bdi></dd>");
    }
}

/// `gclid = abc, utm_source = google`.
fn named(value: &Value, pointer: &str) -> String {
    let map = value.pointer(pointer).and_then(Value::as_object);
    let pairs = map.into_iter().flatten().map(|(name, value)| format!("{name} = {}", plain(value)));
    pairs.collect::<Vec<_>>().join(", ")
}

fn zone(minutes: f64) -> String {
    let sign = if minutes < 0.0 { '\u{2212}' } else { '+' };
    let size = minutes.abs();
    format!("UTC{sign}{:.0}:{:02.0}", (size / 60.0).floor(), size % 60.0)
}
