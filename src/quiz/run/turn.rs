//! Pages: which is shown, and how the visitor goes on, back and to the end. It must not know why a page is visible.

use super::Walk;
use super::change::has_other;
use super::same::is_empty;
use crate::quiz::definition::{Clear, Input, Kind, Mode};
use crate::value::list;

/// Where the visitor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On a page, by its place in the definition.
    Page(usize),
    /// On one element of a page.
    Element(usize),
    /// On everything at once.
    Whole,
    /// Nowhere: on the cover, at the end, or where nothing is visible.
    Nowhere,
}

/// Where a run stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Turn {
    /// The cover is behind, or there is none.
    pub(super) is_started: bool,
    pub(super) is_complete: bool,
    pub(super) page: Option<usize>,
    /// The one element that is shown, where one is shown at a time.
    pub(super) single: Option<usize>,
    /// Which line of it, where one line is shown at a time.
    pub(super) line: usize,
    /// The lines on which elements were left.
    left: Vec<(usize, usize)>,
    /// Triggers that let the quiz end, and the page on which they did.
    ready: Vec<(usize, Option<usize>)>,
    /// Pages that were left without an error.
    passed: Vec<usize>,
    /// Where triggers skipped from, and to.
    pub(super) skipped: Vec<(usize, usize)>,
    /// The furthest progress so far, in percent.
    pub(super) progress: i64,
    /// Seconds spent, where the time is limited.
    pub(super) spent: i64,
    /// The question that was pointed at: a choice by pointer turns the page.
    pub(super) pointed: Option<usize>,
    /// Where a trigger has just gone to.
    going: Option<usize>,
    /// Turns that are to come once everything else is done: from which page, and from which single element.
    to_come: Vec<(Option<usize>, Option<usize>)>,
}

