//! The printer: a tree as text that parses to the same tree. It must not add or drop a meaning, only brackets.

use super::name::Name;
use super::operand::to_text;
use super::tree::{BINARY, Binary, Node, Unary};
use crate::text;
use crate::value::Value;

/// The text of a tree.
pub(super) fn print(node: &Node, names: &[Name]) -> String {
    let mut out = String::new();
    push(&mut out, node, names);
    out
}

fn push(out: &mut String, node: &Node, names: &[Name]) {
    match node {
        Node::Constant(constant) => push_constant(out, constant),
        Node::Name(index) => {
            if let Some(name) = names.get(*index) {
                let mark = match name.text.starts_with(['#', '$']) {
                    _ if name.is_raw => "#",
                    true => "$",
                    false => "",
                };
                out.push_str(&text::concat(&["{", mark, &name.text, "}"]));
            }
        }
        Node::List(nodes) => push_items(out, "[", nodes, "]", names),
        Node::Call(function, nodes) => {
            out.push_str(function.name());
            push_items(out, "(", nodes, ")", names);
        }
        Node::Unary(Unary::Not, operand) => {
            out.push('!');
            push_wrapped(out, operand, !matches!(**operand, Node::Binary(..)), names);
        }
        Node::Unary(op, operand) => {
            push_wrapped(out, operand, !matches!(**operand, Node::Unary(..) | Node::Binary(..)), names);
            out.push_str(if *op == Unary::Empty { " empty" } else { " notempty" });
        }
        Node::Binary(op, left, right) => {
            let (binds, spelling) = written(*op);
            push_wrapped(out, left, tightness(left) >= binds, names);
            out.push_str(&text::concat(&[" ", spelling, " "]));
            push_wrapped(out, right, tightness(right) > binds, names);
        }
    }
}

/// How tightly an operator binds, and how it is printed.
fn written(op: Binary) -> (u8, &'static str) {
    let found = BINARY.iter().find(|(known, ..)| *known == op);
    found.map_or((0, ""), |(_, binds, spellings)| (*binds, spellings.first().copied().unwrap_or_default()))
}

/// How tightly a node holds together: all operators group from the left, and nothing comes between the rest.
fn tightness(node: &Node) -> u8 {
    match node {
        Node::Binary(op, ..) => written(*op).0,
        _ => u8::MAX,
    }
}

/// An operand, bare or in brackets: no deeper than somebody can have written it, or it could not be read again.
fn push_wrapped(out: &mut String, node: &Node, is_bare: bool, names: &[Name]) {
    out.push_str(if is_bare { "" } else { "(" });
    push(out, node, names);
    out.push_str(if is_bare { "" } else { ")" });
}

fn push_items(out: &mut String, open: &str, nodes: &[Node], close: &str, names: &[Name]) {
    out.push_str(open);
    for (index, node) in nodes.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        push(out, node, names);
    }
    out.push_str(close);
}

fn push_constant(out: &mut String, constant: &Value) {
    match constant {
        Value::Text(content) => {
            out.push('\'');
            for c in content.chars() {
                if c == '\'' {
                    out.push('\\');
                }
                out.push(c);
            }
            out.push('\'');
        }
        other => out.push_str(&to_text(other)),
    }
}
