//! The check of a document before it is used: a config with its quizzes and its score table, or a quiz alone. It must not find
//! anything itself: reading, the check of quizzes and that of the table do.

use super::{around, read};
use crate::error::Error;
use crate::quiz::analyse::{Report, Settings, analyse};
use crate::quiz::{self, Definition};
use crate::score::analyse::{Finding, Weight};
use crate::text::{self, number_text};
use crate::value::{Map, Problem, Problems, Severity, Value};

/// Something to say of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Code, place and sentence.
    pub error: Error,
    /// `error`, `warning`, or `info` for what is neither.
    pub severity: &'static str,
    /// How a finding about a quiz is known: `proved`, or `not reached in N samples`.
    pub evidence: Option<String>,
}

impl Remark {
    /// Whether the document cannot be used, or a visitor cannot get through.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }

    /// The remark as data: `severity`, `code`, `path`, `message`, and where there is any `evidence`.
    #[must_use]
    pub fn told(&self) -> Map {
        Map::new()
            .with("severity", self.severity)
            .with("code", self.error.code())
            .with("path", self.error.path())
            .with("message", self.error.message())
            .with_some("evidence", self.evidence.as_deref())
    }

    fn of(problem: Problem) -> Self {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        Self { error: problem.error, severity, evidence: None }
    }
}

/// Checks a config with each quiz and the score table of it, or a quiz alone: an object with `pages` or `elements` and without
/// `site`. `today`, in days since 1970-01-01, is held against the days that the config names; without it none has come.
///
/// Problems of reading come first. Quizzes that cannot be read are not looked at further, nor is the table of a config that
/// cannot; without `looks_deeper` neither is at all.
#[must_use]
pub fn check(document: &Value, looks_deeper: bool, today: Option<i64>) -> Vec<Remark> {
    let has = |name| document.get(name).is_some();
    if !has("site") && (has("pages") || has("elements")) {
        return check_quiz(document, looks_deeper);
    }
    let (config, problems) = read(document);
    let is_usable = !is_broken(&problems);
    let mut remarks: Vec<Remark> = problems.into_iter().map(Remark::of).collect();
    let languages = languages(document);
    let mut reports = Vec::new();
    for (name, value) in document.entries_of("quizzes").iter().filter(|_| looks_deeper) {
        let path = text::concat(&["quizzes.", name]);
        let (definition, problems) = read_quiz(value, &path);
        if !is_broken(&problems) {
            let report = analyse(&definition, &Settings { languages: &languages, ..Settings::default() });
            // What the other quizzes have counts too, so names are looked at where the config is read.
            let is_known = |remark: &Remark| {
                let is_in_trigger = [".gotoName", ".fromName"].iter().any(|end| remark.error.path().ends_with(end));
                remark.error.code() == "quiz/unknown-name" && !is_in_trigger
            };
            remarks.extend(remarks_of(&report, &path).into_iter().filter(|remark| !is_known(remark)));
            reports.push(report);
        }
    }
    if looks_deeper && is_usable {
        remarks.extend(around::check(&config, document, &reports, today).into_iter().map(of_table));
    }
    remarks
}

/// What is said of the table, at its place in the config.
fn of_table(finding: Finding) -> Remark {
    let severity = if finding.weight == Weight::Warning { "warning" } else { "info" };
    let path = text::concat(&["score.", &finding.path]);
    Remark { error: Error::new(finding.code, finding.message).at(path), severity, evidence: None }
}

fn check_quiz(document: &Value, looks_into_it: bool) -> Vec<Remark> {
    let (definition, problems) = read_quiz(document, "");
    let is_readable = !is_broken(&problems);
    let mut remarks: Vec<Remark> = problems.into_iter().map(Remark::of).collect();
    if is_readable && looks_into_it {
        remarks.extend(remarks_of(&analyse(&definition, &Settings::default()), ""));
    }
    remarks
}

fn read_quiz(value: &Value, path: &str) -> (Definition, Vec<Problem>) {
    let problems = Problems::default();
    let definition = quiz::read(value, path, &problems);
    (definition, problems.into_list())
}

fn is_broken(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// The languages of a site's pages.
fn languages(document: &Value) -> Vec<String> {
    let site = document.get("site");
    let named = site.map(|site| site.items("languages")).unwrap_or_default();
    named.iter().filter_map(Value::as_text).map(str::to_owned).collect()
}

/// What a report says, at the quiz's place in the document.
fn remarks_of(report: &Report, at: &str) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for finding in &report.findings {
        let error = &finding.problem.error;
        let between = if at.is_empty() || error.path().is_empty() { "" } else { "." };
        let path = text::concat(&[at, between, error.path()]);
        let mut remark = Remark::of(Problem {
            severity: finding.problem.severity,
            error: Error::new(error.code(), error.message()).at(path),
        });
        remark.evidence = Some(finding.evidence.words());
        remarks.push(remark);
    }
    remarks.extend(points(report, at));
    if !report.is_whole {
        let message = "the quiz is too large to be reasoned through: what is not proved here may still be so";
        remarks.push(info("quiz/not-whole", at, message.to_owned()));
    }
    remarks
}

/// What choices can give, where they give anything.
fn points(report: &Report, at: &str) -> Option<Remark> {
    let bounds = [report.fit.least, report.fit.most, report.intent.least, report.intent.most];
    let [fit_least, fit_most, intent_least, intent_most] = bounds.map(|points| number_text(points as f64));
    let message = text::concat(&[
        "choices give ",
        &fit_least,
        " to ",
        &fit_most,
        " points of fit and ",
        &intent_least,
        " to ",
        &intent_most,
        " of intent",
    ]);
    bounds.iter().any(|points| *points != 0).then(|| info("quiz/score", at, message))
}

fn info(code: &'static str, at: &str, message: String) -> Remark {
    Remark { error: Error::new(code, message).at(at), severity: "info", evidence: None }
}
