import type { Finding } from "../../cli/command-error.ts";
import type { Facts } from "../../history/evidence/facts.ts";
import { compareTriples, formatVersion, parseVersion, raise, type Version } from "../../tracks/version.ts";

/** What a track's next version depends on. */
export interface TrackDemands {
  key: string;
  version: string;
  /** The tag that changes are counted from; null at the first release. */
  since: string | null;
  /** Its latest live version. */
  live: Version | undefined;
  facts: Facts;
}

/** The version is lower than what the changes ask for; null when it is not. */
export function levelTooLow({ key, version: text, since, live, facts }: TrackDemands): Finding | null {
  const version = parseVersion(text);
  if (live === undefined || facts.level === null || "problem" in version) return null;
  const least = raise(live, facts.level);
  // a higher number that is prepared already is high enough
  if (compareTriples(version, least) >= 0) return null;
  const reasons = [
    ...facts.contract.map((file) => `${file} changed, which is a contract`),
    ...facts.migrations.filter(({ isDestructive }) => isDestructive).map(({ file, reasons }) =>
      `${file}: ${reasons.join(", ")}`
    ),
    ...facts.env.filter(({ isRequired }) => isRequired).map(({ name, file }) =>
      `${name} of ${file} is required now`
    ),
    ...facts.breaking.map(({ text }) => text),
  ];
  const why = facts.level === "major" && reasons.length > 0 ? `: ${reasons.slice(0, 5).join("; ")}` : "";
  return {
    code: "level_too_low",
    message:
      `${key} ${text} is lower than what changed since ${since} asks for, a ${facts.level} version${why}`,
    hint: `Release it as ${
      formatVersion(least)
    } or higher: --bump ${facts.level}, or leave --bump and --version out.`,
    component: key,
  };
}

/** A track beside others. */
interface Sdk {
  key: string;
  follows: readonly string[];
  /** It gets a version of its own now. */
  isReleased: boolean;
  /** Files of its contract that changed. */
  contract: readonly string[];
}

/** SDKs whose tracks changed their contract, and that are not released with them. */
export function sdksLeftBehind(tracks: readonly Sdk[]): Finding[] {
  return tracks.filter(({ isReleased }) => !isReleased).flatMap(({ key, follows }) =>
    follows.flatMap((name): Finding[] => {
      const other = tracks.find((one) => one.key === name);
      if (other?.isReleased !== true || other.contract.length === 0) return [];
      return [{
        code: "sdk_left_behind",
        message: `the contract of ${name} changed (${
          other.contract.slice(0, 3).join(", ")
        }), and ${key}, its SDK, is not released with it`,
        hint: `If clients need it: slipway release ${name} ${key} …`,
        component: key,
      }];
    })
  );
}
