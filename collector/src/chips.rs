//! The small marks of a lead: score, class, temperature, filter, verdict. The words come from the lead,
//! the colours from here. It must not know where on a page they stand.

use serde_json::Value;

use crate::finding::Finding;
use crate::html::Html;
use crate::reading::{is_set, number, points, text};

/// The total in a box, or a dash for a lead without a score.
pub fn score(html: &mut Html, lead: &Value) {
    let tone = match text(lead, "/score/temperature") {
        "hot" => "<span class=\"score hot\">",
        "warm" => "<span class=\"score warm\">",
        _ => "<span class=\"score\">",
    };
    let total = number(lead, "/score/total").map_or_else(|| "\u{2013}".to_owned(), points);
    html.raw(tone).raw("<span class=\"sr\">Score </span>").text(&total).raw("</span>");
}

/// Hand-off, class, temperature, grade.
pub fn quality(html: &mut Html, lead: &Value) {
    if is_set(lead, "/score/handoff") {
        html.raw("<span class=\"chip strong\">Hand off</span>");
    }
    let class = text(lead, "/score/class");
    let class_tone = match class {
        "ideal" => "<span class=\"chip good\">",
        "unacceptable" => "<span class=\"chip bad\">",
        _ => "<span class=\"chip\">",
    };
    chip(html, class_tone, class);
    let temperature = text(lead, "/score/temperature");
    let temperature_tone = match temperature {
        "hot" => "<span class=\"chip hot\">",
        "warm" => "<span class=\"chip warm\">",
        _ => "<span class=\"chip cold\">",
    };
    chip(html, temperature_tone, temperature);
    chip(html, "<span class=\"chip\">", text(lead, "/score/grade"));
}

/// What the lead is, where it is not the ordinary: kind, stage, the filter's verdict, the enquiry's number.
pub fn nature(html: &mut Html, lead: &Value, inquiry_seen: i64) {
    if inquiry_seen > 1 {
        html.raw("<span class=\"chip strong\">Enquiry ").show(inquiry_seen).raw("</span>");
    }
    let kind = text(lead, "/kind");
    if kind != "lead" {
        chip(html, "<span class=\"chip\">", kind);
    }
    match text(lead, "/stage") {
        "full" => {}
        stage => chip(html, "<span class=\"chip dashed\">", stage),
    }
    match text(lead, "/filter/verdict") {
        "out" => {
            html.raw("<span class=\"chip bad\">filtered out</span>");
        }
        "soft" => {
            html.raw("<span class=\"chip warm\">soft filter</span>");
        }
        _ => {}
    }
}

/// Whether the score was found to be true.
pub fn verdict(html: &mut Html, finding: &Finding) {
    match finding.verdict.as_str() {
        "verified" => {
            html.raw("<span class=\"chip good\">\u{2713} verified</span>");
        }
        "score_mismatch" => {
            html.raw("<span class=\"chip bad\">\u{26a0} score mismatch");
            if let Some(part) = &finding.part {
                html.raw(": ").text(part);
            }
            html.raw("</span>");
        }
        "unknown_config" => {
            html.raw("<span class=\"chip dashed\">unknown config</span>");
        }
        other => chip(html, "<span class=\"chip bad\">", other),
    }
}

/// A chip with a value, unless the value is empty.
pub fn chip(html: &mut Html, open: &'static str, value: &str) {
    if !value.is_empty() {
        html.raw(open).text(value).raw("</span>");
    }
}
