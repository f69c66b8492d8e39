import type { Expectation } from "../../manifest/schema-probes.ts";
import { matchApart } from "./match.ts";
import { valueAt } from "./pointer.ts";

/** The most characters of an answer that a report repeats. */
const shownLength = 100;

/** Everything in a document that is not as expected, as ends of a sentence. */
export async function disagreements(
  document: unknown,
  expected: readonly Expectation[],
): Promise<string[]> {
  const found = await Promise.all(expected.map((one) => disagreement(valueAt(document, one.json), one)));
  return found.filter((problem) => problem !== undefined);
}

/** What an expectation asks for, for people. */
export function describeExpectation(expected: Expectation): string {
  const { json, equals, one_of, exists, matches, at_least } = expected;
  if (equals !== undefined) return `${json} = ${JSON.stringify(equals)}`;
  if (one_of !== undefined) return `${json} one of ${one_of.map((one) => JSON.stringify(one)).join(", ")}`;
  if (matches !== undefined) return `${json} ~ ${matches}`;
  if (at_least !== undefined) return `${json} >= ${at_least}`;
  return exists ? `${json} is there` : `${json} is not there`;
}

/** A value of an answer as a report shows it. */
export function shownValue(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value) ?? "nothing").slice(0, shownLength);
}

async function disagreement(value: unknown, expected: Expectation): Promise<string | undefined> {
  const { json, exists, matches } = expected;
  if (exists !== undefined) {
    const isThere = value !== undefined && value !== null;
    return isThere === exists ? undefined : isThere ? `has something at ${json}` : `has nothing at ${json}`;
  }
  if (value === undefined) return `has nothing at ${json}`;
  const differs = `has ${shownValue(value)} at ${json}, expected ${describeExpectation(expected)}`;
  if (matches === undefined) return agrees(value, expected) ? undefined : differs;
  if (typeof value !== "string") return differs;
  const match = await matchApart(matches, value);
  if ("problem" in match) return `could not be searched for ${matches}: ${match.problem}`;
  return match.found === null ? differs : undefined;
}

function agrees(value: unknown, { equals, one_of, at_least }: Expectation): boolean {
  if (at_least !== undefined) return isNumeric(value) && Number(value) >= at_least;
  return (one_of ?? [equals]).some((wanted) => isSame(value, wanted));
}

/** A number is the same as that number in a text: Postgres writes large ones so. */
function isSame(value: unknown, wanted: unknown): boolean {
  if (value === wanted) return true;
  const kinds = [typeof value, typeof wanted];
  return kinds.includes("number") && kinds.includes("string") && String(value) === String(wanted);
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
}
