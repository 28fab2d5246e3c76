//! The native command, run as its users run it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::files;

pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadsieve"));
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A file of its own for a test.
pub fn file(name: &str, content: &str) -> String {
    let path = std::env::temp_dir().join(format!("leadsieve-{}-{name}", std::process::id()));
    std::fs::write(&path, content).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn check_names_path_line_and_code_and_fails() {
    let config =
        files::text("www/demo/leadsieve.json").replace("{event.time.60.count} > 0", "{event.time.61.count} > 0");
    let found = run(&["check", &file("slip.json", &config)], "");
    let line = 1 + config.lines().position(|line| line.contains("event.time.61")).unwrap();
    let told = text(&found.stdout);
    assert!(
        told.contains(&format!(":{line}: warning: score.rules[1].if: unknown name {{event.time.61.count}}")),
        "{told}"
    );
    assert_eq!(found.status.code(), Some(0));
    let config = config.replace("\"rules\"", "\"ruels\"");
    let found = run(&["check", &file("broken.json", &config)], "");
    let told = text(&found.stdout);
    assert!(told.contains("error: score.ruels: unknown field"), "{told}");
    assert_eq!(found.status.code(), Some(1));
}

#[test]
fn check_says_where_the_json_breaks() {
    let path = file("bad.json", "{\n \"version\": 1,\n \"site\": {,\n}");
    let found = run(&["check", &path, "--format", "json"], "");
    let told: serde_json::Value = serde_json::from_str(&text(&found.stdout)).unwrap();
    assert_eq!((told["code"].as_str(), told["line"].as_i64()), (Some("config/bad-json"), Some(3)));
    assert_eq!(found.status.code(), Some(1));
}

#[test]
fn the_demos_configs_have_no_errors() {
    for name in ["leadsieve", "bare", "consent"] {
        let found = run(&["check", &files::path(&format!("www/demo/{name}.json")).to_string_lossy()], "");
        assert_eq!(found.status.code(), Some(0), "{}", text(&found.stdout));
    }
}

#[test]
fn check_looks_into_the_quizzes_of_a_config() {
    let config = files::text("www/demo/leadsieve.json").replace("\"{project} = 'repair'\"", "\"{project} = 'castle'\"");
    let line = 1 + config.lines().position(|line| line.contains("castle")).unwrap();
    let found = run(&["check", &file("castle.json", &config)], "");
    let told = text(&found.stdout);
    let finding = format!(":{line}: warning: quizzes.kitchen.pages[");
    let told_line = told.lines().find(|told| told.contains(&finding)).unwrap_or_else(|| panic!("{told}"));
    assert!(told_line.ends_with("[quiz/unreachable] (proved)"), "{told_line}");
    assert!(told.contains("info: quizzes.kitchen: choices give -2 to 17 points of fit"), "{told}");
    assert_eq!(found.status.code(), Some(0), "a warning is no failure");
}

#[test]
fn check_takes_a_quiz_alone() {
    let quiz = r#"{"pages": [{"elements": [
        {"type": "checkbox", "name": "a", "choices": ["x", "y"], "minSelectedChoices": 3},
        {"type": "text", "name": "b", "visibleIf": "{c} = 1"}
    ]}]}"#;
    let found = run(&["check", &file("quiz.json", quiz), "--format", "json"], "");
    let told: Vec<serde_json::Value> =
        text(&found.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let dead = told.iter().find(|told| told["code"] == "quiz/dead-end").unwrap();
    assert_eq!((dead["path"].as_str(), dead["line"].as_i64()), (Some("pages[0].elements[0]"), Some(2)));
    assert_eq!((dead["evidence"].as_str(), dead["severity"].as_str()), (Some("proved"), Some("error")));
    let name = told.iter().find(|told| told["code"] == "quiz/unknown-name").unwrap();
    assert_eq!((name["path"].as_str(), name["line"].as_i64()), (Some("pages[0].elements[1].visibleIf"), Some(3)));
    assert_eq!(found.status.code(), Some(1));
}

#[test]
fn what_the_config_knows_is_known_to_its_quizzes() {
    // The answer of one quiz in the rule of another: the config knows it, the quiz alone does not.
    let mut config: serde_json::Value = serde_json::from_str(&files::text("www/demo/leadsieve.json")).unwrap();
    let filters = serde_json::json!([{ "if": "{project} = 'replace'", "verdict": "flag", "reason": "other" }]);
    let elements = serde_json::json!([{ "type": "text", "name": "door" }]);
    config["quizzes"]["doors"] = serde_json::json!({ "elements": elements, "lead": { "filters": filters } });
    let found = run(&["check", &file("doors.json", &config.to_string())], "");
    assert_eq!(found.status.code(), Some(0), "{}", text(&found.stdout));
}

