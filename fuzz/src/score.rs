//! The target `score`: a score table and columns of leads. It must not know what a lead should get, only that bulk scoring
//! gives each what scoring it alone does, and that its points are the sum of their reasons.
//!
//! The cases are also what the module `tools` is held against in Node: `leadsieve-score-cases` prints them.

use leadsieve::config;
use leadsieve::expression::Context;
use leadsieve::expression::column::{Column, Data, Kind};
use leadsieve::lead::score_part;
use leadsieve::score::bulk::Bulk;
use leadsieve::score::{Score, Table, evaluate};
use leadsieve::value::{Value, json};

use crate::case::{Fault, hold};
use crate::{Dice, Json, Signs, Target, grow, make_score};

/// Scoring one by one and in columns.
pub struct Scores;

impl Target for Scores {
    fn name(&self) -> &'static str {
        "score"
    }

    fn seeds(&self) -> Vec<Json> {
        (1..20).map(|seed| make_score::case(&mut Dice::new(seed), 20)).collect()
    }

    fn make(&self, dice: &mut Dice, pool: &[Json]) -> Json {
        let (one, other) = (dice.pick(pool), dice.pick(pool));
        match (one, other, dice.below(4)) {
            (Some(one), Some(other), 0) => grow::grown(dice, one, other),
            _ => {
                let leads = dice.below(40);
                make_score::case(dice, leads)
            }
        }
    }

    fn check(&self, case: &Json) -> Result<Signs, Fault> {
        let read = match Case::read(case) {
            Ok(read) => read,
            Err(sign) => return Ok([sign].into()),
        };
        let (explained, plain) = (read.bulk(true), read.bulk(false));
        let ((explained, why), (plain, _)) = match (explained, plain) {
            (Ok(explained), Ok(plain)) => (explained, plain),
            (Err(one), Err(other)) if one == other => return Ok([one].into()),
            _ => return Err(Fault::new("refused with an explanation alone", "or without")),
        };
        let mut signs = Signs::new();
        for (lead, (in_columns, without)) in explained.iter().zip(&plain).enumerate() {
            let alone = read.alone(lead);
            hold(alone == *in_columns, "bulk differs", || format!("lead {lead}: {alone:?} in columns {in_columns:?}"))?;
            let bare = Score { explanation: Vec::new(), missing: Vec::new(), ..alone.clone() };
            hold(bare == *without, "bulk without reasons differs", || format!("lead {lead}: {bare:?} {without:?}"))?;
            let sum: i64 = alone.explanation.iter().map(|line| line.points).sum();
            hold(sum == alone.total(), "not the sum of its reasons", || format!("lead {lead}: {sum} {alone:?}"))?;
            signs.insert(format!("class {} {} {}", alone.class.len(), alone.temperature.word(), alone.grade));
            signs.insert(format!("fired {} missing {}", alone.explanation.len(), alone.missing.len()));
            signs.insert(format!(
                "capped {} handoff {}",
                alone.explanation.iter().any(|line| line.capped() != 0),
                alone.handoff
            ));
        }
        signs.extend(why);
        Ok(signs)
    }
}

/// A case that was read: what natively scores it.
pub struct Case {
    table: Table,
    columns: Vec<Column>,
    data: Vec<Data>,
    /// The facts of each lead, made of the case itself.
    facts: Vec<Value>,
    now: i64,
    today: i64,
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// Why it cannot be scored at all, in short words.
    pub fn read(case: &Json) -> Result<Self, String> {
        let refused = |what: &str| what.to_owned();
        let score = case.get("score").cloned().unwrap_or_default();
        let document: Value = serde_json::from_value(score).map_err(|_| refused("unreadable"))?;
        let table = config::read_table(&document).map_err(|error| error.code().to_owned())?;
        let columns = case.get("columns").and_then(Json::as_object).ok_or_else(|| refused("no columns"))?;
        let count = columns.values().next().and_then(items).map_or(0, Vec::len);
        let whole = |name: &str| case.get(name).and_then(Json::as_f64).map_or(0, |number| number as i64);
        let mut read = Self {
            table,
            columns: Vec::new(),
            data: Vec::new(),
            facts: Vec::new(),
            now: whole("now").clamp(-1 << 50, 1 << 50),
            today: whole("today").clamp(-100_000, 100_000),
        };
        let mut facts = vec![Json::Object(serde_json::Map::new()); count];
        for (name, column) in columns {
            let items = items(column).ok_or_else(|| refused("no data"))?;
            let data = data(column, items).ok_or_else(|| refused("bad data"))?;
            let data_is_values = data.kind() != Kind::Lists;
            read.columns.push(Column { name: name.clone(), kind: data.kind() });
            read.data.push(data);
            for (facts, item) in facts.iter_mut().zip(items) {
                // A list of times that is empty is a fact that is not there.
                let is_there = data_is_values || item.as_array().is_none_or(|items| !items.is_empty());
                plant(facts, name, if is_there { item } else { &Json::Null }).ok_or_else(|| refused("overlap"))?;
            }
        }
        for facts in facts {
            read.facts.push(serde_json::from_value(facts).map_err(|_| refused("too deep"))?);
        }
        Ok(read)
    }

