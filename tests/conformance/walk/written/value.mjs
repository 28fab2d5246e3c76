/**
 * Decides the written walks about values: what each type of question makes of what is set, and what its checks refuse. Must
 * not hold walks whose matter is a rule.
 */
import { COMPLETE, NEXT, PREV, set, write } from './verb.mjs';

export const VALUES = {
  boolean: [
    [set('a', 'yes'), NEXT, set('a', false), set('b', 'no'), set('b', true), set('b', 'yes'), set('c', 0), set('e', 'true'), set('e', 'false')],
    [set('a', 'true'), set('b', 'yes'), NEXT, PREV, set('a', 1), set('c', false), set('a', null), NEXT],
  ],
  'image-picker': [
    [set('a', 'fish'), NEXT, set('a', 'cat'), set('b', 2), set('b', [2, 9]), NEXT, set('c', 'x'), set('picture', 'x'), PREV, set('b', []), NEXT],
    [set('a', 'dog'), set('b', [3, 1]), COMPLETE],
  ],
  'input-types': [
    [set('number', '5'), set('number', 0), set('number', 'abc'), set('number', 12), set('range', '7'), set('range', 50), set('email', 'x'),
      NEXT, set('email', 'a@b.cc'), set('number', 3), set('range', 9), NEXT],
    [NEXT, set('date', '2026-03-01'), set('month', '2026-04-15'), set('month', '2026-06'), set('week', '2026-W11'), set('time', '07:00'),
      set('datetime', '2026-02-01T13:00'), NEXT, COMPLETE, set('date', '2026-02-11'), set('month', '2026-03'), set('week', '2026-W03'),
      set('time', '09:00'), set('datetime', '2026-02-01T11:00'), NEXT, COMPLETE],
    [set('number', 5), set('url', 'u'), set('tel', 't'), set('password', 'p'), set('color', '#ff0000'), NEXT, set('time', '11:59'), NEXT, set('same', 's')],
  ],
  'max-selected': [[set('a', ['x', 'y', 'z']), set('b', [1, 2, 3, 4]), set('b', [1, 'other', 2, 3]), write('b', 'w'), NEXT, set('a', ['x']), set('c', 'c')]],
  'min-max': [
    [set('low', -1), set('low', '5'), set('high', 4), NEXT, set('high', 11), set('high', 10), set('step', 0.3), NEXT, set('step', 1.5), set('plain', 9), NEXT],
    [NEXT, set('day', '2026-01-09'), set('day', '2026-01-12'), set('till', '2026-01-25'), NEXT, set('till', '2026-01-19'), set('later', '2026-11-21'),
      NEXT, set('later', '2026-11-22'), NEXT, set('s', 99), set('s', -99)],
    [set('low', 2), NEXT, NEXT, set('s', 50), set('low', 9), set('s', 50), set('r', [1, 99]), set('m', { a: 1, b: 7 }), COMPLETE, set('m', { a: 9, b: 7 }), COMPLETE],
    [set('low', 5), set('low', 50), set('high', 40), set('low', 6), set('high', 8), set('low', ''), NEXT],
  ],
  'multiple-text': [
    [NEXT, set('a', 'text'), set('a', { one: 'x' }), set('a', { two: 3 }), NEXT, set('a', { one: 'x', two: '7', mail: 'q' }), NEXT,
      set('a', { one: 'x', two: 7, mail: '' }), NEXT, set('c', 'c'), COMPLETE],
    [set('a', { one: 'x' }), set('b', { y: 'go' }), set('a', { unknown: 1 }), set('a', { one: '' }), set('a', {}), set('a', null)],
  ],
  names: [[set('first name', 'Ann'), set('a.b', 2), set('Город', 'Москва'), NEXT, set('x', 'x'), PREV, set('a.b', 1), set('Город', 'Казань')]],
  ranking: [
    [NEXT, set('a', ['z']), set('a', ['y', 'q']), set('a', 'z'), set('b', [3, 1, 2]), set('b', [2]), set('b', [1]), set('g', ['r', 'p']), NEXT, set('e', 'e')],
    [set('a', ['y', 'x', 'z']), set('a', ['x', 'y', 'z']), set('b', [1, 2]), set('b', [2, 1]), set('a', ['x', 'z', 'y']), NEXT],
    [set('a', ['z', 'y', 'x']), set('b', [1, 2]), NEXT, set('d', 'd'), set('e', 'e'), PREV, set('a', []), NEXT],
  ],
  rating: [
    [set('a', '4'), set('a', 99), NEXT, PREV, set('a', 'good'), set('b', 'GOOD'), set('b', 3), set('b', '3'), set('c', 0.5), set('d', 5)],
    [set('a', 5), NEXT, set('e', 'e'), PREV, set('a', null), NEXT],
  ],
  slider: [
    [set('a', 13), set('a', '14'), set('a', 99), set('b', [60, -5]), set('b', [30]), set('b', 7), set('b', []), NEXT, set('b', [3, 30]), NEXT],
    [set('c', null), set('d', null), set('a', 'abc'), set('a', null), set('b', [1, 2, 3]), COMPLETE],
  ],
  'validator-count': [
    [set('a', [1]), set('b', ['x', 'y', 'z']), set('c', [1]), NEXT, set('a', [1, 2]), set('b', ['x']), set('c', [2, 1]), NEXT],
    [set('a', [1, 2, 3, 4]), NEXT, set('a', []), NEXT, COMPLETE],
  ],
  'validator-email': [
    [NEXT, set('a', 'a@b'), NEXT, set('a', 'a@b.cc'), set('b', 'x'), NEXT, set('b', 'Anna.B@Example.com'), NEXT, COMPLETE],
    [set('a', 'имя@пример.рф'), NEXT],
    [set('a', ' a@b.cc'), NEXT],
  ],
  'validator-expression': [
    [set('a', 5), set('b', 4), NEXT, set('b', 6), set('c', 'c'), NEXT, set('d', 'd'), COMPLETE, PREV, set('a', 1), set('b', 2), NEXT, COMPLETE],
    [NEXT, set('d', 'd'), COMPLETE],
  ],
  'validator-numeric': [
    [set('a', '1'), set('b', 'abc'), set('c', 1), NEXT, set('a', '10'), set('b', '7'), set('c', 0), NEXT, PREV, set('a', '10.5'), NEXT],
    [set('a', '1,5'), set('b', '0x10'), NEXT, set('d', 'd'), COMPLETE],
  ],
  'validator-regex': [
    [set('a', '12-34'), set('b', 'ПрИвет'), set('c', ['ab', '12']), NEXT, set('a', '123-45'), set('c', ['ab', 'cd']), NEXT],
    [set('b', 'a1'), NEXT, set('b', 'ё'), NEXT],
  ],
  'validator-text': [
    [set('a', 'x'), set('b', 'room 5'), set('c', 'ab1'), NEXT, set('a', 'four'), set('b', '5 rooms'), set('c', 'abc'), NEXT],
    [set('a', 'fives'), NEXT, set('a', '😀'), NEXT, set('c', 'ab'), NEXT],
  ],
};
