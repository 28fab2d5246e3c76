//! Rows of cells as the text of a CSV file and back, with cells that no spreadsheet takes for formulas. It must not know
//! what a cell means.

use csv::{ReaderBuilder, Terminator, WriterBuilder};

use crate::error::Error;
use crate::text;

/// What may stand between cells of a file that is read: spreadsheets choose by the user's country.
const DELIMITERS: &[u8] = b";,\t";
/// What stands between cells of a file that is written.
const DELIMITER: u8 = b';';
/// The mark by which spreadsheets know that a file is UTF-8.
const MARK: char = '\u{feff}';
/// The greatest file that is read, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A row of a file that was read.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// Its cells, as many as the first row has.
    pub(super) cells: Vec<String>,
}

/// Writes rows of one length: the mark, then each row ended by CR LF.
pub(super) fn write(rows: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new()
        .delimiter(DELIMITER)
        .terminator(Terminator::CRLF)
        .from_writer(MARK.to_string().into_bytes());
    for row in rows {
        // Into memory nothing fails, and rows of another length are not made here.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Reads a file, the delimiter being whatever stands behind the first cell. Empty rows are left out.
///
/// # Errors
/// `table/too-large`, `table/encoding` where it is no UTF-8, `table/quotes` where a quote has no other, `table/cells` where a
/// row has more or fewer cells than the first; each with its line where there is one.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Row>, Error> {
    if bytes.len() > MAX_BYTES {
        let found = format!("found {} bytes, expected at most {MAX_BYTES}", bytes.len());
        return Err(Error::new("table/too-large", found));
    }
    let content = std::str::from_utf8(bytes).map_err(|error| encoding(bytes, error.valid_up_to()))?;
    let content = content.strip_prefix(MARK).unwrap_or(content);
    let mut reader =
        ReaderBuilder::new().has_headers(false).delimiter(delimiter(content)).from_reader(content.as_bytes());
    // Where a closing quote is missing, the reader takes the rest of the file for one cell.
    let is_paired = content.matches('"').count() % 2 == 0;
    let (mut rows, mut lines) = (Vec::new(), Lines { content, at: 0, line: 1 });
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = lines.of(error.position());
            if is_paired { cells(&error, line) } else { quotes(line) }
        })?;
        let line = lines.of(record.position());
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(bare).collect() });
        }
    }
    if !is_paired {
        return Err(quotes(lines.line));
    }
    Ok(rows)
}

/// How errors name a line.
pub(super) fn place(line: u64) -> String {
    format!("line {line}")
}

fn encoding(bytes: &[u8], at: usize) -> Error {
    let line = 1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    let message = "found bytes that are no UTF-8, expected a file that was saved as UTF-8 (\"CSV UTF-8\" in Excel)";
    Error::new("table/encoding", message).at(place(line as u64))
}

/// Lines of positions that only go on. The reader's own stay behind where lines end with CR LF.
struct Lines<'a> {
    content: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of a position, which may stand before the end of the line above.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let begin = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        let ends = |from: usize| self.content.get(from..).unwrap_or_default();
        let begin = begin + ends(begin).len() - ends(begin).trim_start_matches(['\r', '\n']).len();
        self.line += self.content.get(self.at..begin).unwrap_or_default().matches('\n').count() as u64;
        self.at = self.at.max(begin);
        self.line
    }
}

fn quotes(line: u64) -> Error {
    let message =
        "found a quote without its other, expected a cell with quotes to stand in quotes, and each within it twice";
    Error::new("table/quotes", message).at(place(line))
}

fn cells(error: &csv::Error, line: u64) -> Error {
    let found = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!(
                "found {len} cells, expected {expected_len} as in the first row; a cell with the separator in it needs quotes"
            )
        }
        _ => format!("found {error}, expected rows of cells"),
    };
    Error::new("table/cells", found).at(place(line))
}

/// The delimiter of a file: the first that stands in its first line.
fn delimiter(content: &str) -> u8 {
    let first = text::before(content, "\n");
    first.bytes().find(|byte| DELIMITERS.contains(byte)).unwrap_or(DELIMITER)
}

/// Whether a spreadsheet would compute the cell: it begins as a formula does, in narrow or wide letters, and is no
/// negative number.
fn is_formula(cell: &str) -> bool {
    let begins = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let is_number =
        cell.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    (begins(cell) || begins(cell.trim_start())) && !is_number
}

/// What a cell is without the quotes that begin it.
fn behind_quotes(cell: &str) -> &str {
    cell.trim_start_matches('\'')
}

/// The cell, with a quote before it where it would be computed. A cell that looks as if it were guarded gets one more, so
/// that [`bare`] always gives back what was written.
fn guarded(cell: &str) -> String {
    let guard = if is_formula(behind_quotes(cell)) { "'" } else { "" };
    format!("{guard}{cell}")
}

/// The cell without its guard.
fn bare(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|rest| is_formula(behind_quotes(rest)));
    rest.unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn cells_of(text: &str) -> Vec<Vec<String>> {
        read(text.as_bytes()).unwrap().into_iter().map(|row| row.cells).collect()
    }

    fn told(text: &[u8]) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn what_a_spreadsheet_would_compute_is_guarded_and_negative_points_are_not() {
        let cells =
            row(&["=1+1", "-5", "+7 495", "@x", "\tx", " =1", "-a", "'=x", "'x' = {a}", "5", "-1 + {a} > 2", "＝1"]);
        let written = write(std::slice::from_ref(&cells));
        assert_eq!(written, "\u{feff}'=1+1;-5;'+7 495;'@x;'\tx;' =1;'-a;''=x;'x' = {a};5;'-1 + {a} > 2;'＝1\r\n");
        assert_eq!(cells_of(&written), [cells]);
    }

    #[test]
    fn every_separator_line_end_and_quote_is_read_and_empty_rows_are_not() {
        let expected = [row(&["a", "b \"c\"", ""]), row(&["d\ne", "f", "g"])];
        for delimiter in [";", ",", "\t"] {
            for end in ["\n", "\r\n"] {
                let text = "\u{feff}a,\"b \"\"c\"\"\",|,,|\"d\ne\",f,g|".replace(',', delimiter).replace('|', end);
                assert_eq!(cells_of(&text), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        assert!(told(b"a;b\nc;d;e\n").starts_with("line 2: found 3 cells, expected 2"), "{}", told(b"a;b\nc;d;e\n"));
        assert!(told(b"a;b\nc;\"d\ne;f\ng;h\n").starts_with("line 2: found a quote without its other"));
        assert!(told(b"a;b\nc;\xe0\n").starts_with("line 2: found bytes that are no UTF-8"));
        assert!(told(b"a;b\r\n\r\n\"c\r\nd\";e\r\n\r\nf\r\n").starts_with("line 6: found 1 cells"));
        assert!(told(b"a;b\nc;d\ne;\"f\n").starts_with("line 3: found a quote without its other"));
        assert!(told(&vec![b' '; MAX_BYTES + 1]).contains("expected at most"));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(
            rows in prop::collection::vec(prop::collection::vec("[-+=@'\";,\t\r\na1 é＝]{0,6}", 3), 0..5),
        ) {
            let first = row(&["a", "b", "c"]);
            let rows: Vec<_> = std::iter::once(first).chain(rows).collect();
            let read = cells_of(&write(&rows));
            let full = |row: &&Vec<String>| row.iter().any(|cell| !guarded(cell).trim().is_empty());
            let expected: Vec<_> = rows.iter().filter(full).cloned().collect();
            prop_assert_eq!(read, expected);
        }
    }
}
