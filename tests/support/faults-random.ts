import { createHash } from "node:crypto";

/** Randomness that a seed repeats: what a fault strikes, and when. */
export class Random {
  #state: number;

  constructor(seed: number, purpose: string) {
    this.#state = createHash("sha256").update(`${seed} ${purpose}`).digest().readUInt32LE();
  }

  /** [0, 1), by mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** `count` moments of something that goes from 0 to 1, in order; never the very beginning nor the very end. */
  moments(count: number): number[] {
    return Array.from({ length: count }, () => 0.02 + this.next() * 0.85).sort((a, b) => a - b);
  }

  /** About `share` of a list, each with the same chance, in the list's order. */
  some<T>(list: readonly T[], share: number): T[] {
    return list.filter(() => this.next() < share);
  }

  /** One of a list that is not empty. */
  one<T>(list: readonly T[]): T {
    const found = list[this.between(0, list.length - 1)];
    if (found === undefined) throw new Error("the list is empty");
    return found;
  }

  /** `count` device tokens as Apple gives them today: 32 bytes in hex. */
  tokens(count: number): string[] {
    return Array.from({ length: count }, () =>
      Array.from(
        { length: 8 },
        () => Math.floor(this.next() * 2 ** 32).toString(16).padStart(8, "0"),
      ).join(""));
  }
}
