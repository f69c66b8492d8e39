import { asChannel, type Channel, channels, compareChannels } from "./channel.ts";

/** `X.Y.Z` on live, `X.Y.Z-<channel>.<n>` before it. */
export interface Version {
  major: number;
  minor: number;
  patch: number;
  channel: Channel;
  /** Counts a version's releases on its channel, from 1; 0 on live. */
  n: number;
}

/** Which of the three numbers rises. */
export type Level = "major" | "minor" | "patch";

/** Why a text is none, or a wish can't be granted; `code` is stable. */
export interface VersionProblem {
  problem: string;
}

const shape = /^(\d+)\.(\d+)\.(\d+)(?:-([A-Za-z]+)\.(\d+))?$/;

/** Reads a version; of every other text says what is wrong with it. Formatting it again gives the same text. */
export function parseVersion(text: string): Version | VersionProblem {
  const problem = (what: string) => ({ problem: `${JSON.stringify(text.slice(0, 100))} ${what}` });
  if (text.includes("+")) return problem("has build metadata, which no tag of a track has");
  if (/^[vV]\d/.test(text)) return problem("begins with a v that is not part of the track's prefix");
  const found = shape.exec(text);
  if (found === null) return problem(`is no version: X.Y.Z, or X.Y.Z-<${prereleases.join("|")}>.<n>`);
  const [, major = "", minor = "", patch = "", name, counted = "0"] = found;
  const numbers = [major, minor, patch, counted];
  if (numbers.some((part) => part.length > 1 && part.startsWith("0"))) {
    return problem("has a number with a leading zero");
  }
  if (numbers.some((part) => Number(part) > largest)) return problem(`has a number above ${largest}`);
  const channel = name === undefined ? "live" : asChannel(name);
  if (channel === undefined || name === "live") {
    return problem(`names no channel: before live there are ${prereleases.join(", ")}`);
  }
  const n = Number(counted);
  if (channel !== "live" && n === 0) {
    return problem("counts from 0, and the first release on a channel is number 1");
  }
  return { major: Number(major), minor: Number(minor), patch: Number(patch), channel, n };
}

/** Every channel but the last. */
const prereleases = channels.slice(0, -1);
/** As in SQL: an integer. */
const largest = 2_147_483_647;

/** The version as a text, without any prefix. */
export function formatVersion({ major, minor, patch, channel, n }: Version): string {
  return `${major}.${minor}.${patch}${channel === "live" ? "" : `-${channel}.${n}`}`;
}

/** Below 0 when `a` comes first. */
export function compareVersions(a: Version, b: Version): number {
  return compareTriples(a, b) || compareChannels(a.channel, b.channel) || a.n - b.n;
}

/** The same by X.Y.Z alone. */
export function compareTriples(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** Those of the texts that are versions. */
export function versionsIn(texts: readonly string[]): Version[] {
  return texts.flatMap((text) => {
    const version = parseVersion(text);
    return "problem" in version ? [] : [version];
  });
}

/** The highest of them; undefined of none. */
export function latest(versions: readonly Version[]): Version | undefined {
  return versions.reduce<Version | undefined>(
    (best, version) => best === undefined || compareVersions(version, best) > 0 ? version : best,
    undefined,
  );
}

/** The live version after this one. */
export function raise({ major, minor, patch }: Version, level: Level): Version {
  const triple = level === "major"
    ? { major: major + 1, minor: 0, patch: 0 }
    : level === "minor"
    ? { major, minor: minor + 1, patch: 0 }
    : { major, minor, patch: patch + 1 };
  return { ...triple, channel: "live", n: 0 };
}
