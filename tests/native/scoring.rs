//! The page of the score is made out of what the score gives: tables and leads of `docs/scoring` are evaluated by the crate,
//! and every explanation that the page shows is one that a lead would carry.

use leadsieve::config::{self, Config, sheet};
use leadsieve::score::{Decay, Line, Score};
use leadsieve::time::DAY;
use leadsieve::value::Value;
use leadsieve::verify::{self, History};

use crate::documentation::{code, hold, row};
use crate::files;

/// The worked tables: what `docs/scoring` has a config and leads of.
pub const WORKED: [&str; 3] = ["classic", "renovation", "product"];

/// A worked config, which must be without a complaint.
fn config(name: &str) -> Config {
    let (config, problems) = config::read(&files::json(&format!("docs/scoring/{name}.json")));
    assert!(problems.is_empty(), "{name}: {problems:?}");
    config
}

/// The leads of a worked config, as `leadsieve score` takes them, each with a sentence about it.
fn leads(name: &str) -> Vec<Value> {
    let text = files::text(&format!("docs/scoring/{name}.jsonl"));
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}: {error}: {line}")))
        .collect()
}

fn score(lead: &Value, config: &Config) -> Score {
    verify::score(&History::read(lead).unwrap(), config, 0).unwrap()
}

/// A number with the minus of a typesetter.
fn plain(points: i64) -> String {
    points.to_string().replace('-', "−")
}

fn signed(points: i64) -> String {
    if points > 0 { format!("+{points}") } else { plain(points) }
}

/// A number of a column that says something only where it changes something.
fn only_if(says_something: bool, points: i64) -> String {
    if says_something { signed(points) } else { String::new() }
}

/// The explanation of one lead, as a table.
fn explained(out: &mut String, lead: &Value, config: &Config) {
    let score = score(lead, config);
    let handoff = if score.handoff { "hand off" } else { "no hand-off" };
    *out += &format!(
        "**{}.** Fit {} + intent {} = **{}**: {}, {}, {}, {handoff}.\n\n",
        lead.text("id").unwrap(),
        plain(score.fit),
        plain(score.intent),
        plain(score.total()),
        score.class,
        score.temperature.word(),
        score.grade
    );
    row(out, &["why", "axis", "points", "times", "after time", "after caps"]);
    row(out, &["---", "---", "---:", "---:", "---:", "---:"]);
    for line in &score.explanation {
        let times = if line.count == 1 { String::new() } else { format!("× {}", line.count) };
        let faded = only_if(line.decayed != line.raw * line.count, line.decayed);
        row(out, &[&line.label, line.axis.word(), &signed(line.raw), &times, &faded, &signed(line.points)]);
    }
    out.push('\n');
    if !score.categories.is_empty() {
        let names = score.categories.iter().map(|(name, points)| format!("{name} {}", points.as_whole().unwrap()));
        *out += &format!("Categories: {}.\n\n", names.collect::<Vec<_>>().join(", "));
    }
    if !score.missing.is_empty() {
        let ids: Vec<_> = score.missing.iter().map(|id| code(id)).collect();
        *out += &format!("Not judged, since a fact is missing: {}.\n\n", ids.join(", "));
    }
}

fn explanations(name: &str) -> String {
    let (config, mut out) = (config(name), String::from("\n"));
    leads(name).iter().for_each(|lead| explained(&mut out, lead, &config));
    out
}

/// The table of a worked config, as its sheet shows it.
fn table(name: &str) -> String {
    let sheet = sheet::export(&files::json(&format!("docs/scoring/{name}.json")));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let mut out = String::new();
    row(&mut out, &["criterion", "condition", "points", "axis", "counted"]);
    row(&mut out, &["---", "---", "---:", "---", "---"]);
    for cells in reader.records().map(Result::unwrap) {
        let [criterion, condition, points, limit, per, decay, axis, group] =
            std::array::from_fn(|column| &cells[column]);
        let counted = [("up to ", limit), ("per ", per), ("", decay), ("group ", group)];
        let counted = counted.iter().filter(|(_, cell)| !cell.is_empty()).map(|(word, cell)| format!("{word}{cell}"));
        let counted = counted.collect::<Vec<_>>().join("; ");
        row(&mut out, &[criterion, &code(condition), &signed(points.parse().unwrap()), axis, &counted]);
    }
    out
}

