/**
 * Decides the written walks about rules: what is visible, enabled and required, what is cleared, what sets what. Must not hold
 * walks whose matter is one type of question.
 */
import { COMPLETE, NEXT, PREV, set, write } from './verb.mjs';

export const RULES = {
  car: [
    [set('brand', 'kia'), set('model', 'kia rio'), set('brand', 'bmw'), NEXT, set('damage', 'crash'), set('parts', ['door']), NEXT,
      set('policy', 'abc'), COMPLETE, set('policy', 'abcd'), COMPLETE],
    [set('brand', 'lada'), set('model', 'other'), write('model', 'Niva'), set('brand', 'kia'), NEXT],
  ],
  'choices-filter': [
    [set('have', ['a', 'b', 'c']), set('best', 'b'), set('sell', ['a', 'other', 'c']), write('sell', 'q'), set('rank', ['c', 'b', 'a']),
      set('have', ['a', 'd']), set('have', ['a', 'c', 'b']), set('have', []), set('best', 'b'), NEXT, set('pic', ['a']), COMPLETE],
    [set('have', ['a', 'b']), set('sell', ['b']), NEXT, set('pic', ['b']), set('tags', ['a', 'b']), PREV, set('best', 'a'), NEXT, COMPLETE],
  ],
  'choices-order': [[set('n', 9), set('up', 9), set('down', 'a'), set('n', 2), NEXT, set('same', ['b']), PREV, set('down', 'b')]],
  'clear-complete': [[set('a', 'x'), set('b', 'b'), set('c', 3), set('a', 'y'), NEXT, set('d', 'd'), COMPLETE], [COMPLETE]],
  'clear-container': [
    [set('a', 'x'), set('b', 'b'), set('c', 'c'), set('d', 'd'), set('a', 'y'), set('a', 'z'), set('a', 'x'), set('b', 'b')],
    [set('a', 'x'), set('b', 'b'), set('d', 'd'), set('b', null), NEXT, NEXT, COMPLETE],
  ],
  'clear-hidden': [
    [set('a', 'x'), set('b', 'b'), set('d', 'd'), set('e', 'e'), set('c', 3), set('f', 'f'), set('a', 'y'), set('a', 'z'), COMPLETE],
    [set('a', 'z'), set('c', null), set('a', 'y'), set('a', 'x'), set('a', 'y'), set('b', 'hidden'), set('a', 'x'), COMPLETE],
    [set('a', 'x'), set('f', 'f'), set('a', 'y'), COMPLETE],
  ],
  'clear-none': [[set('a', 'x'), set('b', 'b'), set('c', 3), set('a', 'y'), NEXT, COMPLETE]],
  correct: [
    [set('a', 'X'), set('b', [1, 3]), set('c', '4'), set('t', ' word '), NEXT, set('d', false), set('e', 5), set('f', { x: 'Y' }), COMPLETE],
    [set('a', 'y'), set('b', [1, 3, 2]), set('d', false), NEXT, set('g', 'p'), PREV, set('a', 'x')],
  ],
  default: [
    [set('t', null), set('n', 1), set('n', 5), set('c', null), set('c', [1]), set('t', 'dear'), NEXT, set('k', ''), set('s', 7), COMPLETE],
    [NEXT, set('no', true), set('m', { two: 'x' }), set('m', null), NEXT, set('o', ['x']), set('o', []), set('i', null), COMPLETE],
  ],
  'default-expression': [
    [set('a', 5), set('a', 20), set('double', 1), set('a', 6), set('double', null), set('a', 7), set('name', 'ann'), set('sign', 'me')],
    [set('name', 'bob'), set('sign', null), set('name', 'eve'), set('name', null), set('name', 'joe'), set('a', 3), set('with', 'w'), set('a', 3)],
    [set('a', 4), set('with', 'w'), set('a', 3), set('half', ''), set('a', 11), set('size', 'm'), set('a', 1), NEXT, COMPLETE],
  ],
  delivery: [
    [set('street', 's'), set('zip', '1'), set('locked', true), set('street', 'other'), NEXT, NEXT, NEXT, set('pay', 'cash'), PREV],
    [set('way', 'pick-up'), NEXT, set('at', '2026-11-23T12:00'), NEXT, set('pay', 'cash'), PREV, PREV, set('way', 'post')],
  ],
  enable: [
    [NEXT, set('a', 'open'), set('b', 1), NEXT, set('c', 'c'), set('d', 'd'), set('e', ['x']), set('lock', true), set('a', 'no'), COMPLETE],
    [set('b', 'early'), NEXT, set('c', 'early'), COMPLETE],
  ],
  draft: [[set('n', 7), set('n', 20), set('m', 1), set('n', 3), set('n', 20), set('m', 2), NEXT, set('n', 4), NEXT], [set('n', 11), NEXT, set('m', 1)]],
  'expression-chain': [[set('a', 1), set('a', 2), set('d2', 5), set('a', 3), set('s2', 1), set('a', null), set('a', 0)], [set('s1', 5), set('d1', 1), set('a', 4)]],
  'expression-question': [[set('a', 1), set('b', 20), set('sum', 5), NEXT, set('c', 'c'), set('a', 0), set('b', 0), set('a', 3), COMPLETE]],
  mortgage: [
    [set('price', 5000), set('own', 6000), set('own', 500), NEXT, set('program', 'family'), NEXT, set('children', false), NEXT, NEXT,
      set('income', 10), set('income', 500), COMPLETE],
    [set('price', 2000), set('price', 3000), set('own', null), set('price', 4000), NEXT, set('program', 'it'), set('monthly', 1), NEXT],
  ],
  'other-check': [
    [set('a', ['x', 'other']), write('a', 'free'), NEXT, set('b', ['other']), write('b', 'q'), NEXT, PREV, PREV, set('a', ['x']), set('a', ['x', 'weird'])],
    [set('a', ['none']), set('a', ['none', 'x']), set('a', ['x', 'none']), set('a', 'x'), set('a', 5), set('a', ['x', 'x']), NEXT, COMPLETE],
    [set('a', ['other']), COMPLETE, NEXT, write('a', '  '), NEXT, write('a', 'z'), set('a', ['y', 'other']), NEXT, COMPLETE],
  ],
  'validator-other': [
    [set('a', 'other'), NEXT, write('a', 'abc'), NEXT, write('a', 'abcd'), set('b', [1, 'other']), write('b', 'z'), NEXT, write('b', '7'), NEXT],
    [set('a', 'x'), NEXT, set('a', 'other'), write('a', 'x'), NEXT, write('a', 'other'), NEXT],
    [set('b', [1, 2, 'other']), write('b', '5'), NEXT, set('b', ['other']), write('b', '1'), NEXT],
  ],
  'other-default': [[NEXT, PREV, set('a', 'x'), set('b', ['other']), set('a', null), NEXT, COMPLETE]],
  'other-radio': [
    [set('a', 'other'), NEXT, write('a', 'mine'), NEXT, set('b', 'other'), write('b', '  '), COMPLETE, write('b', 'w'), set('b', 1), COMPLETE],
    [set('a', 'unknown'), NEXT, write('a', 'now'), set('a', 'x'), write('a', 'z'), set('a', 'other'), write('a', 'q'), set('a', null)],
    [set('a', 'x'), NEXT, set('b', 'unknown'), COMPLETE],
  ],
  none: [
    [set('a', ['x']), set('b', 'x'), set('a', ['y']), set('b', 'none'), set('a', ['none']), set('a', ['none', 'x']), set('a', ['x', 'y', 'none'])],
    [set('a', ['y', 'none', 'x']), NEXT, PREV, set('b', 'none'), set('a', ['x', 'y']), NEXT, COMPLETE],
  ],
  required: [
    [NEXT, set('n', 30), NEXT, set('t', 1), NEXT, set('agree', false), NEXT, NEXT, set('phone', '1'), NEXT, set('x', 1), NEXT,
      COMPLETE, set('c', [1]), COMPLETE],
    [set('n', 1), NEXT, set('mail', 'm'), NEXT, set('r', 3), COMPLETE],
    [set('n', 30), NEXT, set('n', 15), set('n', 1), NEXT, set('phone', '1'), set('n', 11), NEXT, set('n', 2), NEXT, COMPLETE, set('n', 0), COMPLETE],
  ],
  'reset-value': [
    [set('city', 'msk'), set('street', 'Long'), set('country', 'ru'), set('flat', 9), set('street', 'none'), set('extras', [2]), set('country', 'kz'), set('city', 'alm')],
    [set('country', 'ru'), set('city', 'spb'), set('street', 'x'), set('city', null), set('country', null), set('country', 'kz')],
  ],
  'set-value': [
    [set('d', 'd'), set('a', 1), set('b', 5), set('a', 6), set('a', 3), set('c', 0), set('a', 6), set('e', ''), set('f', ['y']), set('a', 1)],
    [set('a', 6), set('b', 1), set('c', 1), set('a', 7), set('g', 'mine'), set('d', 'x'), set('a', null)],
  ],
  'set-value-loop': [[set('a', 1), set('b', 1), set('c', 1), set('d', 5)], [set('d', 1), set('a', null), set('c', 3)]],
  'trigger-chain': [[set('way', 'up'), set('a', 1), set('a', 2), NEXT, set('x2', 7), set('x5', 1)], [set('way', 'down'), set('a', 9), set('way', 'up'), set('a', 3)]],
  'trigger-copy': [[set('from', 'f'), set('same', true), set('from', 'g'), set('to', 'own'), set('many', ['a']), set('many', ['a', 'b']), set('copy', ['c']), set('many', [])]],
  'trigger-order': [[set('n', 1), set('n', 7), set('n', -1), set('last', 'x'), set('first', 'f'), set('first', 'g'), set('n', 8)]],
  'trigger-run': [[set('a', 1), set('b', 2), set('b', 200), set('c', 'clear'), NEXT, set('d', 101), set('b', 0)]],
  'trigger-set': [[set('a', 1), set('b', 'y'), set('a', 5), set('a', 6), set('b', 'x'), set('a', 1), NEXT, COMPLETE], [set('d', 'three'), set('e', null), set('c', 'two')]],
  'visible-chain': [
    [set('a', 3), set('b', 'y'), set('c', 't'), NEXT, set('d', 'd'), set('a', 1), NEXT, NEXT, set('g', 'go'), set('a', 3), set('h', 'h'), COMPLETE],
    [set('a', 2), set('b', 'x'), NEXT, set('f', 'f'), PREV, set('b', 'y'), set('c', 'c'), NEXT],
  ],
};
