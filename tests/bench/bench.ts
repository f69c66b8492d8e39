/** What a benchmark found: lines for people, one document for machines. */
export interface Measured {
  lines: string[];
  result: Record<string, unknown>;
}

/** A benchmark as the command line knows it. */
export interface Bench<Name extends string = string> {
  /** One line of the help text. */
  summary: string;
  /** Its whole numbers of at least 1, with their defaults: `moves` is given as `--moves 200`. */
  numbers: Readonly<Record<Name, number>>;
  run(numbers: Record<Name, number>): Promise<Measured>;
  /** Servers that it can be run against instead, as `--server plain`; kept as a result of its own, `million-plain`. */
  servers?: Readonly<Record<string, (numbers: Record<Name, number>) => Promise<Measured>>>;
}

/** A measurement is under way, or something went wrong: on standard error, so that results can be piped. */
export function note(line: string): void {
  console.error(line);
}
