//! The list of leads: search, order, one row a lead, pages. It must not know how leads are found.

use serde_json::Value;

use crate::html::Html;
use crate::reading::{first_text, text};
use crate::shelf::{Kept, Order};
use crate::{chips, clock};

/// How many leads stand on a page.
pub const PAGE: i64 = 50;

/// What the reader asked for, and how much there is of it.
#[derive(Debug)]
pub struct Asked {
    /// Words to search for.
    pub search: String,
    /// The order.
    pub order: Order,
    /// The page's number, from 1.
    pub number: i64,
    /// How many leads fit.
    pub total: i64,
}

/// The whole content of the list's page.
#[must_use]
pub fn list(leads: &[Kept], asked: &Asked) -> Html {
    let mut html = Html::default();
    head(&mut html, asked);
    if leads.is_empty() {
        nothing(&mut html, asked);
        return html;
    }
    html.raw(concat!(
        "<table class=\"leads\" role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">",
        "<th role=\"columnheader\" scope=\"col\">Score</th><th role=\"columnheader\" scope=\"col\">Contact</th>",
        "<th role=\"columnheader\" scope=\"col\">Quality</th><th role=\"columnheader\" scope=\"col\">Source</th>",
        "<th role=\"columnheader\" scope=\"col\">Check</th><th role=\"columnheader\" scope=\"col\">Received</th>",
        "</tr></thead><tbody role=\"rowgroup\">",
    ));
    let now = clock::now_ms();
    for kept in leads {
        row(&mut html, kept, now);
    }
    html.raw("</tbody></table>");
    pages(&mut html, asked);
    html
}

fn head(html: &mut Html, asked: &Asked) {
    html.raw("<div class=\"head\"><h1>Leads <span class=\"count\">").show(asked.total).raw("</span></h1>");
    html.raw("<form class=\"search\" role=\"search\" action=\"/inbox\"><label class=\"sr\" for=\"q\">Search</label>");
    html.raw(
        "<input id=\"q\" name=\"q\" type=\"search\" placeholder=\"Name, phone, e-mail, answer, campaign\" value=\"",
    );
    html.text(&asked.search).raw("\">");
    if asked.order == Order::Score {
        html.raw("<input type=\"hidden\" name=\"sort\" value=\"score\">");
    }
    html.raw("<button>Search</button></form><nav class=\"tabs\" aria-label=\"Order\">");
    for (order, words) in [(Order::Time, "Newest"), (Order::Score, "Highest score")] {
        html.raw("<a href=\"");
        address(html, asked, order, 1);
        html.raw(if order == asked.order { "\" aria-current=\"true\">" } else { "\">" }).raw(words).raw("</a>");
    }
    html.raw("</nav></div>");
}

fn nothing(html: &mut Html, asked: &Asked) {
    if asked.search.is_empty() && asked.total == 0 {
        html.raw("<section class=\"card empty\"><h2>No leads yet</h2><p>The first one appears here as soon as it arrives.</p></section>");
    } else {
        html.raw("<section class=\"card empty\"><h2>Nothing found</h2><p>");
        html.raw("No lead on this page fits. <a href=\"/inbox\">Show all leads</a></p></section>");
    }
}

fn row(html: &mut Html, kept: &Kept, now: i64) {
    let lead: Value = serde_json::from_str(&kept.lead).unwrap_or_default();
    html.raw("<tr role=\"row\"><td role=\"cell\" class=\"c-score\">");
    chips::score(html, &lead);
    html.raw("</td><td role=\"cell\" class=\"c-who\">");
    who(html, kept, &lead);
    html.raw("</td><td role=\"cell\" class=\"c-chips\"><div class=\"chips\">");
    chips::quality(html, &lead);
    chips::nature(html, &lead, kept.inquiry_seen);
    html.raw("</div></td><td role=\"cell\" class=\"c-source\">");
    source(html, &lead);
    html.raw("</td><td role=\"cell\" class=\"c-check\">");
    chips::verdict(html, &kept.finding);
    html.raw("</td><td role=\"cell\" class=\"c-time\"><strong>").text(&clock::ago(kept.received, now));
    html.raw("</strong><span class=\"sub\">").time(kept.received).raw("</span></td></tr>");
}

fn who(html: &mut Html, kept: &Kept, lead: &Value) {
    html.raw("<a class=\"name\" href=\"");
    lead_address(html, kept);
    html.raw("\"><bdi>").text(name(lead)).raw("</bdi></a><span class=\"reach\">");
    html.phone(first_text(lead, &["/contact/phone/e164", "/contact/phone/typed"]));
    html.raw(" ").email(first_text(lead, &["/contact/email/normalised", "/contact/email/typed"])).raw("</span>");
}

fn source(html: &mut Html, lead: &Value) {
    let channel =
        first_text(lead, &["/source/significant/channel", "/source/last_non_direct/channel", "/source/first/channel"]);
    let campaign = first_text(
        lead,
        &["/source/significant/campaign", "/source/last_non_direct/campaign", "/source/first/campaign"],
    );
    html.raw("<strong>")
        .text(if channel.is_empty() { "Unknown source" } else { channel })
        .raw("</strong><span class=\"sub\"><bdi>");
    html.text(campaign).raw("</bdi></span><span class=\"sub\">").text(text(lead, "/site")).raw("</span>");
}

/// What to call the person.
#[must_use]
pub fn name(lead: &Value) -> &str {
    let places = ["/contact/name", "/contact/phone/typed", "/contact/email/typed"];
    Some(first_text(lead, &places)).filter(|name| !name.is_empty()).unwrap_or("No name left")
}

/// The address of one enquiry of a lead.
pub fn lead_address(html: &mut Html, kept: &Kept) {
    html.raw("/inbox/").query(&kept.id).raw("?inquiry=").show(kept.inquiry);
}

fn pages(html: &mut Html, asked: &Asked) {
    let last = (asked.total + PAGE - 1) / PAGE;
    if last <= 1 {
        return;
    }
    html.raw("<nav class=\"pages\" aria-label=\"Pages\">");
    for (number, words) in [(asked.number - 1, "\u{2190} Back"), (asked.number + 1, "Further \u{2192}")] {
        if (1..=last).contains(&number) {
            html.raw("<a href=\"");
            address(html, asked, asked.order, number);
            html.raw("\">").raw(words).raw("</a>");
        }
    }
    html.raw("<span>Page ").show(asked.number).raw(" of ").show(last).raw("</span></nav>");
}

fn address(html: &mut Html, asked: &Asked, order: Order, number: i64) {
    html.raw("/inbox?sort=").raw(if order == Order::Score { "score" } else { "time" });
    if !asked.search.is_empty() {
        html.raw("&amp;q=").query(&asked.search);
    }
    if number > 1 {
        html.raw("&amp;page=").show(number);
    }
}