#[test]
fn a_bad_line_is_answered_in_its_place() {
    let input = "{\"expression\":\"{a} + 1\",\"values\":{\"a\":2}}\nnonsense\n{\"expression\":\"today()\",\"now\":86400000}\n{\"expression\":\"1 +\"}\n";
    let found = run(&["eval"], input);
    let lines: Vec<serde_json::Value> =
        text(&found.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["value"], 3);
    assert_eq!(lines[1]["error"]["code"], "cli/bad-line");
    assert_eq!(lines[2]["value"], "1970-01-02T00:00:00.000Z");
    assert_eq!(lines[3]["error"]["code"], "expression/syntax");
    assert_eq!(found.status.code(), Some(1));
}

#[test]
fn source_tells_channel_and_rule() {
    let found = run(&["source"], "{\"url\":\"https://a.example/?gclid=x\",\"referrer\":\"https://www.google.com/\"}\n");
    let told: serde_json::Value = serde_json::from_str(&text(&found.stdout)).unwrap();
    assert_eq!(
        (told["channel"].as_str(), told["rule"].as_str(), told["click_ids"]["gclid"].as_str()),
        (Some("Paid Search"), Some("click_id.paid"), Some("x"))
    );
}

#[test]
fn a_wrong_call_ends_with_status_two_and_the_usage() {
    for arguments in [
        &["chek"][..],
        &[],
        &["check"],
        &["check", "/no/such/file"],
        &["verify", "/no/such/file"],
        &["table"],
        &["table", "/no/such/file"],
    ] {
        let found = run(arguments, "");
        assert_eq!(found.status.code(), Some(2), "{arguments:?}");
        assert!(text(&found.stderr).contains("expected"), "{}", text(&found.stderr));
    }
}

