//! What an owner may set about sources. It must hold no state of a visitor.

use super::channel::Class;
use crate::expression::Expression;

/// Sources: how long the first touch counts, what is no source, the owner's own channels, and where the source is handed on.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Settings {
    /// Days for which a first touch is never overwritten, and for which a touch can be the significant one. At 1 nearly
    /// every visit starts anew; at 400 a whole year counts. Range 1 to 400, default 180.
    #[cfg_attr(feature = "cli", schemars(default, range(min = 1, max = 400), extend("default" = 180)))]
    pub window_days: i64,
    /// Hosts that are never a source, with everything below them: payment pages, sign-in pages, booking tools. Up to 100,
    /// default none beside the built-in ones. A tagged landing that comes from one still counts.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 100), inner(length(min = 1, max = 253))))]
    pub excluded_hosts: Vec<String>,
    /// The owner's own rules of channels; they are asked first, in order. Up to 50, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub channels: Vec<ChannelRule>,
    /// Who runs which source: agencies and freelancers that are paid per lead. The first that fits counts. Up to 50,
    /// default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub contractors: Vec<Contractor>,
    /// In which order the model `significant` asks for a touch; of a class the latest counts, a class left out never does.
    /// 1 to 4, default `paid`, `earned`, `owned`, `direct`.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 4), extend("default" = ["paid", "earned", "owned", "direct"])))]
    pub significant: Vec<Class>,
    /// What the hidden fields of existing forms get.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub form: Form,
    /// Hosts of links and frames that get the visitor's source in their address: one's other domains, booking tools. With
    /// everything below them. Up to 50, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50), inner(length(min = 1, max = 253))))]
    pub decorate: Vec<String>,
    /// Words and links of the page that differ by source. Up to 50, default none.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50)))]
    pub replace: Vec<Swap>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window_days: 180,
            excluded_hosts: Vec::new(),
            channels: Vec::new(),
            contractors: Vec::new(),
            significant: vec![Class::Paid, Class::Earned, Class::Owned, Class::Direct],
            form: Form::default(),
            decorate: Vec::new(),
            replace: Vec::new(),
        }
    }
}

/// A channel of the owner's: maps and directories, classifieds, bloggers, partners. All its conditions must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ChannelRule {
    /// Id: verdicts name it as `own.<id>`. 1 to 64 letters, digits, `-`, `_`, `.`.
    #[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")))]
    pub id: String,
    /// Name of the channel: one of the default group, or a new one. 1 to 40 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 40)))]
    pub channel: String,
    /// Who earns such a visit. Default: that of the channel; of a new one `earned`.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub class: Option<Class>,
    /// The source. Default: `utm_source`, else the referrer's host, else the id. 1 to 100 characters.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 100)))]
    pub source: Option<String>,
    /// The medium. Default: `utm_medium`, else `referral`. 1 to 100 characters.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 100)))]
    pub medium: Option<String>,
    /// The referrer is one of these hosts or lies below one. Up to 50, default any.
    #[cfg_attr(feature = "cli", schemars(default, length(max = 50), inner(length(min = 1, max = 253))))]
    pub hosts: Vec<String>,
    /// Parameters of the landing's address (in lower case) and patterns of their values; `*` stands for any characters, case
    /// does not matter: `{"ref": "partner-*"}`. Default none.
    #[cfg_attr(feature = "cli", schemars(default, with = "std::collections::BTreeMap<String, Pattern>"))]
    pub parameters: Vec<(String, String)>,
}

/// A pattern in which `*` stands for any characters.
#[cfg(feature = "cli")]
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "stands for its schema only")]
struct Pattern(#[schemars(length(min = 1, max = 200))] String);

/// Who runs a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Contractor {
    /// The name, as leads show it. 1 to 100 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 100)))]
    pub name: String,
    /// Tags of the significant touch (`source`, `medium`, `campaign`, `content`, …) and patterns of their values; all must
    /// fit, case does not matter.
    #[cfg_attr(feature = "cli", schemars(with = "std::collections::BTreeMap<String, Pattern>"))]
    pub tags: Vec<(String, String)>,
}

/// One of the models by which a visit's source is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Model {
    /// The first touch of the window.
    #[default]
    First,
    /// The latest touch.
    Last,
    /// The latest touch that was not direct.
    LastNonDirect,
    /// The touch that the order of classes picks.
    Significant,
}

/// The words of the models, in configs, leads and the names of form fields.
pub const MODELS: &[(&str, Model)] = &[
    ("first", Model::First),
    ("last", Model::Last),
    ("last_non_direct", Model::LastNonDirect),
    ("significant", Model::Significant),
];

/// Existing forms: what hidden fields get. A form gets nothing that it has no hidden input for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Form {
    /// The model behind `utm_*`, `channel` and click ids. Default `first`.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub model: Model,
    /// Names of inputs and the values they get: `{"UF_SOURCE": "significant_source"}`; known values are listed in
    /// `docs/sources.md`. They come on top of the default names. Default none.
    #[cfg_attr(feature = "cli", schemars(default, with = "std::collections::BTreeMap<String, Pattern>"))]
    pub fields: Vec<(String, String)>,
}

/// A place of the page that differs by source.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Swap {
    /// When: a rule over the facts of the source.
    #[cfg_attr(
        feature = "cli",
        schemars(rename = "if", with = "String", extend("examples" = ["{source.first.source} = 'google'"]))
    )]
    pub condition: Expression,
    /// Which elements: a CSS selector. 1 to 200 characters.
    #[cfg_attr(feature = "cli", schemars(length(min = 1, max = 200)))]
    pub selector: String,
    /// Their text from then on. 1 to 500 characters.
    #[cfg_attr(feature = "cli", schemars(default, length(min = 1, max = 500)))]
    pub text: Option<String>,
    /// Their address from then on: `https:`, `http:`, `mailto:`, `tel:` or a path of the site. 1 to 500 characters.
    #[cfg_attr(
        feature = "cli",
        schemars(default, length(min = 1, max = 500), extend("examples" = ["tel:+442079460142"]))
    )]
    pub href: Option<String>,
}
