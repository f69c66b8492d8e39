/**
 * Who decides a number. `counted`: Slipway, one more than every number that is known; numbers that others write meanwhile push it up.
 * `store`: the store of an app. `given`: whoever asked, as for a rollback. Nothing changes those two. `none`: there is no number.
 */
export type Numbering = "counted" | "store" | "given" | "none";

/** What speaks for a number. */
interface Numbers {
  /** The component's build in version.json: what the remote and the work tree have. */
  written: number;
  /** The highest that was ever used; null when Postgres has never heard of the component. */
  highest: number | null;
}

/**
 * A bump that was written, but never shipped, is the number; otherwise one more than everything that is known. A number once used is
 * never used again.
 */
export function chooseBuild({ written, highest }: Numbers): number {
  return highest !== null && written > highest ? written : Math.max(written, highest ?? 0) + 1;
}

/** The number of a run. Nothing else changes it. */
export class BuildNumber {
  #build: number | undefined;
  #previous: number;
  #isNew: boolean;

  constructor(
    private readonly numbering: Numbering,
    { build, previous = 0, isNew = false }: { build?: number; previous?: number; isNew?: boolean } = {},
  ) {
    this.#build = build;
    this.#previous = previous;
    this.#isNew = isNew;
  }

  get isChosen(): boolean {
    return this.#build !== undefined;
  }

  /** 0 until it is chosen. */
  get build(): number {
    return this.#build ?? 0;
  }

  /** What is left behind: of version.json, or of Postgres once that has said it. */
  get previous(): number {
    return this.#previous;
  }

  /** Postgres has never heard of the component. */
  get isNew(): boolean {
    return this.#isNew;
  }

  /** Chooses it once; of a run that is resumed, rises above what the files say by now. */
  choose(numbers: Numbers): void {
    if (this.#build === undefined) {
      this.#previous = numbers.written;
      this.#isNew = numbers.highest === null;
      this.#build = chooseBuild(numbers);
    } else if (numbers.written > this.#build) this.riseAbove(numbers.written);
  }

  /** Somebody else has `taken` by now. */
  riseAbove(taken: number): void {
    if (this.numbering === "counted") this.#build = Math.max(this.build, taken + 1);
  }

  /** Postgres says what the build moves from. */
  movesFrom(previous: number): void {
    this.#previous = previous;
  }
}
