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

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next += 1;
        token
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
        let known = matches!(self.peek(), Token::Name(_) | Token::Number(_) | Token::Text(_) | Token::Word(_));
        if !known {
            return if self.eat("(") {
                let inner = self.binary(1)?;
                self.expect(")")?;
                Ok(inner)
            } else if self.eat("[") {
                self.items("]").map(Node::List)
            } else {
                Err(self.unexpected("a {name}, a value, a function or \"(\""))
            };
        }
        let at = self.next;
        match self.take() {
            Token::Name(name) => Ok(Node::Name(self.name(name))),
            Token::Number(number) => Ok(Node::Constant(Value::Number(number))),
            Token::Text(content) => Ok(Node::Constant(Value::Text(content))),
            Token::Word(word) if word == "true" || word == "false" => Ok(Node::Constant(Value::Bool(word == "true"))),
            other => {
                let Some(function) = Function::named(&other) else {
                    self.next = at;
                    let expected =
                        explain!("a {name}, a quoted text, a number or one of the functions ", &function::known());
                    return Err(self.unexpected(&expected));
                };
                self.expect("(")?;
                let operands = self.items(")")?;
                function.check(operands.len()).map_err(|message| {
                    let place = self.tokens.get(at).map_or(0, |(_, at)| *at);
                    lexer::failure(self.source, place, &message)
                })?;
                Ok(Node::Call(function, operands))
            }
        }
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
