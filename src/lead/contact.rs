//! The contact of a lead: what was typed beside what is understood. It must drop nothing that was typed.

use crate::contact::{Country, Messenger, check_email, check_messenger, check_phone};
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
    /// Messenger accounts as typed.
    pub messengers: Vec<(Messenger, String)>,
}

impl Contact {
    /// The contact out of a value with `name`, `phone` and `email`; anything else in it is left out.
    #[must_use]
    pub fn from_value(value: &Value) -> Self {
        let typed = |name: &str| value.text(name).map(|typed| text::clean(typed, 254)).unwrap_or_default();
        let mut messengers = Vec::new();
        for messenger in Messenger::ALL {
            let account = typed(messenger.name());
            if !account.is_empty() {
                messengers.push((messenger, account));
            }
        }
        Self { name: typed("name"), phone: typed("phone"), email: typed("email"), messengers }
    }

    /// Whether there is a way to answer.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        check_phone(&self.phone, &[]).is_some()
            || check_email(&self.email).is_some()
            || self.messengers.iter().any(|(messenger, typed)| check_messenger(*messenger, typed, &[]).is_some())
    }

    /// The phone number in E.164, where it is understood; without one that of a messenger.
    #[must_use]
    pub fn e164(&self, countries: &[&'static Country]) -> Option<String> {
        if !self.phone.is_empty() {
            return check_phone(&self.phone, countries)?.e164;
        }
        self.messengers.iter().find_map(|(messenger, typed)| check_messenger(*messenger, typed, countries)?.e164)
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
        let messenger = self.messengers.first().map(|(messenger, typed)| {
            let account = check_messenger(*messenger, typed, countries);
            Map::new()
                .with("kind", messenger.name())
                .with("typed", typed.as_str())
                .with_some("handle", account.as_ref().and_then(|account| account.handle.clone()))
                .with_some("e164", account.as_ref().and_then(|account| account.e164.clone()))
                .with_some("link", account.and_then(|account| account.link()))
        });
        let channel = match self.messengers.first() {
            _ if !self.phone.is_empty() => "phone",
            Some((messenger, _)) => messenger.name(),
            None => "email",
        };
        let phone = check_phone(&self.phone, countries).and_then(|phone| phone.e164);
        Map::new()
            .with_some("name", self.name.as_str())
            .with_some("phone", pair(&self.phone, "e164", phone))
            .with_some("email", pair(&self.email, "normalised", self.normalised_email()))
            .with_some("messenger", messenger)
            .with("channel", channel)
            .into()
    }
}