    /// How many leads it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.facts.len()
    }

    /// The facts of a lead.
    #[must_use]
    pub fn facts(&self, lead: usize) -> &Value {
        self.facts.get(lead).unwrap_or(&Value::Null)
    }

    /// The score of one lead, by itself.
    #[must_use]
    pub fn alone(&self, lead: usize) -> Score {
        evaluate(&self.table, Vec::new(), &Context::on_day(self.facts(lead), self.today), self.now)
    }

    /// The scores of all leads in columns, and signs of how; or the code of what is wrong.
    ///
    /// # Errors
    /// The code of what is wrong with the columns.
    pub fn bulk(&self, is_explained: bool) -> Result<(Vec<Score>, Signs), String> {
        let code = |error: leadsieve::error::Error| error.code().to_owned();
        let bulk = Bulk::new(&self.table, self.columns.clone()).map_err(code)?;
        let context = Context::on_day(&Value::Null, self.today);
        let scores = bulk.score(self.data.clone(), &context, self.now, is_explained).map_err(code)?;
        let all: Vec<Score> = (0..self.count()).filter_map(|lead| bulk.one(&scores, lead)).collect();
        if all.len() != self.count() {
            return Err(format!("{} scores of {} leads", all.len(), self.count()));
        }
        Ok((all, bulk.ways().into_iter().map(|way| format!("way {way}")).collect()))
    }
}

/// A score as text, as Node is asked for it.
#[must_use]
pub fn written(score: &Score) -> String {
    json::write(&score_part(score).into())
}

fn items(column: &Json) -> Option<&Vec<Json>> {
    column.get("data")?.as_array()
}

/// A column's data; `None` where an item is not of its type.
fn data(column: &Json, items: &[Json]) -> Option<Data> {
    let values = || items.iter().map(|item| serde_json::from_value(item.clone()).ok()).collect::<Option<Vec<Value>>>();
    match column.get("type")?.as_str()? {
        "number" => {
            let number = |item: &Json| if item.is_null() { Some(f64::NAN) } else { item.as_f64() };
            Some(Data::Numbers(items.iter().map(number).collect::<Option<_>>()?))
        }
        "times" => {
            let (mut ends, mut numbers) = (Vec::new(), Vec::new());
            for item in items {
                let none = Vec::new();
                for number in if item.is_null() { &none } else { item.as_array()? } {
                    numbers.push(number.as_f64()?);
                }
                ends.push(u32::try_from(numbers.len()).ok()?);
            }
            Some(Data::Lists { ends, numbers })
        }
        "text" | "boolean" => {
            let mut words: Vec<Value> = Vec::new();
            let mut codes = Vec::new();
            for value in values()? {
                let code = words.iter().position(|word| *word == value).unwrap_or_else(|| {
                    words.push(value);
                    words.len() - 1
                });
                codes.push(u32::try_from(code).ok()?);
            }
            Some(Data::Words { codes, words })
        }
        _ => Some(Data::values(values()?)),
    }
}

/// Puts a fact to its path; nothing for null.
fn plant(facts: &mut Json, path: &str, item: &Json) -> Option<()> {
    if item.is_null() {
        return Some(());
    }
    let mut place = facts;
    for part in path.split('.') {
        let map = match place {
            Json::Null => {
                *place = Json::Object(serde_json::Map::new());
                place.as_object_mut()?
            }
            Json::Object(map) => map,
            _ => return None,
        };
        place = map.entry(part).or_insert(Json::Null);
    }
    *place = item.clone();
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meter::measure;
    use serde_json::json;

    /// Bytes that scoring asks for: so many leads, by so many rules of every kind that columns decide.
    fn bytes(leads: usize, rules: usize, last: &Json) -> u64 {
        let kinds = [
            json!({ "if": "{role} = 'owner' and ({employees} > 5 or {is_owner} = true)" }),
            json!({ "if": "!({employees} <= 3) or {role} anyof ['clerk', 'owner']" }),
            json!({ "each": "event.keypage.pricing", "half_life": "7d" }),
            json!({ "each": "event.keypage.pricing", "limit": 2 }),
            last.clone(),
        ];
        let rule = |place: usize| {
            let mut rule = kinds[place % kinds.len()].clone();
            let more = json!({ "id": format!("r{place}"), "axis": "fit", "points": 3, "label": "why" });
            rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            rule
        };
        let each = |items: &[Json]| (0..leads).map(|lead| items[lead % items.len()].clone()).collect::<Vec<Json>>();
        let case = json!({
            "score": {
                "id": "t",
                "rules": (0..rules).map(rule).collect::<Vec<Json>>(),
                "classes": [{ "id": "ideal", "if": "{score.fit} > 5 and {role} = 'owner'" }],
                "handoff": "{score.class} = 'ideal'",
            },
            "columns": {
                "role": { "type": "text", "data": each(&[json!("owner"), json!("clerk"), Json::Null]) },
                "employees": { "type": "number", "data": each(&[json!(1), json!(7)]) },
                "is_owner": { "type": "boolean", "data": each(&[json!(true), json!(false)]) },
                "event.keypage.pricing.count": { "type": "number", "data": each(&[json!(1), json!(0)]) },
                "event.keypage.pricing.times": { "type": "times", "data": each(&[json!([5]), json!([])]) },
            },
        });
        let case = Case::read(&case).unwrap();
        let bulk = Bulk::new(&case.table, case.columns.clone()).unwrap();
        let context = Context::on_day(&Value::Null, 0);
        let data = case.data.clone();
        let (scores, bytes) = measure(|| bulk.score(data, &context, 0, false));
        assert_eq!(scores.unwrap().fit.len(), leads);
        bytes
    }

    #[test]
    fn no_rule_over_typed_columns_asks_for_memory_for_a_lead() {
        let for_more_leads = |rules, last: &Json| bytes(8_192, rules, last) - bytes(4_096, rules, last);
        let typed = json!({ "if": "{employees} notempty" });
        assert_eq!(for_more_leads(100, &typed), for_more_leads(5, &typed));
        // The check can fail: what only the evaluator knows asks for memory.
        let general = json!({ "if": "{employees} + 0.5 > 1.5" });
        assert!(for_more_leads(100, &general) > for_more_leads(5, &general));
    }
}
