//! What elements of a quiz are: their kinds, what a line is for, and what each kind can. It must not hold a definition.

/// What an element is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Kind {
    /// One of the choices.
    #[default]
    Radiogroup,
    /// Any of the choices.
    Checkbox,
    /// One of the choices, in a list that opens.
    Dropdown,
    /// Any of the choices, in a list that opens.
    Tagbox,
    /// One or, with `multiSelect`, any of several pictures.
    Imagepicker,
    /// The choices in an order.
    Ranking,
    /// Yes or no.
    Boolean,
    /// A place on a scale.
    Rating,
    /// One line.
    Text,
    /// Several lines.
    Comment,
    /// Several named lines.
    Multipletext,
    /// A number, or with `sliderType` range two, on a line.
    Slider,
    /// What an expression gives: shown, not asked.
    Expression,
    /// Words between questions, in the safe inline grammar.
    Html,
    /// A picture between questions.
    Image,
    /// Elements together.
    Panel,
    /// A step: `pages` are of this kind, nothing else is.
    #[cfg_attr(feature = "cli", schemars(skip))]
    Page,
    /// A line of `multipletext`: `items` are of this kind, nothing else is.
    #[cfg_attr(feature = "cli", schemars(skip))]
    Item,
}

impl Kind {
    /// The words of the kinds in definitions and views.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("radiogroup", Self::Radiogroup),
        ("checkbox", Self::Checkbox),
        ("dropdown", Self::Dropdown),
        ("tagbox", Self::Tagbox),
        ("imagepicker", Self::Imagepicker),
        ("ranking", Self::Ranking),
        ("boolean", Self::Boolean),
        ("rating", Self::Rating),
        ("text", Self::Text),
        ("comment", Self::Comment),
        ("multipletext", Self::Multipletext),
        ("slider", Self::Slider),
        ("expression", Self::Expression),
        ("html", Self::Html),
        ("image", Self::Image),
        ("panel", Self::Panel),
    ];

    /// The word of the kind.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Whether elements stand in it.
    #[must_use]
    pub fn is_container(self) -> bool {
        matches!(self, Self::Page | Self::Panel)
    }

    /// Whether it has a name of its own under which something is kept.
    #[must_use]
    pub fn is_question(self) -> bool {
        !matches!(self, Self::Page | Self::Panel | Self::Item)
    }

    /// Whether the visitor answers it.
    #[must_use]
    pub fn has_input(self) -> bool {
        self.is_question() && !matches!(self, Self::Expression | Self::Html | Self::Image)
    }

    /// Whether it is answered by choices that the author lists.
    #[must_use]
    pub fn is_select(self) -> bool {
        matches!(
            self,
            Self::Radiogroup | Self::Checkbox | Self::Dropdown | Self::Tagbox | Self::Imagepicker | Self::Ranking
        )
    }

    /// Whether it is written into.
    #[must_use]
    pub fn is_line(self) -> bool {
        matches!(self, Self::Text | Self::Item)
    }
}

/// What a line is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum Input {
    /// Any text.
    #[default]
    Text,
    /// A number.
    Number,
    /// A number on a line.
    Range,
    /// An e-mail address.
    Email,
    /// A phone number.
    Tel,
    /// An address on the web.
    Url,
    /// Text that is not shown.
    Password,
    /// A colour.
    Color,
    /// A date, `YYYY-MM-DD`.
    Date,
    /// A date and a time, `YYYY-MM-DDTHH:MM`.
    DatetimeLocal,
    /// A time, `HH:MM`.
    Time,
    /// A month, `YYYY-MM`.
    Month,
    /// A week, `YYYY-Www`.
    Week,
}

impl Input {
    /// The words of the inputs in definitions and views.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("text", Self::Text),
        ("number", Self::Number),
        ("range", Self::Range),
        ("email", Self::Email),
        ("tel", Self::Tel),
        ("url", Self::Url),
        ("password", Self::Password),
        ("color", Self::Color),
        ("date", Self::Date),
        ("datetime-local", Self::DatetimeLocal),
        ("time", Self::Time),
        ("month", Self::Month),
        ("week", Self::Week),
    ];

    /// The word of the input.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, input)| *input == self).map_or("", |(word, _)| word)
    }

    /// Whether numbers are written.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Range)
    }

    /// Whether dates are written, with or without a time.
    #[must_use]
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::DatetimeLocal)
    }

    /// Whether there can be a least and a greatest.
    #[must_use]
    pub fn has_bounds(self) -> bool {
        self.is_number() || self.is_date() || matches!(self, Self::Time | Self::Month | Self::Week)
    }
}

/// When the answers of questions that are not visible are taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum Clear {
    /// At the end.
    #[default]
    OnComplete,
    /// As soon as they are not visible.
    OnHidden,
    /// As soon as they, or the panel or page around them, are not visible.
    OnHiddenContainer,
    /// Never.
    None,
}

impl Clear {
    /// The words in definitions.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("onComplete", Self::OnComplete),
        ("onHidden", Self::OnHidden),
        ("onHiddenContainer", Self::OnHiddenContainer),
        ("none", Self::None),
    ];

    /// Whether answers are taken back before the end.
    #[must_use]
    pub fn is_at_once(self) -> bool {
        matches!(self, Self::OnHidden | Self::OnHiddenContainer)
    }
}

/// How much of a quiz is shown at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum Mode {
    /// The pages as they are written.
    #[default]
    Standard,
    /// Everything on one page.
    SinglePage,
    /// One question, or one panel of a page, at a time.
    QuestionPerPage,
    /// One question at a time, each of a panel and each line of `multipletext` too.
    InputPerPage,
}

impl Mode {
    /// The words in definitions.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("standard", Self::Standard),
        ("singlePage", Self::SinglePage),
        ("questionPerPage", Self::QuestionPerPage),
        ("inputPerPage", Self::InputPerPage),
        // Its name until version 1.9.
        ("questionOnPage", Self::QuestionPerPage),
    ];

    /// Whether one element is shown at a time.
    #[must_use]
    pub fn is_single(self) -> bool {
        matches!(self, Self::QuestionPerPage | Self::InputPerPage)
    }
}

/// The order in which choices are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Order {
    /// As they are written.
    #[default]
    None,
    /// By their texts.
    Asc,
    /// By their texts, the last first.
    Desc,
    /// By chance, the same for one visit of the quiz.
    Random,
}

impl Order {
    /// The words in definitions.
    pub(crate) const WORDS: &'static [(&'static str, Self)] =
        &[("none", Self::None), ("asc", Self::Asc), ("desc", Self::Desc), ("random", Self::Random)];
}
