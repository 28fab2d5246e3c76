/**
 * Decides what time it is for survey-core while a step is taken, and when what it put off is done. Must not let the machine's
 * own clock in.
 */

const SECOND = 1000;

/** A clock that stands still until it is told to go on. */
export class Clock {
  #tasks = [];
  #last = 0;

  /** `now` is the moment it stands at, in milliseconds since 1970. */
  constructor(now) {
    this.now = now;
  }

  /** Calls `action` with this clock in place of the machine's. */
  hold(action) {
    const { setTimeout, clearTimeout } = globalThis;
    const { now } = Date;
    globalThis.setTimeout = (run, delay = 0) => this.#later(run, delay);
    globalThis.clearTimeout = (id) => this.#drop(id);
    Date.now = () => this.now;
    try {
      return action();
    } finally {
      Object.assign(globalThis, { setTimeout, clearTimeout });
      Date.now = now;
    }
  }

  /** Does what was put off for less than a second, and lets no time pass: a page is turned within the step. */
  settle() {
    for (let task; (task = this.#first(({ delay }) => delay < SECOND)); ) this.#run(task);
  }

  /** Lets seconds pass and does what falls into them, each at its moment. */
  pass(seconds) {
    const end = this.now + seconds * SECOND;
    for (let task; (task = this.#first(({ at }) => at <= end)); ) {
      this.now = Math.max(this.now, task.at);
      this.#run(task);
    }
    this.now = end;
  }

  #later(run, delay) {
    this.#tasks.push({ id: ++this.#last, at: this.now + delay, delay, run });
    return this.#last;
  }

  #drop(id) {
    this.#tasks = this.#tasks.filter((task) => task.id !== id);
  }

  #run({ id, run }) {
    this.#drop(id);
    run();
  }

  /** The task that comes first of those that are asked for. */
  #first(wanted) {
    return this.#tasks.filter(wanted).sort((one, other) => one.at - other.at || one.id - other.id)[0];
  }
}
