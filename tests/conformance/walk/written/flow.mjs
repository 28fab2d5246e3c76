/**
 * Decides the written walks about pages: how they are turned, skipped, shown one by one, and how the quiz ends. Must not hold
 * walks whose matter is a value.
 */
import { COMPLETE, NEXT, PREV, set, wait, write } from './verb.mjs';

export const FLOW = {
  'all-vanishes': [[set('a', 'x'), set('a', 'gone'), NEXT, COMPLETE, set('a', 'y'), COMPLETE]],
  'auto-next': [
    [set('a', 'other'), write('a', 'w'), PREV, set('a', 'x'), set('b', 'q'), set('c', false), set('d', 2), NEXT, set('d', 1)],
    [set('a', 'x'), set('c', true), set('b', 'q'), set('d', 1), set('e', [1]), set('f', 'f'), NEXT, set('h', 3),
      set('i', { one: 'x' }), set('i', { one: 'x', two: 'y' }), set('k', 5), set('j', 'p'), set('l', '2026-01-01'), NEXT,
      set('m', 2), set('m', 3)],
    [set('a', 'x'), PREV, set('a', 'x'), set('a', 'y'), PREV, NEXT, set('a', 'x')],
    [set('a', 'other'), write('a', 'mine'), NEXT],
  ],
  'auto-next-new': [
    [set('z', 1), NEXT, set('a', 'x'), set('b', 'x'), set('c', 'x')],
    [NEXT, set('a', 'x'), set('b', 'y'), NEXT],
    [NEXT, set('a', 'y'), PREV, PREV, set('c', 'y')],
    [NEXT, set('c', 'x'), set('a', 'x'), set('b', 'x'), PREV, set('c', 'y')],
    [set('z', 1), set('a', 'y'), NEXT, PREV],
  ],
  calculated: [[set('a', 1), set('b', 20), set('t', 'w'), NEXT, NEXT, COMPLETE], [set('b', 11), set('a', null), NEXT, NEXT]],
  'empty-pages': [
    [NEXT, NEXT, set('z', 1), PREV, PREV, PREV, NEXT],
    [set('b', 1), NEXT, set('b', 2), PREV, NEXT, set('d', 'd'), set('b', 3), NEXT, COMPLETE],
    [set('b', 2), NEXT, set('b', 5), NEXT, COMPLETE],
  ],
  ending: [
    [set('a', 2), set('b', 'x'), COMPLETE],
    [set('a', 2), set('b', 'x'), set('a', 1), COMPLETE],
    [set('a', 3), COMPLETE],
    [set('a', 6), COMPLETE],
    [set('a', 2), COMPLETE, set('a', 3), NEXT],
  ],
  english: [
    [set('be', 'am'), PREV, set('have', 'has'), set('vowels', ['e', 'a']), NEXT, set('past', 'went'), set('sheep', true), set('self', 5)],
    [set('be', 'is'), NEXT, wait(59), set('have', 'has'), wait(1)],
  ],
  franchise: [
    [NEXT, set('money', 0), COMPLETE],
    [NEXT, set('money', 10), NEXT, set('town', 'Kazan'), set('people', 1200000), NEXT, set('experience', ['none']), NEXT,
      set('mail', 'anna@'), COMPLETE, set('mail', 'anna@example.com'), COMPLETE],
    [NEXT, set('money', 1), NEXT, set('town', 'Perm'), NEXT, NEXT, set('mail', 'a@b.cc'), COMPLETE],
  ],
  'input-per-page': [
    [set('a', 'go'), NEXT, NEXT, set('b', 'q'), NEXT, NEXT, NEXT, set('d', ['x']), NEXT, PREV, PREV, PREV, set('b', null)],
    [set('a', 'skip'), NEXT, set('d', ['y']), COMPLETE],
    [set('a', 'go'), NEXT, set('a', 'skip')],
    [set('a', 'skip'), NEXT, set('d', ['y']), NEXT, NEXT, NEXT, PREV, NEXT, PREV, PREV, PREV, NEXT, NEXT, NEXT, COMPLETE],
  ],
  'page-vanishes': [
    [set('a', 1), NEXT, set('b', 9), NEXT, set('c', 'c'), set('b', 1), NEXT, COMPLETE],
    [NEXT, set('b', 9), PREV, NEXT, COMPLETE],
    [set('a', 1), NEXT, NEXT, set('a', 2), PREV, COMPLETE],
  ],
  piping: [
    [set('name', 'Ann'), set('town', 2), set('likes', ['b', 'a']), NEXT, set('sure', true), set('last', 'L'), COMPLETE],
    [set('name', '<i>Bob</i>'), set('town', 'other'), write('town', 'Ufa'), set('likes', []), NEXT, set('sure', false), COMPLETE],
  ],
  'question-per-page': [
    [NEXT, NEXT, NEXT, PREV, PREV, set('a', 'x'), NEXT, NEXT, set('b', 'b'), NEXT, NEXT, set('c', 'c'), NEXT, NEXT, NEXT, COMPLETE],
    [set('a', 'x'), NEXT, set('b', 'skip'), PREV, set('b', 'stop'), NEXT],
    [set('a', 'x'), NEXT, set('a', 'y'), NEXT, COMPLETE],
    [set('a', 'x'), NEXT, set('b', 'b'), NEXT, NEXT, NEXT, set('e', 'e'), NEXT, set('f', 'f'), set('e', null), NEXT, COMPLETE],
  ],
  'question-per-page-auto': [
    [set('a', 1), set('b', 2), set('c', true), set('d', 'd')],
    [NEXT, set('b', 1), PREV, set('b', 2), set('c', false), PREV, COMPLETE],
  ],
  'root-elements': [[COMPLETE, set('a', '1'), set('b', 'y'), set('c', 'c'), COMPLETE]],
  school: [
    [NEXT, set('pupil', 'Ann'), NEXT, set('sum', 56), set('hard', 504), NEXT, set('order', ['mouse', 'dog', 'elephant']),
      set('even', [4, 2]), COMPLETE],
    [set('pupil', 'Bob'), wait(60), NEXT, set('sum', 56), set('hard', 5), set('sum', 55), wait(39), NEXT, wait(1)],
  ],
  'single-page': [
    [set('n', 'n'), NEXT, NEXT, set('a', '1'), COMPLETE, set('b', 2), PREV, set('c', 2), COMPLETE],
    [NEXT, set('a', 'x'), COMPLETE],
  ],
  'start-hidden': [
    [set('code', 'c'), NEXT, set('a', 'x'), NEXT, PREV, set('b', 'b'), COMPLETE],
    [set('a', 'x'), NEXT, COMPLETE],
    [NEXT, set('a', 'y'), NEXT, COMPLETE],
  ],
  'start-page': [
    [PREV, COMPLETE, NEXT, set('name', 'long'), NEXT, PREV, NEXT, set('b', 'b'), COMPLETE],
    [set('name', 'x'), NEXT, COMPLETE],
  ],
  'time-limit': [
    [wait(4), set('a', 'x'), NEXT, wait(5), wait(1), wait(5)],
    [wait(14), set('a', 'x'), wait(1)],
    [set('a', 'x'), wait(9), NEXT, PREV, set('b', 'in time'), COMPLETE],
  ],
  'time-limit-new': [
    [wait(14), NEXT, wait(4), set('a', 1), NEXT, PREV, wait(1)],
    [NEXT, set('a', 1), NEXT, wait(7)],
  ],
  'trigger-complete': [
    [set('a', 'stop'), NEXT, set('need', 'n'), NEXT],
    [set('a', 'stop'), set('need', '1'), COMPLETE],
    [set('a', 'stop'), set('a', 'go'), NEXT, set('b', 11), set('c', 'end'), PREV, COMPLETE, NEXT, COMPLETE],
    [NEXT, set('b', 11), set('a', 'stop'), NEXT, set('c', 'end'), NEXT],
  ],
  'trigger-skip': [
    [set('a', 'far'), PREV, set('a', 'near'), PREV, set('a', 'hidden'), set('a', 'far'), set('e', 'start'), PREV, NEXT],
    [set('a', 'none'), NEXT, NEXT, set('b', 'b'), NEXT, set('c', 'show'), PREV, PREV, set('a', 'hidden'), PREV, PREV],
    [set('a', 'far'), set('d', 'd'), PREV, NEXT, set('b', 'b'), NEXT, PREV],
  ],
  vendor: [[set('why', 'job'), COMPLETE], [set('why', 'sell'), set('text', 'Our prices'), NEXT, COMPLETE, set('site', 's'), COMPLETE]],
};
