/**
 * Decides how several named lines under one title are drawn and answered: together, as one object.
 * Must not know what a line is for, nor whether it is right.
 */
import { answer, type Asked, group, line } from './asked';
import type { Child } from './dom';
import { nth, STAR } from './parts';
import { readTyped, typed } from './typed';

/** The lines of a question. What is wrong stands at its line, and at the top only where no line is to blame. */
export function lines(asked: Asked): Child {
  const { at, question } = asked;
  const all = question.lines ?? [];
  const wrong = all.some(({ msg }) => msg) ? undefined : at.wrong;
  return group(
    { ...asked, at: { ...at, wrong } },
    all.map(({ name, title, required, input, placeholder, value, msg }, index) =>
      line(asked, { id: nth(at.id, index), wrong: msg }, [title, required && STAR], (rest) =>
        typed({
          ...rest,
          type: input,
          value,
          placeholder,
          required,
          wrong: msg ?? wrong,
          onText: (text) => answer(asked, { ...(question.value as object), [name]: text ? readTyped(input, text) : undefined }),
        }),
      ),
    ),
  );
}
