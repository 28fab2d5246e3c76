//! The score table as SQL: what is written, what is refused by name, and that no name or text gets out of its quotation marks.
//! Whether databases give the same points is the suite `databases`'.

use leadsieve::expression::{Context, Expression};
use leadsieve::score::sql::{DIALECTS, Dialect, Request, Type, select};
use leadsieve::score::{Axis, Bounds, Class, Condition, Group, Rule, Step, Table, evaluate};

use crate::files;

fn rule(id: &str, condition: Condition) -> Rule {
    Rule { id: id.into(), condition, points: 5, ..Rule::default() }
}

fn when(text: &str) -> Rule {
    rule("the-rule", Condition::If(Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))))
}

fn table(rules: Vec<Rule>) -> Table {
    Table { id: "t".into(), rules, ..Table::default() }
}

#[track_caller]
fn sql(text: &str, dialect: Dialect) -> String {
    select(&table(vec![when(text)]), &Request::new(dialect)).unwrap_or_else(|refused| panic!("{refused:#?}")).sql
}

/// Refused in every dialect, at the rule's condition, with these words.
#[track_caller]
fn refused(text: &str, words: &str) {
    for (_, dialect) in DIALECTS {
        let found = select(&table(vec![when(text)]), &Request::new(*dialect)).expect_err(text);
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        assert_eq!((found[0].code(), found[0].path()), ("sql/unsupported", "score.rules[0].if"), "{text}");
        let message = found[0].message();
        assert!(message.starts_with("the rule \"the-rule\" cannot be written for"), "{text}: {message}");
        assert!(message.contains(dialect.name()) && message.contains(words), "{text}: {message}");
    }
}

#[test]
fn forms_that_a_database_would_judge_otherwise_are_refused_by_name() {
    for (text, words) in [
        ("mentions({comment}, 'blum') >= 2", "the function mentions()"),
        ("today() > {born}", "the function today()"),
        ("iif({a} = 'b', 1, 2) = 1", "the function iif()"),
        ("{rooms[0].area} > 5", "{rooms[0].area}, an item"),
        ("{rooms.length} > 5", "the length of something"),
        ("{a} ^ 2 > 5", "a power"),
        ("{a} + 0.5 > 5", "may be no whole number"),
        ("{a} > 'b'", "text where a number stands"),
        ("{a} = '1,5'", "text where a number stands"),
        ("{a} = ['b']", "a comparison with nothing, a list"),
        ("{a} = null", "write {name} empty"),
        ("{a} = ['b', {c}]", "a list in which facts stand"),
        ("{a} contains '5'", "write {#name}"),
        ("{a} contains 'als'", "write {#name}"),
        ("{a} contains ' b'", "white space"),
        ("{a} = ' '", "text where a number stands"),
        ("{a} anyof 'b'", "write ="),
        ("{a} anyof {b}", "a fact where a list"),
        ("{score.fit} > 5", "{score.fit} in a rule"),
        ("{a} = 'b' and {a} > 5", "--types 'a=text'"),
        ("{a} = 'b' and {a.c} = 'd'", "one is a part of the other"),
        ("{a} = 'b' and {A} = 'd'", "one column to databases"),
        ("{event.click.phone} notempty and {event.click.phone.count} > 1", "one column to databases"),
        ("({a} > 1) > 2", "a condition as a number"),
        ("{a} and 5", "as a condition"),
        ("({a} > 1) anyof [true, false]", "a condition before anyof"),
    ] {
        refused(text, words);
    }
}

#[test]
fn decay_is_refused_by_the_field_that_asks_for_it() {
    let each = || rule("prices", Condition::Each("event.click.phone".into()));
    let half = Rule { half_life: Some(86_400_000), ..each() };
    let steps = Rule { steps: vec![Step { after: 86_400_000, keep: 50 }], ..each() };
    let found = select(&table(vec![half, each(), steps]), &Request::new(Dialect::DuckDb)).unwrap_err();
    let paths: Vec<&str> = found.iter().map(|error| error.path()).collect();
    assert_eq!(paths, ["score.rules[0].half_life", "score.rules[2].steps"]);
    assert!(found[0].message().contains("the rule \"prices\"") && found[0].message().contains("time of every event"));
}

#[test]
fn classes_and_the_hand_off_are_refused_by_their_own_paths() {
    let mut table = table(Vec::new());
    let condition = Expression::parse("mentions({a}, 'b') > 0").unwrap();
    table.classes = vec![Class { id: "ideal".into(), condition: condition.clone(), ..Class::default() }];
    table.handoff = Some(condition);
    let found = select(&table, &Request::new(Dialect::Sqlite)).unwrap_err();
    let told: Vec<_> = found.iter().map(|error| (error.path(), error.message())).collect();
    assert_eq!((told[0].0, told[1].0), ("score.classes[0].if", "score.handoff"));
    assert!(told[0].1.starts_with("the class \"ideal\"") && told[1].1.starts_with("the hand-off"));
}

