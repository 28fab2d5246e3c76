//! Judging: the truth of a plan for a run of records. On columns of numbers and words nothing is allocated for a record.

use super::plan::{Order, Plan, Tables, Test};
use super::{Data, Schema};
use crate::expression::evaluate::evaluate;
use crate::expression::tree::Node;
use crate::expression::{Context, Expression};
use crate::value::Value;

/// How many records are judged at a time: what is found of a part of a condition stays on the stack.
const AT_ONCE: usize = 1_024;

/// What becomes of what was found before.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Set,
    And,
    Or,
}

/// Some records, and what is known of all of them.
struct Scene<'a> {
    expression: &'a Expression,
    tables: &'a Tables,
    data: &'a [Data],
    context: &'a Context<'a>,
    from: usize,
}

impl Plan {
    /// Evaluates what it asks of each word of the columns.
    #[must_use]
    pub fn tables(&self, data: &[Data], context: &Context<'_>) -> Tables {
        let nothing = Value::Null;
        let context = context.over(&nothing);
        let mut tables = Tables(vec![Vec::new(); self.tables]);
        let mut slots = vec![Value::Null; data.len()];
        self.test.fill(&self.expression, data, &context, &mut slots, &mut tables);
        tables
    }

    /// Whether it holds for the records from `from` on, one for each place of `out`: 1 or 0. The tables are those of
    /// [`tables`](Self::tables) for the same data and context.
    pub fn hold(
        &self,
        tables: &Tables,
        (schema, data): (&Schema, &[Data]),
        context: &Context<'_>,
        from: usize,
        out: &mut [u8],
    ) {
        if matches!(self.test, Test::Tree) {
            return put(out, Mode::Set, from.., |record| {
                let facts = schema.facts(&self.asked, data, record);
                self.expression.is_true(&context.over(&facts))
            });
        }
        let nothing = Value::Null;
        let context = &context.over(&nothing);
        for (place, out) in out.chunks_mut(AT_ONCE).enumerate() {
            let from = from + place * AT_ONCE;
            self.test.hold(&Scene { expression: &self.expression, tables, data, context, from }, Mode::Set, out);
        }
    }

    /// Whether a fact that it asks for is missing of a record.
    #[must_use]
    pub fn lacks_facts(&self, schema: &Schema, data: &[Data], record: usize) -> bool {
        if matches!(self.test, Test::Tree) {
            let facts = schema.facts(&self.asked, data, record);
            return self.expression.lacks_facts(&Context::on_day(&facts, 0));
        }
        let lacks = |place: &usize| data.get(*place).is_none_or(|data| data.is_missing(record));
        self.needed.is_never_there
            || self.needed.whole.iter().any(lacks)
            || self.needed.has_inner && {
                let mut slots = vec![Value::Null; data.len()];
                lay_out(&mut slots, &self.asked, data, record);
                self.expression.lacks_facts(&Context::on_day(&Value::Null, 0).with_slots(&slots))
            }
    }
}

impl Test {
    /// Fills the tables of the words that it asks about.
    fn fill(
        &self,
        expression: &Expression,
        data: &[Data],
        context: &Context<'_>,
        slots: &mut [Value],
        tables: &mut Tables,
    ) {
        match self {
            Self::Fixed { node, table, is_wanted } => {
                if let Some(table) = tables.0.get_mut(*table) {
                    table.push(is_true(node, expression, &context.with_slots(slots)) == *is_wanted);
                }
            }
            Self::Word { place, node, table, is_wanted } => {
                let (Some(Data::Words { words, .. }), Some(table)) = (data.get(*place), tables.0.get_mut(*table))
                else {
                    return;
                };
                for word in words {
                    if let Some(slot) = slots.get_mut(*place) {
                        slot.clone_from(word);
                    }
                    table.push(is_true(node, expression, &context.with_slots(slots)) == *is_wanted);
                }
                if let Some(slot) = slots.get_mut(*place) {
                    *slot = Value::Null;
                }
            }
            Self::Both(one, other) | Self::Either(one, other) => {
                one.fill(expression, data, context, slots, tables);
                other.fill(expression, data, context, slots, tables);
            }
            Self::Number { .. } | Self::Record { .. } | Self::Tree => {}
        }
    }

