import { formatVersion, parseVersion, type Version, type VersionProblem } from "./version.ts";

/** The tag of a track's version. */
export function formatTag(prefix: string, version: Version): string {
  return `${prefix}${formatVersion(version)}`;
}

/** The version that a tag of the track names; of every other tag says why it is none. Formatting it again gives the same tag. */
export function parseTag(prefix: string, tag: string): Version | VersionProblem {
  if (!tag.startsWith(prefix)) {
    return { problem: `${JSON.stringify(tag.slice(0, 300))} does not begin with ${prefix}` };
  }
  return parseVersion(tag.slice(prefix.length));
}

/** The track that a tag is of; null when its prefix is nobody's. No two tracks can claim one: see `findOverlaps`. */
export function trackOf(prefixes: Readonly<Record<string, string>>, tag: string): string | null {
  const claims = Object.entries(prefixes).filter(([, prefix]) => tag.startsWith(prefix));
  const [best] = claims.sort(([, a], [, b]) => b.length - a.length);
  return best?.[0] ?? null;
}

/** What is wrong with a prefix; null when nothing is. A number at its end would run into the version, and git takes no odd names. */
export function whyNoPrefix(prefix: string): string | null {
  if (prefix === "") return null;
  if (prefix.length > 100) return "longer than 100 characters";
  if (!/^[A-Za-z0-9@][A-Za-z0-9@/._-]*$/.test(prefix)) {
    return "only letters, digits and @ / . _ - can be in a prefix, and it begins with a letter, digit or @";
  }
  if (/[0-9.]$/.test(prefix)) return "ends in a digit or a dot, which would run into the version";
  if (/\.\.|\/\/|\/\.|\.lock\//.test(prefix)) return "git takes no such name for a tag";
  return null;
}
