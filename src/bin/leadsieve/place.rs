//! The line of a JSON path: a second pass over the text, made only for messages. It must not judge the text.

/// The line (from 1) on which the value at `path` stands, or the deepest part of the path that exists.
pub(crate) fn line_of(text: &str, path: &str) -> usize {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0, found: 0, wanted: path };
    scan.value("");
    1 + text.bytes().take(scan.found).filter(|byte| *byte == b'\n').count()
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    found: usize,
    wanted: &'a str,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// Passes over a value at `path`; notes its place where it lies on the way.
    fn value(&mut self, path: &str) {
        let first = self.peek();
        let leads_on = |rest: &str| rest.is_empty() || path.is_empty() || rest.starts_with(['.', '[']);
        if self.wanted.strip_prefix(path).is_some_and(leads_on) {
            self.found = self.at;
        }
        match first {
            Some(b'{') => self.object(path),
            Some(b'[') => self.list(path),
            Some(b'"') => drop(self.text()),
            _ => self.skip_plain(),
        }
    }

    fn skip_plain(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| !b",]}".contains(byte) && !byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn object(&mut self, path: &str) {
        self.at += 1;
        while self.peek().is_some_and(|byte| byte != b'}') {
            let name = self.text();
            self.peek();
            self.at += 1;
            self.value(&if path.is_empty() { name } else { format!("{path}.{name}") });
            if self.peek() == Some(b',') {
                self.at += 1;
            }
        }
        self.at += 1;
    }

    fn list(&mut self, path: &str) {
        self.at += 1;
        let mut index = 0;
        while self.peek().is_some_and(|byte| byte != b']') {
            self.value(&format!("{path}[{index}]"));
            index += 1;
            if self.peek() == Some(b',') {
                self.at += 1;
            }
        }
        self.at += 1;
    }

    fn text(&mut self) -> String {
        let start = self.at + 1;
        self.at = start;
        while let Some(byte) = self.bytes.get(self.at).filter(|byte| **byte != b'"') {
            self.at += if *byte == b'\\' { 2 } else { 1 };
        }
        let name = self.bytes.get(start..self.at).unwrap_or_default();
        self.at += 1;
        String::from_utf8_lossy(name).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n \"a\": [1,\n  {\"b\": \"x\\\"}\",\n   \"c\": 2}],\n \"d\": {}\n}";

    #[test]
    fn a_path_is_found_on_its_line_or_its_parents() {
        for (path, line) in [("", 1), ("a", 2), ("a[1]", 3), ("a[1].c", 4), ("a[1].missing", 3), ("d.x", 5), ("zzz", 1)]
        {
            assert_eq!(line_of(TEXT, path), line, "{path}");
        }
    }
}