    fn hold(&self, scene: &Scene<'_>, mode: Mode, out: &mut [u8]) {
        match self {
            Self::Fixed { table, .. } => {
                let holds = scene.table(*table).first().copied().unwrap_or(false);
                put(out, mode, std::iter::repeat(()), |()| holds);
            }
            Self::Word { place, table, .. } => {
                let Some(Data::Words { codes, .. }) = scene.data.get(*place) else { return };
                let table = scene.table(*table);
                let codes = codes.get(scene.from..).unwrap_or_default();
                put(out, mode, codes, |code| table.get(*code as usize).copied().unwrap_or(false));
            }
            Self::Number { place, order, number, is_wanted } => {
                let Some(Data::Numbers(numbers)) = scene.data.get(*place) else { return };
                compare(out, mode, numbers.get(scene.from..).unwrap_or_default(), *order, *number, *is_wanted);
            }
            Self::Record { node, asked, is_wanted } => {
                let mut slots = vec![Value::Null; scene.data.len()];
                put(out, mode, scene.from.., |record| {
                    lay_out(&mut slots, asked, scene.data, record);
                    is_true(node, scene.expression, &scene.context.with_slots(&slots)) == *is_wanted
                });
            }
            Self::Both(one, other) => Self::join([one, other], scene, mode, Mode::And, out),
            Self::Either(one, other) => Self::join([one, other], scene, mode, Mode::Or, out),
            // The only step of its plan: it is judged there.
            Self::Tree => {}
        }
    }

    /// Two tests joined, and that with what was found before.
    fn join([one, other]: [&Self; 2], scene: &Scene<'_>, mode: Mode, inner: Mode, out: &mut [u8]) {
        if mode == Mode::Set || mode == inner {
            one.hold(scene, mode, out);
            return other.hold(scene, inner, out);
        }
        let mut apart = [0; AT_ONCE];
        let Some(apart) = apart.get_mut(..out.len()) else { return };
        one.hold(scene, Mode::Set, apart);
        other.hold(scene, inner, apart);
        put(out, mode, apart, |found| *found == 1);
    }
}

impl Scene<'_> {
    fn table(&self, table: usize) -> &[bool] {
        self.tables.0.get(table).map(Vec::as_slice).unwrap_or_default()
    }
}

fn is_true(node: &Node, expression: &Expression, context: &Context<'_>) -> bool {
    evaluate(node, &expression.0.names, context).to_number() == 1.0
}

/// Puts a record's values into the slots of these columns.
fn lay_out(slots: &mut [Value], asked: &[usize], data: &[Data], record: usize) {
    for place in asked {
        if let (Some(slot), Some(data)) = (slots.get_mut(*place), data.get(*place)) {
            *slot = data.value(record);
        }
    }
}

/// One comparison for each number. It stands here once for each operator, so that each is a loop without a choice in it.
#[expect(clippy::double_comparisons, reason = "NaN is neither less nor greater, but it is unequal")]
fn compare(out: &mut [u8], mode: Mode, numbers: &[f64], order: Order, than: f64, is_wanted: bool) {
    match order {
        Order::Less => put(out, mode, numbers, |number| (*number < than) == is_wanted),
        Order::LessOrEqual => put(out, mode, numbers, |number| (*number <= than) == is_wanted),
        Order::Equal => put(out, mode, numbers, |number| (*number == than) == is_wanted),
        Order::Unequal => put(out, mode, numbers, |number| (*number < than || *number > than) == is_wanted),
        Order::GreaterOrEqual => put(out, mode, numbers, |number| (*number >= than) == is_wanted),
        Order::Greater => put(out, mode, numbers, |number| (*number > than) == is_wanted),
    }
}

/// Puts what `holds` says of each item into its place.
fn put<T>(out: &mut [u8], mode: Mode, items: impl IntoIterator<Item = T>, mut holds: impl FnMut(T) -> bool) {
    let pairs = out.iter_mut().zip(items);
    match mode {
        Mode::Set => pairs.for_each(|(out, item)| *out = u8::from(holds(item))),
        Mode::And => pairs.for_each(|(out, item)| *out &= u8::from(holds(item))),
        Mode::Or => pairs.for_each(|(out, item)| *out |= u8::from(holds(item))),
    }
}
