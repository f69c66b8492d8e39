import type { Finding } from "../cli/command-error.ts";
import { finding } from "./findings.ts";
import { authorityOf, type MirrorState } from "./mirror-state.ts";
import { buildIn, compareValues } from "./mirror-value.ts";
import { nameOf } from "./mirrors/mirror-name.ts";
import type { Mirror } from "./schema.ts";
import { shownValue } from "./shown-value.ts";

/** What a mirror's values mean beside version.json. */
interface MirrorComparison {
  /** What every span should say. */
  target: string;
  findings: Finding[];
  /** A build that the store has not confirmed yet, for example `114 → 115`. */
  inFlight: string | null;
}

/**
 * A mirror that version.json decides must say the same. One that the store decides may be ahead while a build is in
 * flight: its spans must agree and never be lower, and they are never lowered.
 */
export function compareMirror(state: MirrorState): MirrorComparison {
  const { key, component, mirror, wanted, spans } = state;
  const target = authorityOf(component, mirror) === "store"
    ? highest(mirror, spans.map(({ value }) => value), wanted)
    : wanted;
  const findings = spans.filter(({ value }) => value !== target).map(({ line, value }) =>
    finding(
      "mirror_drift",
      { file: mirror.file, line, component: key },
      `${nameOf(mirror)} is ${shownValue(mirror.value, value)}, ${
        target === wanted ? "version.json says" : "another line says"
      } ${shownValue(mirror.value, target)}`,
      "Run `slipway sync`.",
    )
  );
  const isAhead = target !== wanted && spans.length > 0 && findings.length === 0;
  const build = buildIn(mirror, target);
  const isFlying = isAhead && build > component.build;
  return { target, findings, inFlight: isFlying ? `${component.build} → ${build}` : null };
}

function highest(mirror: Mirror, values: string[], wanted: string): string {
  return values.reduce((best, value) => (compareValues(mirror, value, best) ?? 0) > 0 ? value : best, wanted);
}
