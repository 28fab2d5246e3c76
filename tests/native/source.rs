//! Sources: the landings of real platforms, the lists that the table is made of, what a visitor's journey leaves, and what
//! no landing may do.

use std::collections::BTreeSet;

use leadsieve::source::{
    Arrival, Landing, MAX_COOKIE, Record, Rule, Settings, cookie_text, from_cookie, is_personal, join, to_cookie,
};
use leadsieve::time::DAY;
use leadsieve::value::{Map, Value, json};
use proptest::prelude::*;

use crate::files;

fn own() -> Vec<String> {
    vec!["shop.example".to_owned()]
}

/// What is said of a landing, by the names that a case uses.
fn said(url: &str, referrer: &str) -> Value {
    Arrival::new(url, referrer, &own()).touch(0, &Settings::default()).to_value()
}

#[test]
fn every_landing_has_the_channel_that_a_marketer_expects() {
    let (mut wrong, mut channels, mut rules) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let cases = files::text("tests/native/landings.jsonl");
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let found = said(case.text("url").unwrap(), case.text("referrer").unwrap_or_default());
        channels.insert(case.text("channel").unwrap().to_owned());
        rules.insert(found.text("rule").unwrap().to_owned());
        for part in ["channel", "source", "medium", "evidence"] {
            if case.get(part).is_some() && case.get(part) != found.get(part) {
                wrong.push(format!(
                    "{}: {part} {:?}, expected {:?}, by {:?}\n    {} from {:?}",
                    case.text("case").unwrap(),
                    found.text(part).unwrap_or_default(),
                    case.text(part).unwrap(),
                    found.text("rule").unwrap(),
                    case.text("url").unwrap(),
                    case.text("referrer").unwrap_or_default(),
                ));
            }
        }
    }
    assert!(cases.lines().count() >= 500 && channels.len() == 21, "{} cases, {channels:?}", cases.lines().count());
    let documented: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect();
    assert!(rules.is_subset(&documented), "{rules:?}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Hosts and names of a vendored list with the channel of free links there; entries with a path are none.
fn vendored_hosts() -> Vec<(String, &'static str)> {
    let list = |name: &str| files::text(&format!("src/source/data/{name}"));
    let mut found = Vec::new();
    let mut add = |word: &str, channel| {
        if !word.contains('/') {
            found.push((word.to_lowercase(), channel));
        }
    };
    let items = |yaml: &str, only_urls: bool| -> Vec<String> {
        let mut section = "";
        let mut out = Vec::new();
        for line in yaml.lines().map(str::trim) {
            match line.strip_prefix("- ") {
                Some(item) if !only_urls || section == "urls:" => out.push(item.trim_matches('\'').to_owned()),
                None if line.ends_with(':') => section = line,
                _ => {}
            }
        }
        out
    };
    items(&list("matomo-AIAssistants.yml"), false).iter().for_each(|host| add(host, "AI Assistant"));
    for line in list("velir-ga4_source_categories.csv").lines().skip(1) {
        let (source, category) = line.rsplit_once(",SOURCE_CATEGORY_").unwrap();
        let category = match category {
            "SEARCH" => "Organic Search",
            "SOCIAL" => "Organic Social",
            "VIDEO" => "Organic Video",
            "SHOPPING" => "Organic Shopping",
            other => panic!("{other}"),
        };
        add(source, category);
    }
    items(&list("matomo-Socials.yml"), false).iter().for_each(|host| add(host, "Organic Social"));
    items(&list("matomo-SearchEngines.yml"), true).iter().for_each(|host| add(host, "Organic Search"));
    found
}

/// The lines of our own list: kind, name, hosts and other names.
fn own_places() -> Vec<Vec<String>> {
    let text = files::text("src/source/data/places.txt");
    let lines =
        text.lines().map(|line| line.split('#').next().unwrap().split_whitespace().map(str::to_owned).collect());
    lines.filter(|words: &Vec<String>| !words.is_empty()).collect()
}

/// A host that a pattern of a list stands for.
fn example(pattern: &str) -> String {
    pattern.replace(".{}", ".de").replace("{}.", "de.").replace(".*", ".co.uk").replace('~', " ")
}

#[test]
fn every_host_and_name_of_the_vendored_lists_has_the_channel_of_its_list() {
    let own: BTreeSet<String> =
        own_places().into_iter().flatten().map(|word| example(word.trim_start_matches('='))).collect();
    // Ours go before the lists, for what lies below as well; of two lists that know a host the first counts.
    let is_ours = |host: &str| {
        let national = |host: &str| host.rsplit_once('.').map(|(rest, _)| format!("{rest}.co.uk"));
        let mut rest = Some(host);
        std::iter::from_fn(|| {
            let suffix = rest?;
            rest = suffix.split_once('.').map(|(_, rest)| rest);
            Some(suffix)
        })
        .any(|suffix| own.contains(suffix) || national(suffix).is_some_and(|host| own.contains(&host)))
    };
    let (mut seen, mut checked) = (BTreeSet::new(), 0);
    let vendored: BTreeSet<String> = vendored_hosts().into_iter().map(|(word, _)| word).collect();
    for (word, channel) in vendored_hosts() {
        let host = example(&word);
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        if is_ours(&host) || !seen.insert(host.clone()) {
            continue;
        }
        checked += 1;
        if host.contains('.') {
            for referrer in
                [format!("https://{host}/"), format!("https://www.{host}"), format!("http://sub.{host}/a?b=c")]
            {
                assert_eq!(said("https://shop.example/", &referrer).text("channel"), Some(channel), "{referrer}");
            }
            let near = format!("not{host}");
            let is_known = host.matches('.').count() > 1 || is_ours(&near) || vendored.contains(&near);
            let rule = said("https://shop.example/", &format!("https://{near}/"));
            assert!(is_known || rule.text("rule") == Some("referrer.other"), "{near}: {rule:?}");
        }
        let tagged =
            said(&format!("https://shop.example/?utm_source={}&utm_medium=referral", host.replace('+', "%2B")), "");
        assert_eq!(tagged.text("channel"), Some(channel), "utm_source={host}");
    }
    assert!(checked > 1_000, "{checked} hosts and names");
}

#[test]
fn every_host_and_name_of_our_own_list_has_the_channel_of_its_kind() {
    for place in own_places() {
        let [kind, name, words @ ..] = place.as_slice() else { panic!("{place:?}") };
        let channel = match kind.as_str() {
            "search" => "Organic Search",
            "social" => "Organic Social",
            "video" => "Organic Video",
            "shopping" => "Organic Shopping",
            "assistant" => "AI Assistant",
            "mail" => "Email",
            "messenger" => "Messenger",
            "ads" if name == "google-search-partner" => "Paid Search",
            "ads" => "Display",
            "pass" => "Unassigned",
            "other" => "Referral",
            other => panic!("{other}"),
        };
        let is_named = !["pass", "other"].contains(&kind.as_str());
        for word in words {
            match word.strip_prefix('=') {
                Some(alias) if is_named => {
                    let url = format!("https://shop.example/?utm_source={}", example(alias));
                    let found = said(&url, "");
                    let is_ads = ["ads", "_ad", "adwords", "direct", "rsya"].iter().any(|word| alias.contains(word));
                    let is_paid = found
                        .text("channel")
                        .is_some_and(|channel| channel.starts_with("Paid") || channel == "Display");
                    assert!(
                        if is_ads { is_paid } else { kind == "ads" || found.text("channel") == Some(channel) },
                        "{alias}: {found:?}"
                    );
                    assert_ne!(found.text("channel"), Some("Unassigned"), "{alias}");
                }
                Some(_) => {}
                None => {
                    let found = said("https://shop.example/", &format!("https://{}/", example(word)));
                    assert_eq!(found.text("channel"), Some(channel), "{word}");
                    assert!(!is_named || found.text("source") == Some(name), "{word}: {found:?}");
                }
            }
        }
    }
}

#[test]
fn every_click_id_of_the_list_proves_what_the_list_says() {
    let list = files::json("tests/native/click-ids.json");
    assert!(list.items("ids").len() >= 59);
    for id in list.items("ids") {
        let (names, evidence) = (id.text("param").unwrap(), id.text("evidence").unwrap().trim_end_matches('?'));
        for name in names.split(['/', ',']) {
            let is_tag = evidence == "tag" && name.contains('_');
            let value = if is_tag { "x7" } else { "Ab1;2;3;4" };
            let parameter = name.replace('*', "cam");
            let says_where = ["source", "medium", "campaign"].iter().any(|tag| parameter.ends_with(tag));
            let more = if is_tag && !says_where { "&utm_source=x1" } else { "" };
            let is_ref = matches!(name, "ref" | "source" | "via");
            let query = if is_ref { format!("{name}=friends.example") } else { format!("{parameter}={value}{more}") };
            // An id of no network says what it proves only beside a referrer that names one.
            let found = said(&format!("https://shop.example/?{query}"), "https://vk.com/");
            let direct = said(&format!("https://shop.example/?{query}"), "");
            let known = [found.text("evidence"), direct.text("evidence")];
            assert!(!is_tag || json::write(&found).contains("x7"), "{name}: {found:?}");
            assert!(known.contains(&Some(evidence)) || name == "_openstat", "{name}: {known:?}, expected {evidence}");
            if evidence == "paid" && name != "_openstat" {
                assert_eq!(
                    found.text("channel").map(|channel| channel.starts_with("Paid") || channel == "Display"),
                    Some(true),
                    "{name}"
                );
            }
        }
    }
}

/// Parts of URLs: tags, click ids, personal values in every place and every encoding, and nonsense.
fn url() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "utm_source",
        "utm_campaign",
        "utm_term",
        "UTM_CONTENT",
        "mtm_kwd",
        "gclid",
        "fbclid",
        "mc_eid",
        "email",
        "phone",
        "name",
        "token",
        "password",
        "ref",
        "_openstat",
        "hsa_cam",
        "x",
    ]);
    let value = prop_oneof![Just(SECRET_MAIL.to_owned()), Just(SECRET_PHONE.to_owned()), "[a-z0-9]{0,8}", ".{0,8}"];
    let layers = 0..3usize;
    let pair = (name, value, layers).prop_map(|(name, value, layers)| {
        format!("{name}={}", (0..layers).fold(value.replace('&', ""), |value, _| encoded(&value)))
    });
    let pairs = || prop::collection::vec(pair.clone(), 0..5).prop_map(|pairs| pairs.join("&"));
    let path = prop::sample::select(vec![
        "",
        "a/b",
        SECRET_MAIL,
        "u/ivan.secret%40mail.example/x",
        "tel/+7%20900%20555-12-34",
    ]);
    (
        prop::sample::select(vec!["shop.example", "user:pw@shop.example", "www.google.com", "vk.com"]),
        path,
        pairs(),
        pairs(),
    )
        .prop_map(|(host, path, query, fragment)| format!("https://{host}/{path}?{query}#{fragment}"))
}