#[test]
fn a_list_with_many_letters_beyond_ascii_is_refused_for_sqlite_alone() {
    let table = table(vec![when("{rooms} contains 'гостиная с кухней'")]);
    let request = |dialect| Request { types: vec![("rooms".into(), Type::List)], ..Request::new(dialect) };
    let found = select(&table, &request(Dialect::Sqlite)).unwrap_err();
    assert!(found[0].message().contains("SQLite cannot compare without regard to case"), "{found:?}");
    assert!(select(&table, &request(Dialect::DuckDb)).is_ok() && select(&table, &request(Dialect::PostgreSql)).is_ok());
}

#[test]
fn what_sqlite_cannot_read_exactly_or_at_all_is_refused_for_it_alone() {
    for text in
        ["{a} > 0.12345678901234567", "{a} = 1e+300", &format!("{}{{a}} = 1{}", "!(".repeat(20), ")".repeat(20))]
    {
        let found = select(&table(vec![when(text)]), &Request::new(Dialect::Sqlite));
        assert!(found.is_err(), "{text}");
        sql(text, Dialect::DuckDb);
        sql(text, Dialect::PostgreSql);
    }
    assert!(sql("{a} > 0.1", Dialect::Sqlite).contains("(01 / 10.0)"));
}

#[test]
fn a_statement_grows_no_faster_than_its_rules() {
    for (open, inner, close) in [
        ("{a} % (", "{c}", ")"),
        ("{a} * (1 + ", "{c}", ")"),
        ("({a} > 1 and ", "{b}", ")"),
        ("({c} = 1) = (", "{c} <= 2", ")"),
        ("!(", "{b}", ")"),
    ] {
        let bare = if inner == "{c}" { " > 1" } else { "" };
        let length = |times: usize| {
            let text = format!("{}{inner}{}{bare}", open.repeat(times), close.repeat(times));
            sql(&text, Dialect::PostgreSql).len()
        };
        let (few, more, most) = (length(5), length(10), length(15));
        assert!(most - more <= (more - few) + 40, "{open}: {few} {more} {most}");
    }
}

#[test]
fn a_group_that_goes_back_and_forth_between_axes_is_refused() {
    let rules = (0..40).map(|place| Rule {
        id: format!("r{place}"),
        axis: if place % 2 == 0 { Axis::Fit } else { Axis::Intent },
        group: Some("g".into()),
        ..when("{a} > 1")
    });
    let mut table = table(rules.collect());
    table.groups = vec![Group { name: "g".into(), bounds: Bounds::default() }];
    let found = select(&table, &Request::new(Dialect::DuckDb)).unwrap_err();
    assert!(found[0].message().contains("change between axes 39 times"), "{found:?}");
}

