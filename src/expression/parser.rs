//! The parser: tokens into a tree, by precedence climbing, with a bound on depth. It must not evaluate anything.

use super::aggregate;
use super::function::{self, Function};
use super::lexer::{self, Token};
use super::name::Name;
use super::tree::{BINARY, Binary, Node, Unary};
use super::{MAX_LENGTH, MAX_NESTING};
use crate::error::Error;
use crate::text::{self, explain};
use crate::value::Value;

/// The tree of the text, and the names in it.
pub(super) fn parse(source: &str) -> Result<(Node, Vec<Name>), Error> {
    if source.len() > MAX_LENGTH {
        return Err(Error::new(
            "expression/too-long",
            explain!("the expression is longer than 4000 bytes; split the rule in two"),
        ));
    }
    let mut parser = Parser { source, tokens: lexer::tokens(source)?, next: 0, depth: 0, names: Vec::new() };
    Ok((parser.whole()?, parser.names))
}

/// What SurveyJS does not take for an operand where there can be more than one.
const NULL: Node = Node::Constant(Value::Null);

struct Parser<'a> {
    source: &'a str,
    tokens: Vec<(Token, usize)>,
    next: usize,
    depth: usize,
    names: Vec<Name>,
}

impl Parser<'_> {
    /// The tree of all that is there.
    fn whole(&mut self) -> Result<Node, Error> {
        let root = self.binary(1)?;
        match self.peek() {
            Token::End => Ok(root),
            _ => Err(self.unexpected("an operator or the end")),
        }
    }

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
            Token::Word(word) => text::fold(word),
            Token::Symbol(symbol) => (*symbol).to_owned(),
            _ => return None,
        };
        BINARY
            .iter()
            .find(|(_, _, spellings)| spellings.contains(&spelled.as_str()))
            .map(|(op, binds, _)| (*op, *binds))
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
        if let Some(number) = self.negative() {
            self.next += 2;
            return Ok(self.postfix(Node::Constant(Value::Number(-number))));
        }
        let prefix = match self.peek() {
            Token::Symbol("!") => Some(Unary::Not),
            word if is_word(word, "negate") => Some(Unary::Not),
            _ => None,
        };
        if let Some(op) = prefix {
            self.next += 1;
            let operand = self.nested(Self::unary)?;
            if operand == NULL {
                return Err(self.unexpected("a value that is not null before it"));
            }
            return Ok(Node::Unary(op, Box::new(operand)));
        }
        self.operand()
    }

    /// The number right behind a minus: both are one number. SurveyJS has no minus before anything else.
    fn negative(&self) -> Option<f64> {
        match (self.tokens.get(self.next)?, self.tokens.get(self.next + 1)?) {
            ((Token::Symbol("-"), _), (Token::Number(number), _)) if self.is_joined() => Some(*number),
            _ => None,
        }
    }

    /// A name or a plain value with `empty` behind it, or without.
    fn postfix(&mut self, operand: Node) -> Node {
        let postfix = match self.peek() {
            _ if operand == NULL => return operand,
            word if is_word(word, "empty") => Unary::Empty,
            word if is_word(word, "notempty") => Unary::NotEmpty,
            _ => return operand,
        };
        self.next += 1;
        Node::Unary(postfix, Box::new(operand))
    }

    fn operand(&mut self) -> Result<Node, Error> {
        let at = self.next;
        let node = match self.peek() {
            Token::Name(name) => {
                let name = name.clone();
                Node::Name(self.name(&name))
            }
            Token::Number(number) => Node::Constant(Value::Number(*number)),
            Token::Text(content) => Node::Constant(Value::Text(content.clone())),
            Token::Word(word) if !self.is_call() => Node::Constant(constant(word)),
            Token::Word(word) => {
                let Some(function) = Function::named(word) else {
                    return Err(self.unexpected(&explain!(
                        "a {name}, a quoted text, a number or one of the functions ",
                        &function::known()
                    )));
                };
                self.next += 1;
                let mut operands = self.items(")")?;
                if let Function::InArray(_) = function {
                    let at = if aggregate::returned(&operands).is_some() { 3 } else { 2 };
                    if let Some(condition) = operands.get_mut(at)
                        && let Node::Constant(Value::Text(source)) = condition
                    {
                        // What cannot be read never holds, as in SurveyJS.
                        *condition = self.condition(source).unwrap_or(Node::Constant(Value::Bool(false)));
                    }
                }
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
                return self.items("]").map(Node::List);
            }
            _ => return Err(self.unexpected("a {name}, a value, a function or \"(\"")),
        };
        self.next += 1;
        Ok(self.postfix(node))
    }

    /// A condition that stands in a text of its own.
    fn condition(&mut self, source: &str) -> Option<Node> {
        let names = core::mem::take(&mut self.names);
        let known = names.len();
        let mut inner =
            Parser { source, tokens: lexer::tokens(source).unwrap_or_default(), next: 0, depth: self.depth, names };
        let root = inner.nested(Parser::whole);
        self.names = inner.names;
        if root.is_err() {
            self.names.truncate(known);
        }
        // A text is no condition.
        root.ok().filter(|root| !matches!(root, Node::Constant(Value::Text(_))))
    }

    /// What stands in brackets, from the opening one on.
    fn items(&mut self, close: &'static str) -> Result<Vec<Node>, Error> {
        let mut items = Vec::new();
        let known = self.names.len();
        // SurveyJS reads no brackets that have nothing but white space in them.
        let can_close = self.is_joined();
        self.next += 1;
        if can_close && self.eat(close) {
            return Ok(items);
        }
        loop {
            let at = self.next;
            let item = self.binary(1)?;
            if item == NULL && !items.is_empty() {
                self.next = at;
                return Err(self.unexpected("a value that is not null"));
            }
            items.push(item);
            if self.eat(close) {
                break;
            }
            self.expect(",")?;
        }
        // To SurveyJS a list that begins with `null` has nothing in it.
        if items.first() == Some(&NULL) {
            items.clear();
            self.names.truncate(known);
        }
        Ok(items)
    }

    /// Whether a bracket follows at once: then a word is a function.
    fn is_call(&self) -> bool {
        matches!(self.tokens.get(self.next + 1), Some((Token::Symbol("("), _))) && self.is_joined()
    }

    /// Whether no white space stands before the token after this one.
    fn is_joined(&self) -> bool {
        let at = self.tokens.get(self.next + 1).map_or(0, |(_, at)| *at);
        self.source.get(..at).is_some_and(|before| !before.ends_with(lexer::is_space))
    }

    fn name(&mut self, written: &str) -> usize {
        let name = Name::new(written);
        self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}

fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(found) if text::fold(found) == word)
}

/// What a word is that is neither an operator nor a function.
fn constant(word: &str) -> Value {
    match (word, text::fold(word).as_str()) {
        ("null" | "undefined", _) => Value::Null,
        (_, folded @ ("true" | "false")) => Value::Bool(folded == "true"),
        _ => Value::Text(word.to_owned()),
    }
}
