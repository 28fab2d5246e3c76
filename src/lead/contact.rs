//! The contact of a lead: what was typed beside what is understood. It must drop nothing that was typed.

use crate::contact::{Country, check_email, check_phone};
use crate::text;
use crate::value::{Map, Value};

/// Who asks, and how to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name as typed.
    pub name: String,
    /// Phone number as typed.
    pub phone: String,
    /// E-mail address as typed.
    pub email: String,
}

impl Contact {
    /// The contact out of a value with `name`, `phone` and `email`; anything else in it is left out.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let typed = |name: &str| value.text(name).map(|typed| text::clean(typed, 254)).unwrap_or_default();
        Self { name: typed("name"), phone: typed("phone"), email: typed("email") }
    }

    /// Whether there is a way to answer.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        check_phone(&self.phone, &[]).is_some() || check_email(&self.email).is_some()
    }

    /// The phone number in E.164, where it is understood.
    #[must_use]
    pub fn e164(&self, countries: &[&'static Country]) -> Option<String> {
        check_phone(&self.phone, countries)?.e164
    }

    /// The e-mail address in lower case, where it is one.
    #[must_use]
    pub fn normalised_email(&self) -> Option<String> {
        check_email(&self.email)
    }

    /// The contact part of a lead.
    #[must_use]
    pub fn to_value(&self, countries: &[&'static Country]) -> Value {
        let pair = |typed: &str, name: &str, understood: Option<String>| {
            (!typed.is_empty()).then(|| Map::new().with("typed", typed).with_some(name, understood))
        };
        let channel = if self.phone.is_empty() { "email" } else { "phone" };
        Map::new()
            .with_some("name", self.name.as_str())
            .with_some("phone", pair(&self.phone, "e164", self.e164(countries)))
            .with_some("email", pair(&self.email, "normalised", self.normalised_email()))
            .with("channel", channel)
            .into()
    }
}
