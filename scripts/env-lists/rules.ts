import { matchApart } from "../deploy/probes/match.ts";
import type { EnvRule } from "../manifest/schema-env.ts";
import { sha256 } from "../runtime.ts";

/** What a rule asks for, as the end of "must be …". It holds what version.json says, and never what a variable has. */
export function describeRule({ origin, url, equals, one_of, regex }: EnvRule): string {
  if (origin) return "an origin, as https://host: without a path, and without a slash at the end";
  if (url) return "a whole address";
  if (equals !== undefined) return equals;
  if (one_of !== undefined) return `one of ${one_of.join(", ")}`;
  return `like ${regex}`;
}

/** Whether a value is as a rule wants it; `problem` when that can't be found out. */
export async function isAsWanted(rule: EnvRule, value: string): Promise<boolean | { problem: string }> {
  const { origin, url, equals, one_of, regex } = rule;
  if (origin) return isOrigin(value);
  if (url) return isAddress(value);
  if (regex === undefined) return (one_of ?? [equals]).includes(value);
  const match = await matchApart(regex, value);
  return "problem" in match ? match : match.found !== null;
}

/** The same of a digest; null for a rule that needs the value. */
export async function isDigestAsWanted({ equals, one_of }: EnvRule, digest: string): Promise<boolean | null> {
  const wanted = one_of ?? (equals === undefined ? null : [equals]);
  if (wanted === null) return null;
  return (await Promise.all(wanted.map(sha256))).includes(digest);
}

/** As a browser writes it: what a program compares with a page's origin has to be the same text. */
function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value;
}

function isAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && value === value.trim() && (url.host !== "" || url.protocol === "file:");
}
