import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** The list of promises. Its text is written by hand, its last column is generated. */
export const promisesFile = "docs/promises.md";

/** Text files by their path from the root. */
export type Sources = ReadonlyMap<string, string>;

interface Listed {
  /** The table row up to and including the state. */
  head: string;
  number: number;
  isKept: boolean;
}

const rowPattern = /^(\| (\d+) \| .+ \| (kept|not yet) \|).*$/;
const citation = /\bpromises? (\d+(?:(?:, and |, | and )\d+)*)/gi;
const testFile = /^tests\/.+\.test\.(ts|sql)$/;

/** Everything that may cite a promise. */
export function readSources(root: string): Sources {
  const paths = globSync(
    [
      "tests/**/*.{ts,sql}",
      "scripts/**/*.ts",
      "functions/**/*.ts",
      "supabase/schemas/**/*.sql",
      "docs/**/*.md",
    ],
    { cwd: root },
  ).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** The list with the tests that prove each promise in its last column. */
export function withProofs(page: string, sources: Sources): string {
  const proofs = proofsOf(sources);
  return page.split("\n").map((line) => {
    const listed = readRow(line);
    if (listed === undefined) return line;
    const links = (proofs.get(listed.number) ?? []).map((path) =>
      `[${basename(path).replace(/\.test\.(ts|sql)$/, "")}](../${path})`
    );
    return `${listed.head} ${links.join(", ")} |`;
  }).join("\n");
}

/** What is wrong between the list and those who cite it, a sentence each. */
export function promiseProblems(page: string, sources: Sources): string[] {
  const listed = page.split("\n").map(readRow).filter((row) => row !== undefined);
  const proofs = proofsOf(sources);
  const known = new Set(listed.map(({ number }) => number));
  const unknown = [...sources].flatMap(([path, text]) =>
    cited(text).filter((number) => !known.has(number)).map((number) =>
      `${path} cites promise ${number}, which is not in ${promisesFile}. Correct the number, or add the promise.`
    )
  );
  const unproved = listed.filter(({ number, isKept }) => isKept && !proofs.has(number)).map(({ number }) =>
    `promise ${number} is listed as kept, and no test names it. Name it in the test that proves it, or list it as not yet.`
  );
  const early = listed.filter(({ number, isKept }) => !isKept && proofs.has(number)).map(({ number }) =>
    `promise ${number} is listed as not yet, and ${
      proofs.get(number)?.join(", ")
    } proves it. List it as kept, or correct the number.`
  );
  return [...unknown, ...unproved, ...early];
}

/** The tests that name each promise. */
function proofsOf(sources: Sources): Map<number, string[]> {
  const proofs = new Map<number, string[]>();
  for (const [path, text] of sources) {
    if (!testFile.test(path)) continue;
    for (const number of cited(text)) proofs.set(number, [...proofs.get(number) ?? [], path]);
  }
  return proofs;
}

/** Each number once, in "promise 38", "promises 5, 6" and "promises 1, 24 and 36". */
function cited(text: string): number[] {
  const numbers = [...text.matchAll(citation)].flatMap((match) => match[1]?.match(/\d+/g) ?? []);
  return [...new Set(numbers.map(Number))];
}

function readRow(line: string): Listed | undefined {
  const [, head, number, state] = rowPattern.exec(line) ?? [];
  return head === undefined ? undefined : { head, number: Number(number), isKept: state === "kept" };
}
