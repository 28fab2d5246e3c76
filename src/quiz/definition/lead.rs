//! What leads need beyond SurveyJS, as the author writes it under `lead`: filters, contact step, boxes, outcomes. It must
//! hold no state of a visitor.

#[cfg(feature = "cli")]
use super::element::NAME;
use crate::contact::Messenger;
use crate::expression::Expression;
use crate::value::Localized;

/// What leads need beyond SurveyJS.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Lead {
    /// Rules that turn away, re-route or flag, up to 100.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 100)))]
    pub filters: Vec<Filter>,
    /// What visitors who are turned away read, and whether they may leave a contact.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub reject: Reject,
    /// The contact step. Without it the quiz ends with its last page and sends nothing.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub contact: Option<ContactStep>,
    /// Boxes to tick, never pre-ticked, up to 10.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 10)))]
    pub consents: Vec<Consent>,
    /// What the visitor reads at the end; the first that holds, up to 50.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub outcomes: Vec<Outcome>,
}

/// What a filter does with a visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Verdict {
    /// Lets through.
    #[default]
    #[cfg_attr(feature = "cli", schemars(skip))]
    In,
    /// Lets through with a mark.
    Flag,
    /// Re-routes: a lead to be nurtured.
    Soft,
    /// Turns away.
    Out,
}

impl Verdict {
    /// The word that leads show.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::In | Self::Flag => "in",
            Self::Soft => "soft",
            Self::Out => "out",
        }
    }
}

/// When a filter is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum At {
    /// With the step on which everything that it asks for is answered.
    #[default]
    Answer,
    /// When the contact step is shown.
    Contact,
    /// When the last page is done.
    End,
}

/// One filter.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Filter {
    /// When it fires.
    #[cfg_attr(feature = "cli", schemars(rename = "if"))]
    pub condition: Expression,
    /// What it does.
    pub verdict: Verdict,
    /// When it is judged. Default answer.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub at: At,
    /// Why: leads and reports name it.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = NAME)))]
    pub reason: String,
    /// With `out`: what the visitor reads instead of the general text. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// With `out` or `soft`: what is offered instead.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub offer: Option<Offer>,
}

/// What is offered to a visitor who does not pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Offer {
    /// `instalment`, `credit`, `post-pay`, `cheaper`, `waitlist`, `material` or `other`.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["instalment", "credit", "post-pay", "cheaper", "waitlist", "material", "other"])))]
    pub kind: String,
    /// What the visitor reads. Up to 500 characters.
    pub text: Localized,
    /// Where a link leads: https, http, mailto or tel. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^(https?://|mailto:|tel:).{1,490}$"), extend("examples" = ["https://shop.example/guide"])))]
    pub url: Option<String>,
    /// The link's words. Up to 100 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub label: Option<Localized>,
}

/// What visitors who are turned away read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Reject {
    /// Heading. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Text where the filter has none of its own. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// Whether a contact may still be left. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub contact: bool,
}

/// Whether a contact field is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Need {
    /// Not shown.
    #[default]
    Off,
    /// Shown, may stay empty.
    Optional,
    /// Must be filled in.
    Required,
}

/// A contact field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name.
    Name,
    /// Phone number.
    Phone,
    /// E-mail address.
    Email,
    /// A messenger account.
    Messenger(Messenger),
}

impl Field {
    /// The fields in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Phone,
        Self::Messenger(Messenger::WhatsApp),
        Self::Messenger(Messenger::Telegram),
        Self::Messenger(Messenger::Viber),
        Self::Messenger(Messenger::Vk),
        Self::Messenger(Messenger::Max),
        Self::Email,
    ];

    /// The name of the field in views and actions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Messenger(messenger) => messenger.name(),
        }
    }
}

/// Where the contact is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Place {
    /// Before the result is shown.
    #[default]
    Before,
    /// Below the result.
    After,
}

/// The contact step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ContactStep {
    /// Heading. Up to 200 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub title: Option<Localized>,
    /// Text under the heading. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
    /// Whether it stands before the result or below it. Default before.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub place: Place,
    /// The name. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub name: Need,
    /// The phone number. Default off; one way to answer must be shown.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub phone: Need,
    /// The e-mail address. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub email: Need,
    /// A WhatsApp account: a phone number or a link. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub whatsapp: Need,
    /// A Telegram account: `@name`, a phone number or a link. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub telegram: Need,
    /// A Viber account: a phone number or a link. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub viber: Need,
    /// A VK page: its name or a link. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub vk: Need,
    /// A MAX account: a phone number, a name or a link. Default off.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub max: Need,
}

impl ContactStep {
    /// Whether a field is asked for.
    #[must_use]
    pub fn need(&self, field: Field) -> Need {
        match field {
            Field::Name => self.name,
            Field::Phone => self.phone,
            Field::Email => self.email,
            Field::Messenger(Messenger::WhatsApp) => self.whatsapp,
            Field::Messenger(Messenger::Telegram) => self.telegram,
            Field::Messenger(Messenger::Viber) => self.viber,
            Field::Messenger(Messenger::Vk) => self.vk,
            Field::Messenger(Messenger::Max) => self.max,
        }
    }
}

/// A box to tick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Consent {
    /// Id: leads name it.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = NAME)))]
    pub id: String,
    /// What the visitor agrees to. Up to 1000 characters; leads carry the text and its hash.
    pub text: Localized,
    /// The full text behind it: https or http. Up to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default, regex(pattern = r"^https?://.{1,490}$"), extend("examples" = ["https://shop.example/privacy"])))]
    pub link: Option<String>,
    /// Whether nothing is sent without it. Default false.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub required: bool,
}

/// What the visitor reads at the end.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Outcome {
    /// When it is shown. Default always.
    #[cfg_attr(feature = "cli", schemars(default, rename = "if"))]
    pub condition: Option<Expression>,
    /// Heading. Up to 200 characters.
    pub title: Localized,
    /// Text. Up to 1000 characters.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub text: Option<Localized>,
}
