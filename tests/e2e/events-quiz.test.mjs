/**
 * What quizzes and leads tell, done by mouse and keyboard: begun, answered, taken back, turned away, left, sent, refused.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SITE, onPage, started } from './lib/events.mjs';

const choices = (...options) => options.map(([value, text]) => ({ value, text }));
const QUIZ = {
  pages: [
    { name: 'room', elements: [{ type: 'radiogroup', name: 'room', isRequired: true, title: 'Which room?', choices: choices(['kitchen', 'A kitchen'], ['office', 'An office']) }] },
    { name: 'budget', elements: [{ type: 'radiogroup', name: 'budget', isRequired: true, title: 'Which budget?', choices: choices([3000, 'Up to £4,000'], [12000, 'More']) }] },
  ],
  lead: { filters: [{ if: '{budget} < 4000', verdict: 'out', reason: 'too-small' }], contact: { phone: 'required' }, reject: { contact: true } },
};
const more = {
  site: { id: 'quill', domains: ['quill.example'], countries: ['GB'] },
  quizzes: { short: QUIZ },
  delivery: { destinations: [{ id: 'takes', url: '/takes' }, { id: 'refuses', url: '/refuses' }] },
};
const body = '<lead-quiz name="short"><form action="/fallback" method="post"><button>Plain send</button></form></lead-quiz>';
const choice = (page, text) => page.locator('lead-quiz .choice').filter({ hasText: text });
const quizEvents = (heard) => heard.seen.events.filter(({ name }) => /^(quiz|lead)\./.test(name)).map(({ name }) => name);

test('a quiz tells its steps by keyboard and mouse, and its lead what became of it at each destination', () =>
  onPage({ body, more }, async (heard) => {
    const { page } = heard;
    await heard.context.route('**/refuses', (route) => route.fulfill({ status: 400, body: 'no' }));
    await heard.context.route('**/takes', (route) => route.fulfill({ status: 201, body: '{}' }));
    await choice(page, 'A kitchen').waitFor();
    assert.deepEqual(heard.of('quiz.open'), [{ quiz: 'short' }]);
    await choice(page, 'A kitchen').locator('input').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await choice(page, 'More').waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await choice(page, 'An office').click();
    await choice(page, 'More').click();
    await page.locator('lead-quiz .contact input[name=phone]').fill('020 7946 0999');
    await page.keyboard.press('Enter');
    await heard.until('lead.undelivered');
    await heard.until('lead.delivered');
    const told = quizEvents(heard);
    for (const name of ['quiz.start', 'quiz.answer', 'quiz.step', 'quiz.back', 'quiz.complete', 'lead.sent']) assert.ok(told.includes(name), `${name} of ${told}`);
    assert.equal(told.filter((name) => name === 'quiz.start').length, 1);
    assert.deepEqual(heard.of('lead.delivered').map(({ destination }) => destination), ['takes']);
    const [{ destination, reason }] = heard.of('lead.undelivered');
    assert.deepEqual([destination, reason], ['refuses', 'status 400']);
    await page.goto(`${SITE}/elsewhere`);
    await started(page);
    assert.equal(await heard.count('quiz.abandon'), 0);
  }));

test('who is turned away is told with the reason, and leaves a partial lead', () =>
  onPage({ body, more }, async (heard) => {
    const { page } = heard;
    await heard.context.route('**/refuses', (route) => route.fulfill({ status: 201, body: '{}' }));
    await choice(page, 'A kitchen').click();
    await choice(page, 'Up to £4,000').click();
    assert.deepEqual((await heard.until('quiz.reject')).map(({ reasons }) => reasons), [['too-small']]);
    await page.locator('lead-quiz .contact input[name=phone]').fill('020 7946 0999');
    await page.getByRole('button', { name: /^(Send|Leave my contact)$/ }).click();
    await heard.until('lead.partial');
    assert.equal(heard.of('lead.sent').length, 0);
  }));

test('a quiz that was begun is abandoned when the page is left, one that was only looked at is not', () =>
  onPage({ body, more }, async (heard) => {
    const { page } = heard;
    await choice(page, 'A kitchen').waitFor();
    // What is told as a page is left is seen by its count on the next one.
    await page.goto(`${SITE}/again`);
    await choice(page, 'A kitchen').waitFor();
    assert.equal(await heard.count('quiz.abandon'), 0);
    await choice(page, 'A kitchen').click();
    await choice(page, 'More').waitFor();
    await page.goto(`${SITE}/gone`);
    await started(page);
    assert.equal(await heard.count('quiz.abandon'), 1);
  }));
