//! A map from names to values, kept sorted by name, so that the same content is always the same sequence. It must not
//! remember in which order it was filled.

use super::Value;

/// Values by name. Sorted: iteration is the same on every platform, and a look-up is a binary search.
///
/// A pointer wide: a map is handed from hand to hand while it is filled, and a module that moves four bytes each time is
/// smaller than one that moves twelve.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::box_collection, reason = "the width of what is moved is the point")]
pub struct Map(Box<Vec<(String, Value)>>);

impl Map {
    /// An empty map.
    #[must_use]
    #[inline(never)]
    pub fn new() -> Self {
        Self(Box::default())
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(key, _)| key.as_str().cmp(name))
    }

    /// The value under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let place = self.place(name).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// The value under `name`, for changing; null is put there first where nothing stands.
    pub fn entry(&mut self, name: &str) -> &mut Value {
        let place = self.place(name).unwrap_or_else(|place| {
            self.0.insert(place, (name.to_owned(), Value::Null));
            place
        });
        #[expect(clippy::indexing_slicing, reason = "the place was found or filled just above")]
        &mut self.0[place].1
    }

    /// The one place where entries are written: everything generic around it is only a conversion.
    #[inline(never)]
    fn put(&mut self, name: &str, value: Value) {
        *self.entry(name) = value;
    }

    #[inline(never)]
    fn holding(mut self, name: &str, value: Value) -> Self {
        self.put(name, value);
        self
    }

    #[inline(never)]
    fn holding_some(mut self, name: &str, value: Value) -> Self {
        self.put_some(name, value);
        self
    }

    #[inline(never)]
    fn put_some(&mut self, name: &str, value: Value) {
        if !value.is_empty() {
            self.put(name, value);
        }
    }

    /// Puts a value under `name`, in place of what stood there.
    #[inline]
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.put(name, value.into());
    }

    /// Puts a value under `name` unless it is null or empty.
    #[inline]
    pub fn set_some(&mut self, name: &str, value: impl Into<Value>) {
        self.put_some(name, value.into());
    }

    /// The map with a value put under `name`: for writing a whole map as one expression.
    #[must_use]
    #[inline]
    pub fn with(self, name: &str, value: impl Into<Value>) -> Self {
        self.holding(name, value.into())
    }

    /// Like [`with`](Self::with), leaving the name out where the value is null or empty.
    #[must_use]
    #[inline]
    pub fn with_some(self, name: &str, value: impl Into<Value>) -> Self {
        self.holding_some(name, value.into())
    }

    /// The map with everything of another.
    #[must_use]
    pub fn merged(mut self, other: Self) -> Self {
        for (name, value) in *other.0 {
            self.put(&name, value);
        }
        self
    }

    /// Takes the value under `name` away.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let place = self.place(name).ok()?;
        Some(self.0.remove(place).1)
    }

    /// The entries as they stand, sorted by name.
    pub(super) fn entries(&self) -> &[(String, Value)] {
        &self.0
    }

    /// The entries, sorted by name (by bytes of its UTF-8).
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: AsRef<str>, V: Into<Value>> FromIterator<(N, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (name, value) in entries {
            map.set(name.as_ref(), value);
        }
        map
    }
}