/// How rounding goes, by the code that rounds.
fn rounding() -> String {
    let mut out = String::new();
    row(&mut out, &["points", "with a half-life of 7d", "exactly", "counts as"]);
    row(&mut out, &["---:", "---", "---:", "---:"]);
    let cases: [(i64, &[i64], &str); 7] = [
        (5, &[7], "2.5"),
        (7, &[7], "3.5"),
        (-5, &[7], "−2.5"),
        (1, &[7, 7], "0.5 + 0.5"),
        (3, &[0, 7], "3 + 1.5"),
        (5, &[14], "1.25"),
        (1, &[7], "0.5"),
    ];
    for (points, ages, exactly) in cases {
        let when = ages.iter().map(|days| if *days == 0 { "now".to_owned() } else { format!("{days} days ago") });
        let counts = Decay::HalfLife(7 * DAY).points(points, ages.iter().map(|days| days * DAY));
        row(&mut out, &[&signed(points), &when.collect::<Vec<_>>().join(", "), exactly, &signed(counts)]);
    }
    out
}

#[test]
fn the_page_of_the_score_says_what_the_score_gives() {
    let tables: Vec<(String, String)> = WORKED
        .iter()
        .flat_map(|name| [(format!("{name} table"), table(name)), (format!("{name} leads"), explanations(name))])
        .chain([("rounding".to_owned(), rounding())])
        .collect();
    let tables: Vec<(&str, String)> = tables.iter().map(|(name, table)| (name.as_str(), table.clone())).collect();
    hold("docs/scoring.md", &tables);
}

#[test]
fn each_worked_table_has_five_leads_whose_scores_are_the_sums_of_their_reasons() {
    for name in WORKED {
        let config = config(name);
        let scores: Vec<Score> = leads(name).iter().map(|lead| score(lead, &config)).collect();
        assert_eq!(scores.len(), 5, "{name}");
        for score in &scores {
            let axes = ["fit", "intent"];
            let lines = score.explanation.iter().filter(|line| axes.contains(&line.axis.word()));
            assert_eq!(lines.map(|line| line.points).sum::<i64>(), score.total(), "{name}: {score:?}");
        }
        assert!(scores.iter().any(|score| score.handoff) && scores.iter().any(|score| !score.handoff), "{name}");
    }
}

#[test]
fn the_worked_leads_meet_what_the_page_teaches() {
    let all: Vec<Score> = WORKED
        .iter()
        .flat_map(|name| {
            let config = config(name);
            leads(name).iter().map(|lead| score(lead, &config)).collect::<Vec<_>>()
        })
        .collect();
    let lines = || all.iter().flat_map(|score| &score.explanation);
    let meets = |what: &str, met: bool| assert!(met, "no worked lead has {what}");
    meets("a cap that takes points", lines().any(|line| line.capped() > 0));
    meets("a floor that gives points back", lines().any(|line| line.capped() < 0));
    meets("decay", lines().any(|line| line.decayed != line.raw * line.count));
    meets("points taken away", lines().any(|line| line.points < 0));
    meets("something counted more than once", lines().any(|line| line.count > 1));
    meets("a category", all.iter().any(|score| !score.categories.is_empty()));
    meets("a rule that could not be judged", all.iter().any(|score| !score.missing.is_empty()));
    for class in ["ideal", "near", "ordinary", "unacceptable"] {
        meets(class, all.iter().any(|score| score.class == class));
    }
    for temperature in ["cold", "warm", "hot"] {
        meets(temperature, all.iter().any(|score| score.temperature.word() == temperature));
    }
    meets("a reason of its own", lines().all(|line: &Line| !line.label.is_empty()));
}
