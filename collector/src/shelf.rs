//! Reads kept leads back: a page of the inbox, one lead, the person's other enquiries, a batch for the
//! export. It must not change anything.

use rusqlite::{OptionalExtension, Row, named_params, params};

use crate::finding::Finding;
use crate::store::Store;

/// One kept lead.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Row number; rises with the order of arrival.
    pub seq: i64,
    /// The lead's UUID.
    pub id: String,
    /// The enquiry's number as the browser counted it.
    pub inquiry: i64,
    /// The enquiry's number as this collector counted it, across devices.
    pub inquiry_seen: i64,
    /// When its first stage arrived, in milliseconds since 1970.
    pub received: i64,
    /// What scoring it again found.
    pub finding: Finding,
    /// The lead as JSON text on one line.
    pub lead: String,
}

/// The order of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Newest first.
    Time,
    /// Highest score first; leads without a score last.
    Score,
}

const COLUMNS: &str = "seq, id, inquiry, inquiry_seen, received, verdict, part, expected, found, lead";

/// The most words of a search that are looked at.
const MOST_WORDS: usize = 8;

impl Store {
    /// A page of leads in which every word of `search` occurs, and how many such leads there are.
    ///
    /// # Errors
    /// When SQLite cannot read.
    pub fn page(&self, search: &str, order: Order, skip: i64, take: i64) -> rusqlite::Result<(Vec<Kept>, i64)> {
        let words = serde_json::Value::from(words(search)).to_string();
        let fits = "NOT EXISTS (SELECT 1 FROM json_each(:words) AS word WHERE instr(leads.search, word.value) = 0)";
        let order = match order {
            Order::Time => "received DESC, seq DESC",
            Order::Score => "total DESC NULLS LAST, received DESC, seq DESC",
        };
        let reader = self.reader();
        let count = format!("SELECT count(*) FROM leads WHERE {fits}");
        let total = reader.prepare(&count)?.query_row(named_params! { ":words": words }, |row| row.get(0))?;
        let select = format!("SELECT {COLUMNS} FROM leads WHERE {fits} ORDER BY {order} LIMIT :take OFFSET :skip");
        let mut statement = reader.prepare(&select)?;
        let rows = statement.query_map(named_params! { ":words": words, ":take": take, ":skip": skip }, kept)?;
        Ok((rows.collect::<Result<_, _>>()?, total))
    }

    /// One enquiry of a lead: the given one, or the latest.
    ///
    /// # Errors
    /// When SQLite cannot read.
    pub fn one(&self, id: &str, inquiry: Option<i64>) -> rusqlite::Result<Option<Kept>> {
        let reader = self.reader();
        let select = format!(
            "SELECT {COLUMNS} FROM leads WHERE id = ?1 AND (?2 IS NULL OR inquiry = ?2) ORDER BY inquiry DESC LIMIT 1"
        );
        reader.prepare(&select)?.query_row(params![id, inquiry], kept).optional()
    }

    /// Other enquiries of the same person on the same site, newest first, at most 20.
    ///
    /// # Errors
    /// When SQLite cannot read.
    pub fn related(&self, seq: i64) -> rusqlite::Result<Vec<Kept>> {
        let reader = self.reader();
        let columns = COLUMNS.split(", ").map(|column| format!("other.{column}")).collect::<Vec<_>>().join(", ");
        let select = format!(
            "SELECT {columns} FROM leads AS this JOIN leads AS other
             ON other.site = this.site AND (other.phone = this.phone OR other.email = this.email OR other.id = this.id)
             WHERE this.seq = ?1 AND other.seq <> ?1 ORDER BY other.received DESC, other.seq DESC LIMIT 20"
        );
        let mut statement = reader.prepare(&select)?;
        let rows = statement.query_map([seq], kept)?;
        rows.collect()
    }

    /// Up to `take` leads that arrived after row `seq`, in the order of arrival.
    ///
    /// # Errors
    /// When SQLite cannot read.
    pub fn after(&self, seq: i64, take: i64) -> rusqlite::Result<Vec<Kept>> {
        let reader = self.reader();
        let select = format!("SELECT {COLUMNS} FROM leads WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        let mut statement = reader.prepare(&select)?;
        let rows = statement.query_map([seq, take], kept)?;
        rows.collect()
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let finding = Finding { verdict: row.get(5)?, part: row.get(6)?, expected: row.get(7)?, found: row.get(8)? };
    Ok(Kept {
        seq: row.get(0)?,
        id: row.get(1)?,
        inquiry: row.get(2)?,
        inquiry_seen: row.get(3)?,
        received: row.get(4)?,
        finding,
        lead: row.get(9)?,
    })
}

/// The words of a search in lower case. A phone number typed with spaces, brackets or dashes is one word:
/// its last ten digits, so that the country's prefix may be written in any way or left out.
fn words(search: &str) -> Vec<String> {
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    let is_number = search.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+()-.".contains(c));
    if is_number && digits.len() >= 5 {
        return vec![digits.chars().skip(digits.len().saturating_sub(10)).collect()];
    }
    search.to_lowercase().split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_searched_by_its_digits_however_it_is_typed() {
        assert_eq!(words("+7 (900) 000-00-01"), ["9000000001"]);
        assert_eq!(words("8 900 000 00 01"), ["9000000001"]);
        assert_eq!(words("Анна  KITCHEN"), ["анна", "kitchen"]);
        assert_eq!(words("12 3"), ["12", "3"]);
        assert!(words("   ").is_empty());
    }
}