const SECRET_MAIL: &str = "ivan.secret@mail.example";
const SECRET_PHONE: &str = "+7 900 555-12-34";

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// What must not come out of anything, in any encoding.
fn leaks(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    text.contains("secret") || digits.contains("79005551234") || digits.contains("9005551234")
}

proptest! {
    #[test]
    fn no_personal_value_planted_in_an_address_comes_out(landings in prop::collection::vec((url(), url(), 0..400 * DAY), 1..5)) {
        let mut record = Record::default();
        for (url, referrer, at) in landings {
            record.land(&Landing { url, referrer, at, is_arrival: true }, &Settings::default(), &own());
        }
        let stored = json::write(&record.to_value());
        let cookie = cookie_text(&to_cookie(&record)).unwrap();
        let models: Value = record.models(&Settings::default(), 0).into();
        let fields: Value = leadsieve::source::form_fields(&record, &Settings::default(), 0).into();
        // Times are digits too, and are none of the visitor's.
        let at = |text: &str| text.split(',').filter(|part| !part.contains("\"at\"") && !part.contains("\"a\":")).collect::<String>();
        for text in [stored, cookie, json::write(&models), json::write(&fields)] {
            prop_assert!(!leaks(&at(&text)), "{}", text);
        }
    }

    #[test]
    fn any_text_as_address_referrer_cookie_or_stored_value_is_survived_and_loses_no_first_touch(
        url in ".{0,200}", referrer in ".{0,200}", cookie in "[ -~]{0,60}", junk in prop::collection::vec(any::<u8>(), 0..60), at in 1..100 * DAY
    ) {
        let settings = Settings::default();
        let mut record = Record::default();
        record.land(&Landing { url: "https://shop.example/?utm_source=a&utm_medium=cpc".into(), at: 0, is_arrival: true, ..Landing::default() }, &settings, &own());
        let first = record.first().cloned();
        record.land(&Landing { url: url.clone(), referrer, at, is_arrival: true }, &settings, &own());
        let noise = [cookie.clone(), String::from_utf8_lossy(&junk).into_owned(), url];
        for text in &noise {
            let parsed = cookie_text(text).and_then(|text| serde_json::from_str::<Value>(&text).ok()).unwrap_or_default();
            record = join(&record, &from_cookie(&parsed));
            record = join(&Record::from_value(&Value::from(text.as_str())), &record);
        }
        prop_assert_eq!(record.first().cloned(), first);
        prop_assert!(to_cookie(&record).len() <= MAX_COOKIE);
        let _ = is_personal(&cookie);
    }

    #[test]
    fn a_hostile_record_is_read_without_a_panic_and_stays_bounded(value in hostile(4)) {
        for record in [Record::from_value(&value), from_cookie(&value)] {
            prop_assert!(record.between().len() <= 20);
            prop_assert!(to_cookie(&record).len() <= MAX_COOKIE);
            let again = Record::from_value(&record.to_value());
            prop_assert_eq!(again.first(), record.first());
            let mut landed = record.clone();
            landed.land(&Landing { url: "https://shop.example/?gclid=a".into(), at: 1, is_arrival: true, ..Landing::default() }, &Settings::default(), &[]);
            prop_assert!(landed.first().is_some());
        }
    }
}

