//! The parser: tokens into a tree, by precedence climbing, with a bound on depth. It must not evaluate anything.

use super::function::{self, Function};
use super::lexer::{self, Token};
use super::tree::{BINARY, Binary, Node, Unary};
use super::{MAX_LENGTH, MAX_NESTING};
use crate::error::Error;
use crate::text::{self, explain};
use crate::value::Value;

/// The tree of the text, and the names in it.
pub(super) fn parse(source: &str) -> Result<(Node, Vec<String>), Error> {
    if source.len() > MAX_LENGTH {
        return Err(Error::new(
            "expression/too-long",
            explain!("the expression is longer than 4000 bytes; split the rule in two"),
        ));
    }
    let mut parser = Parser { source, tokens: lexer::tokens(source)?, next: 0, depth: 0, names: Vec::new() };
    let root = parser.binary(1)?;
    match parser.peek() {
        Token::End => Ok((root, parser.names)),
        _ => Err(parser.unexpected("an operator or the end")),
    }
}

struct Parser<'a> {
    source: &'a str,
    tokens: Vec<(Token, usize)>,
    next: usize,
    depth: usize,
    names: Vec<String>,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(token, _)| token)
    }

    #[inline]
    fn unexpected(&self, expected: &str) -> Error {
        if cfg!(feature = "explain") { self.explain(expected) } else { lexer::failure("", 0, "") }
    }

    fn explain(&self, expected: &str) -> Error {
        let at = self.tokens.get(self.next).map_or(self.source.len(), |(_, at)| *at);
        lexer::failure(self.source, at, &text::concat(&["found ", &self.peek().shown(), ", expected ", expected]))
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let hit = matches!(self.peek(), Token::Symbol(found) if *found == symbol);
        self.next += usize::from(hit);
        hit
    }

    fn expect(&mut self, symbol: &'static str) -> Result<(), Error> {
        if self.eat(symbol) { Ok(()) } else { Err(self.unexpected(&explain!("\"", symbol, "\""))) }
    }

    /// Runs `inner` one level deeper.
    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.depth == MAX_NESTING {
            return Err(Error::new("expression/too-deep", explain!("the expression is nested deeper than 64 levels")));
        }
        self.depth += 1;
        let out = inner(self);
        self.depth -= 1;
        out
    }

    fn binary_here(&self) -> Option<(Binary, u8)> {
        let spelled = match self.peek() {
            Token::Word(word) => word.as_str(),
            Token::Symbol(symbol) => symbol,
            _ => return None,
        };
        BINARY.iter().find(|(_, _, spellings)| spellings.contains(&spelled)).map(|(op, binds, _)| (*op, *binds))
    }

    fn binary(&mut self, least: u8) -> Result<Node, Error> {
        let mut left = self.nested(Self::unary)?;
        while let Some((op, binds)) = self.binary_here().filter(|(_, binds)| *binds >= least) {
            self.next += 1;
            let right = self.nested(|parser| parser.binary(binds + 1))?;
            left = Node::Binary(op, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Node, Error> {
        let prefix = match self.peek() {
            Token::Symbol("!") => Some(Unary::Not),
            Token::Symbol("-") => Some(Unary::Negate),
            Token::Word(word) if word == "negate" => Some(Unary::Not),
            _ => None,
        };
        if let Some(op) = prefix {
            self.next += 1;
            let operand = self.nested(Self::unary)?;
            return Ok(match (op, operand) {
                (Unary::Negate, Node::Constant(Value::Number(number))) => Node::Constant(Value::Number(-number)),
                (op, operand) => Node::Unary(op, Box::new(operand)),
            });
        }
        let operand = self.operand()?;
        let postfix = match self.peek() {
            Token::Word(word) if word == "empty" => Unary::Empty,
            Token::Word(word) if word == "notempty" => Unary::NotEmpty,
            _ => return Ok(operand),
        };
        self.next += 1;
        Ok(Node::Unary(postfix, Box::new(operand)))
    }

    fn operand(&mut self) -> Result<Node, Error> {
        let at = self.next;
        let node = match self.peek() {
            Token::Name(name) => {
                let name = name.clone();
                Node::Name(self.name(name))
            }
            Token::Number(number) => Node::Constant(Value::Number(*number)),
            Token::Text(content) => Node::Constant(Value::Text(content.clone())),
            Token::Word(word) if word == "true" || word == "false" => Node::Constant(Value::Bool(word == "true")),
            word @ Token::Word(_) => {
                let Some(function) = Function::named(word) else {
                    return Err(self.unexpected(&explain!(
                        "a {name}, a quoted text, a number or one of the functions ",
                        &function::known()
                    )));
                };
                self.next += 1;
                self.expect("(")?;
                let operands = self.items(")")?;
                return match function.check(operands.len()) {
                    Ok(()) => Ok(Node::Call(function, operands)),
                    Err(message) => {
                        let place = self.tokens.get(at).map_or(0, |(_, at)| *at);
                        Err(lexer::failure(self.source, place, &message))
                    }
                };
            }
            Token::Symbol("(") => {
                self.next += 1;
                let inner = self.binary(1)?;
                self.expect(")")?;
                return Ok(inner);
            }
            Token::Symbol("[") => {
                self.next += 1;
                return self.items("]").map(Node::List);
            }
            _ => return Err(self.unexpected("a {name}, a value, a function or \"(\"")),
        };
        self.next += 1;
        Ok(node)
    }

    fn items(&mut self, close: &'static str) -> Result<Vec<Node>, Error> {
        let mut items = Vec::new();
        while !self.eat(close) {
            if !items.is_empty() {
                self.expect(",")?;
            }
            items.push(self.binary(1)?);
        }
        Ok(items)
    }

    fn name(&mut self, name: String) -> usize {
        self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}