/// What is left of a statement without its quoted names, its texts and its notes.
fn bare(sql: &str, dialect: Dialect) -> String {
    let (mut out, mut rest) = (String::new(), sql);
    while let Some(first) = rest.chars().next() {
        let escapes = dialect == Dialect::PostgreSql && rest.starts_with("E'");
        if escapes {
            rest = &rest[1..];
        }
        let end = match rest.as_bytes()[0] {
            b'\'' | b'"' => {
                let (mark, bytes, mut at) = (rest.as_bytes()[0], rest.as_bytes(), 1);
                while bytes[at] != mark || bytes.get(at + 1) == Some(&mark) || escapes && bytes[at] == b'\\' {
                    at += if bytes[at] == mark || escapes && bytes[at] == b'\\' { 2 } else { 1 };
                }
                at + 1
            }
            b'/' if rest.starts_with("/*") => rest.find("*/").unwrap() + 2,
            _ => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[end..];
    }
    out
}

#[test]
fn no_name_and_no_text_gets_out_of_its_quotation_marks() {
    let hostile = [
        "x'; DROP TABLE leads; --",
        "x\"; DROP TABLE leads; --",
        "/* x",
        "*/ x",
        "-- x",
        "a\\",
        "\\' OR 1=1",
        "$$x$$",
        "?1 :a @b",
        "%s",
        "ſ'ʼ",
        "\u{202e}x",
        "';\u{1f600}",
    ];
    for (_, dialect) in DIALECTS {
        let plain = |name: &str, text: &str| {
            let escaped = text.replace('\'', "\\'").replace('"', "\\\"");
            let source = format!("{{{name}}} = '{escaped}z'");
            bare(&sql(&source, *dialect).replace("/* name */", ""), *dialect)
        };
        let letters = |statement: &str| statement.replace("translate", "").replace("lower", "").replace("replace", "");
        let shape = |statement: &str| letters(statement).split_whitespace().collect::<String>();
        for text in hostile {
            // Of another text the letters that are folded differ, and nothing else.
            let found = plain("name", text);
            assert!(!found.contains("DROP") && !found.contains("--") && !found.contains("OR 1"), "{text}: {found}");
            if !text.contains(['{', '}']) {
                let renamed = plain(text, "word");
                assert_eq!(shape(&renamed), shape(&plain("name", "word")), "{text}");
            }
        }
    }
}

#[test]
fn names_that_cannot_be_columns_are_refused() {
    for (_, dialect) in DIALECTS {
        for name in ["a\nb", "a\u{0}b", "a\u{85}b", "a\u{1b}b"] {
            let found = select(&table(vec![when(&format!("{{{name}}} = 'b'"))]), &Request::new(*dialect)).unwrap_err();
            assert!(found[0].message().contains("control characters"), "{found:?}");
        }
        let long = format!("{{{}}} = 'b'", "я".repeat(40));
        let found = select(&table(vec![when(&long)]), &Request::new(*dialect));
        assert_eq!(found.is_err(), *dialect == Dialect::PostgreSql, "{found:?}");
        let zero = select(&table(vec![when("{a} = 'x\u{0}y'")]), &Request::new(*dialect)).unwrap_err();
        assert!(zero[0].message().contains("the character 0"), "{zero:?}");
    }
}

#[test]
fn the_table_of_leads_is_quoted_in_its_parts() {
    let with = |name: &str| {
        let request = Request { table: name.into(), ..Request::new(Dialect::PostgreSql) };
        select(&table(vec![when("{a} = 'b'")]), &request)
    };
    assert!(with("crm.all \"leads\"; --").unwrap().sql.contains("FROM \"crm\".\"all \"\"leads\"\"; --\" AS l"));
    for name in ["", "a..b", "a.", "a\u{0}", &"a".repeat(64)] {
        let found = with(name).unwrap_err();
        assert_eq!(found[0].code(), "sql/bad-name", "{name}");
    }
    let own = with("leadsieve_facts").unwrap().sql;
    assert!(own.contains("leadsieve__facts AS MATERIALIZED") && own.contains("FROM \"leadsieve_facts\" AS l"), "{own}");
}

#[test]
fn the_types_of_columns_follow_from_use_or_are_told() {
    let rules = ["{a} = 'b'", "{b} > 5", "{c} + 1 > 5", "{d}", "{e} empty", "{event.click.phone.count} > 1", "{f} > 1"];
    let mut rules: Vec<Rule> = rules.into_iter().map(when).collect();
    rules.push(rule("each", Condition::Each("event.click.phone".into())));
    let request =
        Request { types: vec![("f".into(), Type::BigInt)], has_options: true, ..Request::new(Dialect::DuckDb) };
    let found = select(&table(rules), &request).unwrap();
    let found: Vec<(&str, &str)> = found.columns.iter().map(|(name, of)| (name.as_str(), of.word())).collect();
    let expected = [
        ("a", "text"),
        ("b", "double"),
        ("c", "bigint"),
        ("d", "boolean"),
        ("e", "text"),
        ("event.click.phone", "bigint"),
        ("f", "bigint"),
        ("score.options.fit", "bigint"),
        ("score.options.intent", "bigint"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_page_of_sql_shows_what_the_command_writes() {
    let page = files::text("docs/sql.md");
    let part = |language: &str| {
        page.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap().to_owned()
    };
    let config: leadsieve::value::Value = serde_json::from_str(&part("json")).unwrap();
    let (config, problems) = leadsieve::config::read(&config);
    assert!(problems.iter().all(|problem| problem.severity != leadsieve::config::Severity::Error), "{problems:?}");
    let found = select(config.score.as_ref().unwrap(), &Request::new(Dialect::DuckDb)).unwrap();
    let columns: String =
        found.columns.iter().map(|(name, of)| format!("--   {}\n", Dialect::DuckDb.column(name, *of))).collect();
    let statement = format!("{columns}{};\n", found.sql.trim_end());
    let begin = "```sql\n-- The score of each lead for DuckDB. The table must have an \"id\" and:\n";
    let (before, rest) = page.split_once(begin).expect("the statement");
    let (_, after) = rest.split_once("```").expect("its end");
    let right = format!("{before}{begin}{statement}```{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(files::path("docs/sql.md"), &right).unwrap();
    }
    assert!(files::text("docs/sql.md") == right, "docs/sql.md drifted: UPDATE_DOCS=1 writes it");
}

#[test]
fn the_leads_of_the_page_of_sql_have_the_scores_that_it_shows() {
    let page = files::text("docs/sql.md");
    let json = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let config = leadsieve::config::read(&serde_json::from_str(json).unwrap()).0;
    let shown = page.split("```text\nid ").nth(1).unwrap().split("```").next().unwrap();
    let leads = [
        r#"{"role":"Owner","city":" МОСКВА ","budget":5000,"event":{"click":{"phone":{"count":3}}}}"#,
        r#"{"role":"clerk","budget":400}"#,
        r#"{"role":"owner","city":"Тверь","event":{"click":{"phone":{"count":1}}}}"#,
    ];
    for (place, lead) in leads.iter().enumerate() {
        let facts = serde_json::from_str(lead).unwrap();
        let score = evaluate(config.score.as_ref().unwrap(), Vec::new(), &Context::on_day(&facts, 0), 0);
        let (total, word) = (score.total(), score.temperature.word());
        let found = format!(
            "{} {} {} {total} {} {word} {} {}",
            place + 1,
            score.fit,
            score.intent,
            score.class,
            score.grade,
            score.handoff
        );
        let line = shown.lines().nth(place + 1).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(line, found);
    }
}