/// Values like those of a record, with anything in them.
fn hostile(depth: u32) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(|number| if number.is_finite() { Value::Number(number) } else { Value::Null }),
        (0..3i64).prop_map(Value::from),
        ".{0,20}".prop_map(Value::Text),
        ".{600}".prop_map(Value::Text),
    ];
    let name = prop::sample::select(vec![
        "v",
        "at",
        "a",
        "first",
        "f",
        "last_non_direct",
        "n",
        "l",
        "touches",
        "visit",
        "w",
        "since",
        "b",
        "channel",
        "c",
        "source",
        "s",
        "tags",
        "t",
        "click_ids",
        "i",
        "number",
        "seen",
        "code",
        "__proto__",
    ]);
    leaf.prop_recursive(depth, 64, 12, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..30).prop_map(Value::List),
            prop::collection::vec((name.clone(), inner), 0..8).prop_map(|entries| {
                entries
                    .into_iter()
                    .collect::<Map>()
                    .with("v", 1_i64)
                    .with("at", 5_i64)
                    .with("a", 5_i64)
                    .with("channel", "x")
                    .with("c", "x")
                    .into()
            }),
        ]
    })
}

#[test]
fn contradictions_are_told_and_the_tags_count() {
    let found = said("https://shop.example/?utm_source=google&utm_medium=organic&gclid=abc", "");
    assert_eq!(found.text("channel"), Some("Organic Search"));
    assert_eq!(found.text("conflict"), Some("click_id.paid: Paid Search"));
    assert_eq!(said("https://shop.example/?utm_source=google&utm_medium=cpc&gclid=abc", "").get("conflict"), None);
}

