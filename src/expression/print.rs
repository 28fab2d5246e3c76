//! The printer: a tree as text that parses to the same tree. It must not add or drop a meaning, only brackets.

use super::tree::{BINARY, Node, Unary};
use crate::text;
use crate::value::Value;

/// The text of a tree.
pub(super) fn print(node: &Node, names: &[String]) -> String {
    let mut out = String::new();
    push(&mut out, node, names);
    out
}

fn push(out: &mut String, node: &Node, names: &[String]) {
    match node {
        Node::Constant(constant) => push_constant(out, constant),
        Node::Name(index) => {
            let name = names.get(*index).map_or("", String::as_str);
            out.push_str(&text::concat(&["{", name, "}"]));
        }
        Node::List(nodes) => push_items(out, "[", nodes, "]", names),
        Node::Call(function, nodes) => {
            out.push_str(function.name());
            push_items(out, "(", nodes, ")", names);
        }
        Node::Unary(Unary::Not, operand) => push_wrapped(out, "!", operand, names),
        Node::Unary(Unary::Negate, operand) => push_wrapped(out, "-", operand, names),
        Node::Unary(op, operand) => {
            push_wrapped(out, "", operand, names);
            out.push_str(if *op == Unary::Empty { " empty" } else { " notempty" });
        }
        Node::Binary(op, left, right) => {
            let spelling =
                BINARY.iter().find(|(known, ..)| known == op).and_then(|(_, _, spellings)| spellings.first());
            push_wrapped(out, "", left, names);
            out.push_str(&text::concat(&[" ", spelling.copied().unwrap_or_default(), " "]));
            push_wrapped(out, "", right, names);
        }
    }
}

/// An operand, in brackets where it is itself an operation.
fn push_wrapped(out: &mut String, before: &str, node: &Node, names: &[String]) {
    let plain = !matches!(node, Node::Unary(..) | Node::Binary(..));
    out.push_str(before);
    out.push_str(if plain { "" } else { "(" });
    push(out, node, names);
    out.push_str(if plain { "" } else { ")" });
}

fn push_items(out: &mut String, open: &str, nodes: &[Node], close: &str, names: &[String]) {
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
                if c == '\'' || c == '\\' {
                    out.push('\\');
                }
                out.push(c);
            }
            out.push('\'');
        }
        other => out.push_str(&super::text_of(other)),
    }
}