impl Walk<'_> {
    /// The pages that can be seen, without the cover.
    pub(in crate::quiz) fn visible_pages(&self) -> Vec<usize> {
        self.quiz.pages().filter(|page| self.is_page_shown(*page)).collect()
    }

    fn is_page_shown(&self, page: usize) -> bool {
        self.is_visible(page) && !self.quiz.is_start_page(page)
    }

    /// The number of the page among those that can be seen, from 1; 0 where there is none.
    pub(in crate::quiz) fn page_number(&self) -> usize {
        match self.run.turn.page {
            _ if self.quiz.mode == Mode::SinglePage => 1,
            Some(page) => self.visible_pages().iter().position(|shown| *shown == page).map_or(0, |place| place + 1),
            None => 0,
        }
    }

    /// Where the visitor stands.
    pub(super) fn place(&self) -> Place {
        let turn = &self.run.turn;
        match (turn.single, turn.page) {
            _ if turn.is_complete || !turn.is_started => Place::Nowhere,
            _ if self.quiz.mode == Mode::SinglePage => Place::Whole,
            (Some(single), _) => Place::Element(single),
            (None, Some(page)) => Place::Page(page),
            (None, None) => Place::Nowhere,
        }
    }

    /// The questions that are on the screen.
    pub(in crate::quiz) fn on_screen(&self) -> Vec<usize> {
        let mut shown = Vec::new();
        match self.place() {
            _ if !self.run.turn.is_started && !self.run.turn.is_complete => self.gather_shown(0, &mut shown),
            Place::Page(at) | Place::Element(at) => self.gather_shown(at, &mut shown),
            Place::Whole => {
                for page in self.visible_pages() {
                    self.gather_shown(page, &mut shown);
                }
            }
            Place::Nowhere => {}
        }
        shown
    }

    /// The same, each behind the page and the panels around it that have questions on the screen.
    pub(in crate::quiz) fn on_screen_with_containers(&self) -> Vec<usize> {
        let mut all = Vec::new();
        for at in self.on_screen() {
            let (mut around, mut place) = (vec![at], at);
            while self.element(place).kind != Kind::Page {
                place = self.element(place).parent;
                around.push(place);
            }
            for place in around.into_iter().rev() {
                if !all.contains(&place) {
                    all.push(place);
                }
            }
        }
        all
    }

    /// The elements that are shown one at a time; `with` is one of them though it is not visible.
    fn singles(&self, with: Option<usize>) -> Vec<usize> {
        let mut singles = Vec::new();
        for page in self.visible_pages() {
            let all = page + 1..self.element(page).end;
            for at in all {
                let is_one = match self.quiz.mode {
                    Mode::InputPerPage => self.element(at).kind.is_question() && self.is_shown(at),
                    _ => self.element(at).parent == page && self.is_visible(at),
                };
                if is_one || with == Some(at) {
                    singles.push(at);
                }
            }
        }
        singles
    }

    /// Shows the first element, where one is shown at a time.
    pub(in crate::quiz) fn first_element(&mut self) {
        if self.quiz.mode.is_single() {
            let first = self.singles(None).first().copied();
            self.go_to_single(first);
        }
    }

    fn go_to_single(&mut self, to: Option<usize>) {
        let mut to = to;
        if self.quiz.mode == Mode::QuestionPerPage {
            while let Some(at) = to.filter(|at| self.element(self.element(*at).parent).kind == Kind::Panel) {
                to = Some(self.element(at).parent);
            }
        }
        if to == self.run.turn.single || self.run.turn.is_complete {
            return;
        }
        let turn = &mut self.run.turn;
        if let Some(from) = turn.single {
            list::drop_where(&mut turn.left, &|(of, _)| *of == from);
            turn.left.push((from, turn.line));
        }
        turn.line = turn.left.iter().find(|(of, _)| Some(*of) == to).map_or(0, |(_, line)| *line);
        turn.single = to;
        if let Some(at) = to {
            self.go_to_page(Some(self.quiz.page_of(at)));
        }
    }

    fn go_to_page(&mut self, to: Option<usize>) {
        let turn = &self.run.turn;
        if to == turn.page || to.is_some_and(|page| !self.is_page_shown(page)) || to.is_none() && self.is_page_there() {
            return;
        }
        if let (Some(single), Some(page)) = (turn.single, to)
            && self.quiz.page_of(single) != page
        {
            let first = self.quiz.children(page).find(|at| self.is_visible(*at));
            return self.go_to_single(first);
        }
        let before = std::mem::replace(&mut self.run.turn.page, to);
        self.pass(before);
    }

    /// A page that is left for the first time without an error is passed: what cannot be chosen on it is taken back.
    fn pass(&mut self, page: Option<usize>) {
        if let Some(page) = page.filter(|page| !self.run.turn.passed.contains(page))
            && self.check(&[page], false)
        {
            self.run.turn.passed.push(page);
        }
    }

    fn is_page_there(&self) -> bool {
        self.run.turn.page.is_some_and(|page| self.is_page_shown(page))
    }

    /// Goes to the first page where the one that was shown cannot be.
    pub(in crate::quiz) fn update_page(&mut self) {
        if !self.is_page_there() {
            let first = self.visible_pages().first().copied();
            self.go_to_page(first);
        }
    }

    /// A page came into sight or went out of it.
    pub(in crate::quiz) fn page_was_shown(&mut self, page: usize, is_visible: bool) {
        if is_visible && self.run.turn.page.is_none() || self.run.turn.page == Some(page) {
            self.update_page();
        }
        if !is_visible {
            self.leave_hidden();
        }
        if let (Some(single), Some(page)) = (self.run.turn.single, self.run.turn.page)
            && self.quiz.page_of(single) != page
        {
            let first = self.quiz.children(page).find(|at| self.is_visible(*at));
            self.go_to_single(first);
        }
    }

    /// Goes to a neighbour where the single element that was shown went out of sight.
    pub(in crate::quiz) fn leave_hidden(&mut self) {
        let Some(single) = self.run.turn.single.filter(|single| self.is_out_of_sight(*single)) else { return };
        let singles = self.singles(Some(single));
        let place = singles.iter().position(|at| *at == single);
        let before = place.and_then(|place| singles.get(place.checked_sub(1)?));
        let neighbour = before.or_else(|| singles.get(place? + 1)).copied();
        self.go_to_single(neighbour);
    }

    /// Whether an element is hidden, or a panel that it stands in.
    fn is_out_of_sight(&self, at: usize) -> bool {
        let parent = self.element(at).parent;
        !self.is_visible(at) || self.element(parent).kind == Kind::Panel && self.is_out_of_sight(parent)
    }

    /// Whether what is shown is the first, and whether it is the last.
    pub(in crate::quiz) fn is_at_edge(&self) -> (bool, bool) {
        if self.quiz.mode == Mode::SinglePage {
            return (true, true);
        }
        let Some(single) = self.run.turn.single else {
            let pages = self.visible_pages();
            return (pages.first() == self.run.turn.page.as_ref(), pages.last() == self.run.turn.page.as_ref());
        };
        let singles = self.singles(None);
        let lines = self.lines(single);
        let is_first_line = self.run.turn.line == 0;
        let is_last_line = self.run.turn.line + 1 >= lines;
        (is_first_line && singles.first() == Some(&single), is_last_line && singles.last() == Some(&single))
    }

    /// How many lines of an element are shown one at a time.
    fn lines(&self, at: usize) -> usize {
        let is_parted = self.quiz.mode == Mode::InputPerPage && self.element(at).kind == Kind::Multipletext;
        if is_parted { self.quiz.children(at).count() } else { 1 }
    }

    /// Whether a trigger lets the quiz end here.
    pub(in crate::quiz) fn may_end(&self) -> bool {
        let page = self.run.turn.page;
        let ready = &self.run.turn.ready;
        !ready.is_empty() && (page.is_none() || ready.iter().any(|(_, on)| *on == page))
    }

    /// Begins, from the cover; or goes on.
    pub(in crate::quiz) fn next(&mut self) {
        match self.run.turn.is_started {
            true => self.go_on(),
            false => self.start(),
        }
        self.turn_pages();
    }

    fn start(&mut self) {
        if self.run.turn.is_complete || !self.check(&[0], true) {
            return;
        }
        self.run.turn.is_started = true;
        // A rule may have gone to another page before there was a start.
        let first = self.visible_pages().first().copied();
        self.go_to_page(first);
    }

    fn go_on(&mut self) {
        if self.run.turn.is_complete {
            return;
        }
        match self.run.turn.single {
            Some(single) => self.go_on_from_single(single),
            None if self.is_at_edge().1 => {}
            None => self.go_on_from_page(),
        }
    }

    fn go_on_from_single(&mut self, single: usize) {
        if self.run.turn.line + 1 < self.lines(single) {
            let line = self.quiz.children(single).nth(self.run.turn.line);
            if self.check_line(line) {
                self.run.turn.line += 1;
            }
            return;
        }
        if !self.check(&[single], true) {
            return;
        }
        let singles = self.singles(None);
        let Some(following) = singles.iter().position(|at| *at == single).and_then(|place| singles.get(place + 1))
        else {
            return;
        };
        let mut questions = Vec::new();
        self.gather_shown(single, &mut questions);
        self.run_triggers_on_turn(&questions, Some(single));
        if self.run.turn.single == Some(single) {
            self.go_to_single(Some(*following));
        }
    }

    fn check_line(&mut self, line: Option<usize>) -> bool {
        line.is_none_or(|line| self.check(&[line], true))
    }

    fn go_on_from_page(&mut self) {
        let Some(page) = self.run.turn.page else { return };
        if !self.check(&[page], true) {
            return;
        }
        let mut questions = Vec::new();
        for at in page + 1..self.element(page).end {
            if self.element(at).kind.is_question() {
                questions.push(at);
            }
        }
        self.run_triggers_on_turn(&questions, None);
        if self.run.turn.is_complete || self.run.turn.page != Some(page) {
            return;
        }
        let pages = self.visible_pages();
        let following = pages.iter().position(|shown| *shown == page).and_then(|place| pages.get(place + 1));
        self.go_to_page(following.copied());
    }

    /// Goes back, where that can be done; over what was skipped at once.
    pub(in crate::quiz) fn previous(&mut self) {
        if !self.buttons().contains(&super::Button::Previous) {
            return;
        }
        if self.run.turn.single.is_some() && self.run.turn.line > 0 {
            self.run.turn.line -= 1;
            return;
        }
        let here = self.run.turn.single.or(self.run.turn.page);
        let skipped = self.run.turn.skipped.iter().position(|(_, to)| Some(*to) == here);
        if let Some(place) = skipped {
            let (from, _) = self.run.turn.skipped.remove(place);
            if self.is_visible(from) {
                return match self.run.turn.single {
                    Some(_) => self.go_to_single(Some(from)),
                    None => self.go_to_page(Some(from)),
                };
            }
        }
        let row = match self.run.turn.single {
            Some(_) => self.singles(None),
            None => self.visible_pages(),
        };
        let place = row.iter().position(|at| Some(*at) == here).and_then(|place| place.checked_sub(1));
        let before = place.and_then(|place| row.get(place)).copied();
        match self.run.turn.single {
            Some(_) => self.go_to_single(before),
            None => self.go_to_page(before),
        }
    }

    /// Ends, where that can be done.
    #[cfg(feature = "explain")]
    pub(in crate::quiz) fn complete(&mut self) {
        if self.buttons().contains(&super::Button::Complete) {
            self.try_complete();
        }
    }

    fn try_complete(&mut self) {
        let shown = match (self.quiz.mode, self.run.turn.single, self.run.turn.page) {
            (Mode::SinglePage, ..) => self.visible_pages(),
            (_, Some(single), _) => vec![single],
            (_, None, Some(page)) => vec![page],
            _ => Vec::new(),
        };
        if !self.run.turn.is_complete && self.check(&shown, true) {
            self.end();
        }
    }

    /// The end: what is not visible is not answered.
    fn end(&mut self) {
        self.run.turn.is_complete = true;
        for at in 0..self.quiz.elements.len() {
            let element = self.element(at);
            if element.show_other_item && !has_other(self.value(at)) && !is_empty(self.comment(at)) {
                self.set_comment(at, crate::value::Value::Null);
            }
        }
        for at in 0..self.quiz.elements.len() {
            if self.element(at).kind.is_question() {
                let is_kept = self.quiz.clear_invisible_values == Clear::None
                    && self.element(at).clear_if_invisible.is_none_or(|clear| clear == Clear::None);
                if !is_kept {
                    self.clear_hidden(at, Clear::OnComplete);
                }
            }
        }
    }

    /// A trigger says whether the quiz may end, or with the turn of a page ends it.
    pub(in crate::quiz) fn complete_by(&mut self, trigger: usize, is_met: bool, is_turn: bool) {
        match (is_met, is_turn) {
            (true, true) => self.end(),
            (true, false) => {
                let page = self.run.turn.page;
                list::drop_where(&mut self.run.turn.ready, &|(of, _)| *of == trigger);
                self.run.turn.ready.push((trigger, page));
            }
            (false, _) => list::drop_where(&mut self.run.turn.ready, &|(of, _)| *of == trigger),
        }
    }

    /// A trigger goes to a question.
    pub(in crate::quiz) fn skip_to(&mut self, name: &str) {
        let Some(at) = self.quiz.question(&|element| crate::text::is_same(&element.name, name)) else { return };
        if !self.is_visible(at) || self.run.turn.going == Some(at) {
            return;
        }
        let page = self.quiz.page_of(at);
        let active = if self.run.turn.is_started { self.run.turn.page } else { Some(0) };
        let waits = active != Some(page) && !self.quiz.is_start_page(page);
        self.run.turn.going = Some(at);
        match self.run.turn.single.or(self.run.turn.page) {
            Some(from) if self.run.turn.single.is_some() => self.run.turn.skipped.push((from, at)),
            Some(from) => self.run.turn.skipped.push((from, page)),
            None => {}
        }
        if waits {
            self.go_to_page(Some(page));
        }
        if self.quiz.mode.is_single() {
            self.go_to_single(Some(at));
        }
        if !waits {
            self.run.turn.going = None;
        }
    }

    /// Time passes. When the limit is reached the quiz ends, as soon as nothing is wrong.
    pub(in crate::quiz) fn wait(&mut self, seconds: i64) {
        let limit = self.quiz.time_limit;
        if limit <= 0 || !self.run.turn.is_started || self.run.turn.page.is_none() {
            return;
        }
        let before = self.run.turn.spent;
        self.run.turn.spent = before.saturating_add(seconds.max(0)).min(limit);
        if self.run.turn.spent >= limit && seconds > 0 {
            self.try_complete();
        }
        self.turn_pages();
    }

    /// Goes back to where a stored run stood, where that can be shown.
    pub(in crate::quiz) fn return_to(&mut self, page: Option<usize>, single: Option<usize>) {
        self.go_to_page(page.filter(|page| self.element(*page).kind == Kind::Page && self.is_page_shown(*page)));
        if self.quiz.mode.is_single() && single.is_some_and(|single| self.singles(None).contains(&single)) {
            self.go_to_single(single);
        }
    }

    /// The page that is shown.
    pub(in crate::quiz) fn page_shown(&self) -> Option<usize> {
        if self.run.turn.is_started { self.run.turn.page } else { Some(0) }
    }

    /// Whether the cover is shown.
    pub(in crate::quiz) fn is_on_cover(&self) -> bool {
        !self.run.turn.is_started
    }

    /// Checks what is on the screen; tells whether nothing is wrong.
    pub(in crate::quiz) fn check_screen(&mut self) -> bool {
        let shown = if self.run.turn.is_started { self.shown_now() } else { vec![0] };
        self.run.turn.is_complete || self.check(&shown, true)
    }

    /// Whether what is shown is the last, or may be.
    pub(in crate::quiz) fn is_last(&self) -> bool {
        self.buttons().contains(&super::Button::Complete)
    }

    /// Ends, whatever stands on the screen: it was checked before.
    pub(in crate::quiz) fn finish(&mut self) {
        if !self.run.turn.is_complete {
            self.end();
        }
    }

    /// Notes which question is pointed at.
    pub(in crate::quiz) fn point(&mut self, at: usize) {
        self.run.turn.pointed = Some(at).filter(|_| self.is_pointed && self.on_screen().contains(&at));
    }

    /// After an answer: the page may turn by itself, once everything else is done.
    pub(in crate::quiz) fn turn_by_itself(&mut self, at: usize) {
        let is_on = self.is_pointed && self.quiz.auto_advance_enabled == Some(true) && !self.run.now.is_loading;
        if !is_on || self.run.turn.page.is_none() && self.quiz.mode != Mode::SinglePage {
            return;
        }
        if !self.marked(at).is_visible || !self.turns_page(at) {
            return;
        }
        if !self.check(&[at], false) && !self.turns_though_wrong(at) {
            return;
        }
        if let Some(single) = self.run.turn.single {
            self.run.turn.to_come.push((None, Some(single)));
        }
        let questions = self.page_questions();
        let is_open = |at: &usize| self.element(*at).kind.has_input() && self.is_unanswered(*at);
        if !questions.contains(&at) || questions.iter().any(is_open) {
            return;
        }
        let shown = self.shown_now();
        if self.check(&shown, true) {
            let page = self.run.turn.page;
            self.run.turn.to_come.push((page, None));
        }
    }

    fn shown_now(&self) -> Vec<usize> {
        match (self.quiz.mode, self.run.turn.single, self.run.turn.page) {
            (Mode::SinglePage, ..) => self.visible_pages(),
            (_, Some(single), _) => vec![single],
            (_, None, page) => page.into_iter().collect(),
        }
    }

    /// The questions of the page that are visible themselves.
    fn page_questions(&self) -> Vec<usize> {
        let mut questions = Vec::new();
        let pages = if self.quiz.mode == Mode::SinglePage {
            self.visible_pages()
        } else {
            self.run.turn.page.into_iter().collect()
        };
        for page in pages {
            for at in page + 1..self.element(page).end {
                if self.element(at).kind.is_question() && self.marked(at).is_visible {
                    questions.push(at);
                }
            }
        }
        questions
    }

    /// Whether an answer of the kind turns the page.
    fn turns_page(&self, at: usize) -> bool {
        let element = self.element(at);
        let is_pointed = self.run.turn.pointed == Some(at);
        match element.kind {
            Kind::Radiogroup => is_pointed && !(element.show_other_item && has_other(self.value(at))),
            Kind::Rating => is_pointed,
            Kind::Dropdown => !(element.show_other_item && has_other(self.value(at))),
            Kind::Boolean => true,
            Kind::Imagepicker => !element.multi_select,
            Kind::Text => !element.input_type.is_date(),
            Kind::Multipletext => self.quiz.children(at).all(|line| !self.is_unanswered(line)),
            _ => false,
        }
    }

    fn turns_though_wrong(&self, at: usize) -> bool {
        let element = self.element(at);
        match element.kind {
            Kind::Text => !matches!(element.input_type, Input::Date | Input::DatetimeLocal),
            _ if element.kind.is_select() => !has_other(self.value(at)) || !is_empty(self.comment(at)),
            _ => true,
        }
    }

    /// Carries out the turns that were to come.
    pub(in crate::quiz) fn turn_pages(&mut self) {
        self.run.turn.going = None;
        let mut count = 0;
        while !self.run.turn.to_come.is_empty() && count < 100 {
            count += 1;
            let (page, single) = self.run.turn.to_come.remove(0);
            let is_there = match single {
                Some(_) => self.run.turn.single == single,
                None => self.run.turn.page == page,
            };
            match is_there {
                true if self.is_at_edge().1 => self.try_complete(),
                true => self.go_on(),
                false => {}
            }
            self.run.turn.going = None;
        }
        self.run.turn.to_come.clear();
    }
}