/// The record after landings of `(day, query, referrer)`.
fn journey(settings: &Settings, landings: &[(i64, &str, &str)]) -> Record {
    let mut record = Record::default();
    for (day, query, referrer) in landings {
        let (url, referrer) = (format!("https://shop.example/{query}"), (*referrer).to_owned());
        record.land(&Landing { url, referrer, at: day * DAY, is_arrival: true }, settings, &own());
    }
    record
}

const JOURNEY: &[(i64, &str, &str)] = &[
    (0, "", "https://www.google.com/"),
    (10, "?utm_source=vk&utm_medium=cpc&utm_campaign=Agency-7", ""),
    (20, "", "https://blog.example/"),
    (30, "?utm_source=news&utm_medium=email", ""),
    (40, "", ""),
];

#[test]
fn every_model_credits_its_touch_and_the_newsletter_does_not_take_the_credit_of_the_ad() {
    let settings = Settings::default();
    let record = journey(&settings, JOURNEY);
    let models: Value = record.models(&settings, 40 * DAY).into();
    let channel = |model: &str| models.at(&format!("{model}.channel")).and_then(Value::as_text).unwrap().to_owned();
    assert_eq!(
        ["first", "last", "last_non_direct", "significant"].map(channel),
        ["Organic Search", "Direct", "Email", "Paid Social"]
    );
    let lag = record.lag(&settings, 40 * DAY).unwrap();
    assert_eq!((lag.text("kind"), lag.whole("days"), lag.whole("visits")), (Some("deferred"), Some(40), Some(5)));
    let bundle: Value = record.bundle(&settings, 40 * DAY).into();
    assert_eq!((bundle.text("source"), bundle.text("campaign")), (Some("vk"), Some("Agency-7")));
}

