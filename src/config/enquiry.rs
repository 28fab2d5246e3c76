//! Reading what an owner may set about leads. It must not conclude anything from an enquiry.

use super::read::hosts;
use crate::expression::{Words, plain_text};
use crate::lead::{Accounts, Settings, Terms};
use crate::value::{Fields, Read};

impl Read for Settings {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.whole("window_days", 1, 365, &mut self.window_days);
        fields.some_name("topic", &mut self.topic);
        fields.object("ask", &mut self.ask);
        hosts(fields, "free_mail", 100, &mut self.free_mail);
        fields.objects("accounts", 20, &mut self.accounts);
        fields.distinct("accounts", "config/duplicate", self.accounts.iter().map(|list| list.tier.as_str()));
    }
}

impl Read for Terms {
    fn read(&mut self, fields: &Fields<'_>) {
        for (name, terms) in [("info", &mut self.info), ("commercial", &mut self.commercial)] {
            fields.texts(name, 50, 60, terms);
            for term in terms {
                *term = plain_text(term);
                if Words::new(term).is_empty() {
                    fields.error(name, "config/bad-term", "found a term without a letter or digit, expected words");
                }
            }
        }
    }
}

impl Read for Accounts {
    fn read(&mut self, fields: &Fields<'_>) {
        fields.require("domains", "a list of domains");
        fields.required_name("tier", &mut self.tier);
        hosts(fields, "domains", 1000, &mut self.domains);
    }
}
