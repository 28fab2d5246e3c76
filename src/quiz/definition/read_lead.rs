//! Reading what leads need beyond SurveyJS. It must not look at answers.

use super::element::ChoiceLead;
use super::lead::{At, Consent, ContactStep, Field, Filter, Lead, Need, Offer, Outcome, Place, Reject, Verdict};
use crate::expression::Expression;
use crate::text::{self, explain};
use crate::value::{Fields, Read};

const NEEDS: &[(&str, Need)] = &[("off", Need::Off), ("optional", Need::Optional), ("required", Need::Required)];
const VERDICTS: &[(&str, Verdict)] = &[("flag", Verdict::Flag), ("soft", Verdict::Soft), ("out", Verdict::Out)];
const OFFERS: &[&str] = &["instalment", "credit", "post-pay", "cheaper", "waitlist", "material", "other"];

/// The most axes and categories that an option gives points to.
const MOST_SCORES: usize = 20;

impl Read for ChoiceLead {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("points", -100, 100, &mut self.points);
        let scores = &mut self.scores.0;
        fields.entries("scores", &mut |name, path, value| match value
            .as_whole()
            .filter(|points| (-100..=100).contains(points))
        {
            Some(_) if scores.len() == MOST_SCORES => {
                fields.problems().error(path, "quiz/scores", explain!("expected up to 20 names"));
            }
            Some(points) => scores.push((name.to_owned(), points)),
            None => {
                let expected = explain!("found ", value.kind(), ", expected a whole number from -100 to 100");
                fields.problems().error(path, "config/out-of-range", expected);
            }
        });
        fields.some_name("out", &mut self.out);
        fields.some_name("soft", &mut self.soft);
    }
}

impl Read for Lead {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.objects("filters", 100, &mut self.filters);
        fields.object("reject", &mut self.reject);
        fields.object("contact", &mut self.contact);
        fields.objects("consents", 10, &mut self.consents);
        fields.objects("outcomes", 50, &mut self.outcomes);
    }
}

impl Read for Filter {
    fn read(&mut self, fields: &Fields<'_>) {
        Expression::read_required(fields, "if", &mut self.condition);
        fields.require("verdict", "one of flag, soft, out");
        fields.choice("verdict", VERDICTS, &mut self.verdict);
        fields.choice("at", &[("answer", At::Answer), ("contact", At::Contact), ("end", At::End)], &mut self.at);
        fields.required_name("reason", &mut self.reason);
        fields.localized("text", 1000, &mut self.text);
        fields.object("offer", &mut self.offer);
    }
}

impl Read for Offer {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("kind", "one of the kinds of offers");
        let kind = fields.place("kind", &|place| OFFERS.get(place).copied());
        self.kind = kind.and_then(|place| OFFERS.get(place)).copied().unwrap_or_default().to_owned();
        fields.required_localized("text", 500, &mut self.text);
        link(fields, "url", &["https://", "http://", "mailto:", "tel:"], &mut self.url);
        fields.localized("label", 100, &mut self.label);
    }
}

/// A link with one of the allowed beginnings.
fn link(fields: &Fields<'_>, name: &'static str, allowed: &[&str], into: &mut Option<String>) {
    let mut found = String::new();
    if !fields.text(name, 500, &mut found) {
        return;
    }
    if allowed.iter().any(|start| found.strip_prefix(start).is_some_and(|rest| !rest.is_empty())) {
        *into = Some(found);
    } else {
        let known = || text::join(allowed.iter().copied(), ", ");
        fields.error(name, "config/bad-link", explain!("found \"", &found, "\", expected a link with ", &known()));
    }
}

impl Read for Reject {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.localized("title", 200, &mut self.title);
        fields.localized("text", 1000, &mut self.text);
        fields.flag("contact", &mut self.contact);
    }
}

impl Read for ContactStep {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.localized("title", 200, &mut self.title);
        fields.localized("text", 1000, &mut self.text);
        fields.choice("place", &[("before", Place::Before), ("after", Place::After)], &mut self.place);
        fields.choice("name", NEEDS, &mut self.name);
        fields.choice("phone", NEEDS, &mut self.phone);
        fields.choice("email", NEEDS, &mut self.email);
        for (name, need) in [
            ("whatsapp", &mut self.whatsapp),
            ("telegram", &mut self.telegram),
            ("viber", &mut self.viber),
            ("vk", &mut self.vk),
            ("max", &mut self.max),
        ] {
            fields.choice(name, NEEDS, need);
        }
        if Field::ALL.iter().all(|field| *field == Field::Name || self.need(*field) == Need::Off) {
            let expected = "expected phone, email or a messenger to be optional or required";
            fields.problems().error(fields.path(), "quiz/no-contact", expected);
        }
    }
}

impl Read for Consent {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.required_name("id", &mut self.id);
        fields.required_localized("text", 1000, &mut self.text);
        link(fields, "link", &["https://", "http://"], &mut self.link);
        fields.flag("required", &mut self.required);
    }
}

impl Read for Outcome {
    fn read(&mut self, fields: &Fields<'_>) {
        Expression::read(fields, "if", &mut self.condition);
        fields.required_localized("title", 200, &mut self.title);
        fields.localized("text", 1000, &mut self.text);
    }
}