/// What a command answers to each line.
pub fn answers(arguments: &[&str], input: &str) -> (Vec<serde_json::Value>, Option<i32>) {
    let found = run(arguments, input);
    let lines = text(&found.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (lines, found.status.code())
}

#[test]
fn verify_finds_the_config_by_its_hash_and_names_the_part_that_was_changed() {
    let lead = serde_json::to_value(crate::golden::play("tests/golden/paid-click").leads[0].clone()).unwrap();
    let [mut dearer, mut unknown] = [lead.clone(), lead.clone()];
    dearer["request"]["answers"][0]["value"] = "palace".into();
    unknown["config"] = "00".into();
    let input = format!("{lead}\n{dearer}\n{unknown}\n{{\"format\":\"x\"}}\n");
    let [older, own] = ["consent", "leadsieve"]
        .map(|name| files::path(&format!("www/demo/{name}.json")).to_string_lossy().into_owned());
    let (told, status) = answers(&["verify", &older, &own], &input);
    assert_eq!((&told[0]["id"], &told[0]["verified"]), (&lead["id"], &true.into()));
    assert_eq!((&told[1]["verified"], &told[1]["part"]), (&false.into(), &"answers".into()));
    assert_eq!((&told[2]["verified"], &told[2]["part"]), (&false.into(), &"unknown_config".into()));
    assert_eq!((&told[3]["error"]["code"], status), (&"lead/format".into(), Some(1)));
    assert_eq!(answers(&["verify", &older], &lead.to_string()).0[0]["part"], "unknown_config");
}

#[test]
fn a_table_goes_out_as_csv_and_comes_back_into_its_file() {
    let text = files::text("docs/scoring/classic.json");
    let config = file("classic.json", &text);
    let sheet = text_of(&run(&["table", &config], ""), 0);
    assert!(sheet.starts_with("\u{feff}criterion;condition;points;"), "{sheet}");
    let changed = sheet.replace("Owner of the company;{role} = 'owner';5;", "Owner of the company;{role} = 'owner';6;");
    let told = text_of(&run(&["table", &config, "--import", &file("classic.csv", &changed)], ""), 0);
    assert_eq!(told, format!("{config}: 1 rules changed, 0 added, 0 removed; 0 options changed\n"));
    let expected = text.replacen("\"points\": 5", "\"points\": 6", 1);
    assert_eq!(std::fs::read_to_string(&config).unwrap(), expected);
}

#[test]
fn a_table_that_cannot_be_read_changes_nothing() {
    let text = files::text("docs/scoring/classic.json");
    let (config, sheet) =
        (file("kept.json", &text), file("bad.csv", "criterion;condition;points;axis;id\nA;{role} = ;x;fit;a\n"));
    let found = run(&["table", &config, "--import", &sheet], "");
    assert_eq!(found.status.code(), Some(1));
    assert!(self::text(&found.stderr).starts_with(&format!("leadsieve: {sheet}: line 2, column points: found \"x\"")));
    assert_eq!(std::fs::read_to_string(&config).unwrap(), text);
}

#[test]
fn both_schemas_are_printed() {
    let of_configs: serde_json::Value = serde_json::from_str(&text_of(&run(&["schema"], ""), 0)).unwrap();
    assert_eq!(of_configs["title"], "Config");
    let of_leads: serde_json::Value = serde_json::from_str(&text_of(&run(&["schema", "--lead"], ""), 0)).unwrap();
    assert_eq!(of_leads["properties"]["format"]["const"], leadsieve::lead::FORMAT);
}

#[test]
fn expand_makes_plain_destinations_of_presets_and_leaves_the_rest() {
    let mut config: serde_json::Value = serde_json::from_str(&files::text("docs/scoring/classic.json")).unwrap();
    config["delivery"] = serde_json::json!({ "destinations": [
        { "id": "own", "url": "/leads" },
        { "id": "flow", "preset": "n8n", "base": "https://n8n.quillfern.example", "path": "leads" },
        { "id": "crm", "preset": "json", "url": "https://crm.quillfern.example/in" }
    ] });
    let printed = text_of(&run(&["expand", &file("presets.json", &config.to_string())], ""), 0);
    config["delivery"]["destinations"][1] =
        serde_json::json!({ "id": "flow", "url": "https://n8n.quillfern.example/webhook/leads" });
    config["delivery"]["destinations"][2] =
        serde_json::json!({ "id": "crm", "url": "https://crm.quillfern.example/in" });
    let printed_config: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(printed_config, config);
    assert_eq!(
        text_of(&run(&["expand", &file("plain.json", &printed)], ""), 0),
        printed,
        "what is expanded stays as it is"
    );
    let told = text_of(&run(&["check", &file("plain.json", &printed)], ""), 0);
    assert!(!told.contains("delivery"), "{told}");
}

#[test]
fn a_preset_that_a_page_cannot_keep_or_that_lacks_a_field_is_refused_with_its_path() {
    for (destination, expected) in [
        (
            r#"{"id": "a", "preset": "telegram"}"#,
            "delivery.destinations[0].preset: \"telegram\" needs the token of a bot",
        ),
        (
            r#"{"id": "a", "preset": "fax"}"#,
            "delivery.destinations[0].preset: found \"fax\", expected one of json, n8n",
        ),
        (r#"{"id": "a", "preset": 1}"#, "delivery.destinations[0].preset: found \"\", expected one of json, n8n"),
        (
            r#"{"id": "a", "preset": "n8n", "path": "x"}"#,
            "delivery.destinations[0].base: missing, expected the address",
        ),
        (r#"{"id": "a", "preset": "json", "url": 7}"#, "delivery.destinations[0].url: found a number, expected text"),
        (
            r#"{"id": "a", "preset": "json", "url": "/x", "key": "y"}"#,
            "delivery.destinations[0].key: unknown field \"key\"",
        ),
        (
            r#"{"id": "a", "preset": "json", "url": "javascript:x"}"#,
            "delivery.destinations[0].url: found \"javascript:x\", expected",
        ),
        (r#"{"preset": "json", "url": "/x"}"#, "delivery.destinations[0].id: "),
    ] {
        let text = files::text("docs/scoring/classic.json");
        let text = text.replacen('{', &format!("{{\"delivery\": {{\"destinations\": [{destination}]}},"), 1);
        let found = run(&["expand", &file("preset.json", &text)], "");
        assert_eq!((found.status.code(), found.stdout.len()), (Some(1), 0), "{destination}");
        assert!(self::text(&found.stderr).contains(expected), "{}", self::text(&found.stderr));
    }
}

/// What a command printed that ended with a status.
#[track_caller]
fn text_of(output: &Output, status: i32) -> String {
    assert_eq!(output.status.code(), Some(status), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn sql_writes_one_select_or_says_which_rule_cannot_be_in_it() {
    let config = r#"{"version":1,"site":{"id":"a"},"consent":{"default":{"attribution":"granted","behaviour":"granted","lead":"granted"}},
        "quizzes":{"q":{"elements":[
            {"type":"text","name":"role"},{"type":"checkbox","name":"rooms","choices":[{"value":"hall","lead":{"points":2}},"x"]}]}},
        "score":{"id":"t","rules":[
            {"id":"owner","axis":"fit","if":"{role} = 'owner'","points":5,"label":"x"},
            {"id":"hall","axis":"fit","if":"{rooms} contains 'hall'","points":1,"label":"x"}]}}"#;
    let path = file("sql.json", config);
    let found = run(&["sql", &path, "--dialect", "postgresql", "--table", "crm.leads", "--types", "role=text"], "");
    let told = text(&found.stdout);
    assert_eq!(found.status.code(), Some(0), "{}", text(&found.stderr));
    for part in [
        "--   \"rooms\" TEXT[]\n",
        "--   \"score.options.fit\" BIGINT\n",
        "FROM \"crm\".\"leads\" AS l",
        "r1 + r2 + o1",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let path = file("sql-refused.json", &config.replace("{role} = 'owner'", "mentions({role}, 'owner') > 0"));
    let found = run(&["sql", &path, "--dialect", "sqlite"], "");
    assert_eq!((found.status.code(), text(&found.stdout).as_str()), (Some(1), ""));
    let told = text(&found.stderr);
    assert!(told.contains("score.rules[0].if: the rule \"owner\"") && told.contains("mentions()"), "{told}");
    for wrong in [
        &["sql", &path][..],
        &["sql", &path, "--dialect", "oracle"],
        &["sql", &path, "--dialect", "sqlite", "--types", "a"],
    ] {
        assert_eq!(run(wrong, "").status.code(), Some(2), "{wrong:?}");
    }
}
