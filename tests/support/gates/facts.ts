import type { Facts, TrackFact } from "../../../scripts/gates/facts.ts";
import type { Known } from "../../../scripts/gates/known.ts";

export const sha = "a".repeat(40);
const other = "b".repeat(40);
/** A Friday at noon, in UTC. */
export const at = new Date("2026-11-27T12:00:00Z");

/** A fact that is known. */
export function is<Value>(value: Value): Known<Value> {
  return { known: true, value };
}

/** A fact that could not be had. */
export const lost = { known: false, why: "the host did not answer", hint: "Try again." } as const;

/** A track that is ready to go out. */
export function track(more: Partial<TrackFact> = {}): TrackFact {
  return {
    ...{ key: "api", version: "1.3.0", since: "v1.2.0", follows: [] },
    live: { major: 1, minor: 2, patch: 0, channel: "live", n: 0 },
    facts: { level: "minor", migrations: [], env: [], contract: [], breaking: [] },
    moved: [],
    ...{ isDeployed: true, isChanged: true, isRaised: true },
    texts: is({
      changelog: { file: "CHANGELOG.md", text: "- A menu.", isEmpty: false },
      upgradeNotes: { file: "docs/upgrade-1.3.0.md", isThere: true },
      notes: "- A menu.",
    }),
    ...more,
  };
}

/** Everything is well. */
export function good(more: Partial<Facts> = {}): Facts {
  return {
    ...{ environment: "production", sha, at },
    checks: is({
      ...{ sha, neutralBlocks: false },
      required: [{ context: "build", state: "success", detail: "success", url: null }],
    }),
    verified: is({
      maxAgeMs: 3_600_000,
      places: [{
        ...{ environment: "staging", component: "api", relation: "same", isThere: false },
        deployed: { sha, at: new Date(at.getTime() - 60_000), by: "probes" },
      }],
    }),
    migrations: is([]),
    env: is({ refusals: [], warnings: [] }),
    tracks: is([track()]),
    milestone: is({
      titles: ["1.3.0"],
      found: [{ title: "1.3.0", url: "https://code.example.test/1", open: [] }],
      ...{ isNamed: false, openTitles: ["1.3.0"] },
    }),
    policies: is([]),
    window: is({ windows: [], components: ["api"] }),
    ancestry: is({
      ...{ from: "main", branch: "production", by: "fast-forward", isOnSource: true, never: [] },
      ...{ relation: "fast-forward", extra: [] },
    }),
    ...more,
  };
}

/** What the target has and the source lacks. */
export function extra(isBot: boolean) {
  return { sha: other, subject: "fix: by hand", author: "ada", isBot };
}