#[test]
fn the_owners_order_of_classes_and_the_window_decide_what_is_significant() {
    let read = |json: &str| leadsieve::config::read(&serde_json::from_str(json).unwrap());
    let config = |source: &str| {
        let (config, problems) = read(&format!(
            r#"{{"version":1,"site":{{"id":"a"}},"consent":{{"default":{{"attribution":"granted"}}}},"source":{source}}}"#
        ));
        assert!(problems.is_empty(), "{problems:?}");
        config.source
    };
    let significant = |settings: &Settings| {
        let record = journey(settings, JOURNEY);
        let models: Value = record.models(settings, 40 * DAY).into();
        models.at("significant.channel").and_then(Value::as_text).map(str::to_owned)
    };
    assert_eq!(significant(&config(r#"{"significant":["owned","paid"]}"#)).as_deref(), Some("Email"));
    assert_eq!(significant(&config(r#"{"window_days":15}"#)).as_deref(), Some("Email"));
    assert_eq!(significant(&config(r#"{"window_days":25}"#)).as_deref(), Some("Referral"));
    assert_eq!(significant(&config(r#"{"window_days":5,"significant":["paid"]}"#)), None);
}

#[test]
fn a_contractor_is_found_by_the_tags_of_the_significant_touch() {
    let contractor = |tags: &[(&str, &str)]| leadsieve::source::Contractor {
        name: "Invented Agency".into(),
        tags: tags.iter().map(|(name, pattern)| ((*name).to_owned(), (*pattern).to_owned())).collect(),
    };
    for (tags, expected) in [
        (vec![("source", "vk"), ("campaign", "agency-*")], Some("Invented Agency")),
        (vec![("source", "vk"), ("campaign", "other-*")], None),
        (vec![("source", "news")], None),
    ] {
        let settings = Settings { contractors: vec![contractor(&tags)], ..Settings::default() };
        assert_eq!(journey(&settings, JOURNEY).contractor(&settings, 40 * DAY), expected, "{tags:?}");
    }
}

#[test]
fn the_owners_channels_come_first() {
    let config = r#"{"version":1,"site":{"id":"a"},"consent":{"default":{"attribution":"granted"}},"source":{"channels":[
        {"id":"maps","channel":"Maps","hosts":["2gis.ru"]},
        {"id":"partners","channel":"Affiliates","parameters":{"ref":"partner-*"},"medium":"cpa"},
        {"id":"bloggers","channel":"Bloggers","class":"paid","source":"anna","parameters":{"utm_source":"anna*","utm_medium":"*"}}]}}"#;
    let (config, problems) = leadsieve::config::read(&serde_json::from_str(config).unwrap());
    assert!(problems.is_empty(), "{problems:?}");
    let said = |query: &str, referrer: &str| {
        Arrival::new(&format!("https://shop.example/{query}"), referrer, &[]).verdict(&config.source)
    };
    let maps = said("?gclid=a", "https://m.2gis.ru/spb");
    assert_eq!((&*maps.channel, &*maps.rule, maps.source.as_str()), ("Maps", "own.maps", "m.2gis.ru"));
    let partner = said("?Ref=PARTNER-9&utm_source=google", "");
    assert_eq!((&*partner.channel, &*partner.medium, partner.source.as_str()), ("Affiliates", "cpa", "google"));
    let blogger = said("?utm_source=Anna_K&utm_medium=post", "");
    assert_eq!((&*blogger.channel, blogger.class.word()), ("Bloggers", "paid"));
    assert_eq!(said("", "https://not2gis.ru/").rule, "referrer.other");
}

#[test]
fn a_sign_in_or_payment_page_is_no_source_but_a_tagged_link_from_there_counts() {
    let settings = Settings { excluded_hosts: vec!["pay.partner.example".into()], ..Settings::default() };
    let own = vec!["pay.partner.example".to_owned()];
    let mut record = Record::default();
    let mut land = |minutes: i64, query: &str, referrer: &str| {
        let (url, referrer) = (format!("https://shop.example/{query}"), referrer.to_owned());
        record.land(&Landing { url, referrer, at: minutes * 60_000, is_arrival: true }, &settings, &own)
    };
    assert!(land(0, "?gclid=a", "https://www.google.com/"));
    for (minutes, referrer) in
        [(5, "https://accounts.google.com/"), (100, "https://www.paypal.com/"), (200, "https://pay.partner.example/x")]
    {
        assert!(!land(minutes, "thanks", referrer), "{referrer}");
    }
    assert!(land(210, "?utm_source=partner&utm_medium=affiliate", "https://pay.partner.example/x"));
    assert!(!land(211, "?utm_source=partner&utm_medium=affiliate", "https://pay.partner.example/x"));
    assert_eq!(record.last().unwrap().channel(), "Affiliates");
}
