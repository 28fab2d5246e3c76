//! The score as a sum that a person can check: each reason, what it gave, what a cap took, the axes,
//! the total. It must not compute a score.

use serde_json::Value;

use crate::html::Html;
use crate::reading::{first_text, list, number, plain, points, text};

/// The section with the score.
pub fn section(html: &mut Html, lead: &Value) {
    let Some(total) = number(lead, "/score/total") else { return };
    html.raw("<section class=\"card\" id=\"score\"><h2>Why this score</h2><table class=\"sum\"><thead><tr>");
    html.raw("<th scope=\"col\">Reason</th><th scope=\"col\" class=\"n\">Gave</th>");
    html.raw("<th scope=\"col\" class=\"n\">Cap</th><th scope=\"col\" class=\"n\">Counts</th></tr></thead>");
    let mut sum = 0.0;
    for axis in axes(lead) {
        sum += group(html, lead, axis);
    }
    html.raw("<tfoot><tr><th scope=\"row\" colspan=\"3\">Total</th><td class=\"n\">").text(&points(sum));
    html.raw("</td></tr></tfoot></table>");
    if (sum - total).abs() > f64::EPSILON {
        html.raw("<p class=\"alert\">The reasons add up to ").text(&points(sum)).raw(", the lead claims ");
        html.text(&points(total)).raw(".</p>");
    }
    missing(html, lead);
    html.raw("</section>");
}

/// The axes in the order in which they first occur.
fn axes(lead: &Value) -> Vec<&str> {
    let mut axes = Vec::new();
    for axis in list(lead, "/score/explanation").map(|reason| text(reason, "/axis")) {
        if !axes.contains(&axis) {
            axes.push(axis);
        }
    }
    axes
}

/// The reasons of one axis and their sum.
fn group(html: &mut Html, lead: &Value, axis: &str) -> f64 {
    let reasons = list(lead, "/score/explanation").filter(|reason| text(reason, "/axis") == axis);
    let mut sum = 0.0;
    html.raw("<tbody>");
    for reason in reasons {
        sum += counted(reason);
        line(html, reason);
    }
    html.raw("<tr class=\"axis\"><th scope=\"row\" colspan=\"3\">").text(axis).raw("</th><td class=\"n\">");
    html.text(&points(sum)).raw("</td></tr></tbody>");
    sum
}

/// Points of one time and how many times; below it what time took, where points fade.
fn line(html: &mut Html, reason: &Value) {
    let label = first_text(reason, &["/label", "/rule"]);
    let (raw, count) = (number(reason, "/raw").unwrap_or(0.0), number(reason, "/count").unwrap_or(1.0));
    let capped = number(reason, "/capped").unwrap_or(0.0);
    let before_cap = counted(reason) + capped;
    html.raw("<tr><th scope=\"row\"><bdi>").text(label).raw("</bdi></th><td class=\"n\">");
    html.text(&points(raw)).raw(" \u{d7} ").text(&points(count));
    if (raw * count - before_cap).abs() > f64::EPSILON {
        html.raw(" <span class=\"sub\">faded to ").text(&points(before_cap)).raw("</span>");
    }
    html.raw("</td><td class=\"n\">");
    if capped != 0.0 {
        html.text(&points(-capped));
    }
    html.raw("</td><td class=\"n\">").text(&points(counted(reason))).raw("</td></tr>");
}

/// What a reason adds to the total: its points after fading and caps.
fn counted(reason: &Value) -> f64 {
    number(reason, "/points").unwrap_or(0.0)
}

fn missing(html: &mut Html, lead: &Value) {
    let rules: Vec<String> = list(lead, "/score/missing").map(plain).collect();
    if !rules.is_empty() {
        html.raw("<p class=\"hint\">Could not be looked at, because a fact is missing: ")
            .text(&rules.join(", "))
            .raw("</p>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(total: i64) -> String {
        let lead = json!({ "score": { "total": total, "explanation": [
            { "rule": "a", "label": "Owner", "axis": "fit", "raw": 5, "count": 1, "points": 5, "capped": 0 },
            { "rule": "b", "label": "Prices", "axis": "intent", "raw": 3, "count": 4, "points": 8, "capped": 2 },
        ] } });
        let mut html = Html::default();
        section(&mut html, &lead);
        html.finish()
    }

    #[test]
    fn the_reasons_add_up_to_the_total_in_sight() {
        let html = shown(13);
        assert!(html.contains("faded to 10") && html.contains("<td class=\"n\">\u{2212}2</td>"), "{html}");
        assert!(html.contains("Total</th><td class=\"n\">13</td>"), "{html}");
        assert!(!html.contains("class=\"alert\""), "{html}");
    }

    #[test]
    fn a_total_that_the_reasons_do_not_give_is_pointed_out() {
        assert!(shown(99).contains("The reasons add up to 13, the lead claims 99."));
    }
}
