/**
 * Decides what chance means here: one seed gives one sequence, on every machine and in every year. Must not read the clock
 * or `Math.random`: a disagreement that was found once has to be found again from its seed.
 */

/** A source of chance. */
export class Dice {
  #state;

  constructor(seed) {
    this.#state = seed | 0;
  }

  /** A number from 0 up to, but not, 1. The state walks through all 2^32 values; the mixing hides that it does. */
  part() {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, but not, `end`. */
  below(end) {
    return Math.floor(this.part() * end);
  }

  /** A whole number from `first` to `last`, both possible. */
  between(first, last) {
    return first + this.below(last - first + 1);
  }

  /** True so often: 0.2 means once in five. */
  often(share) {
    return this.part() < share;
  }

  /** One item of a list. */
  pick(list) {
    return list[this.below(list.length)];
  }

  /** So many items, each anew. */
  some(count, make) {
    return Array.from({ length: count }, () => make());
  }

  /** One of `[weight, item]`. */
  weigh(pairs) {
    let left = this.part() * pairs.reduce((sum, [weight]) => sum + weight, 0);
    return (pairs.find(([weight]) => (left -= weight) < 0) ?? pairs[pairs.length - 1])[1];
  }

  /** The same items in another order; the list itself stays as it is. */
  shuffle(list) {
    const out = [...list];
    for (let last = out.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [out[last], out[other]] = [out[other], out[last]];
    }
    return out;
  }
}
