import type { Finding } from "../cli/command-error.ts";
import { type GateName, gateNames } from "../manifest/gate-names.ts";
import type { Facts } from "./facts.ts";
import type { Known } from "./known.ts";

/** Beside those that version.json can ask for: what every promotion has to pass. */
export const fixedGates = ["ancestry", "window"] as const;

export type GateId = GateName | typeof fixedGates[number];

/** Every gate there is. */
export const gateIds: readonly GateId[] = [...fixedGates, ...gateNames];

/** What a gate says. `unknown`: a fact could not be had, which stands in the way as a refusal does. */
export interface GateResult {
  gate: GateId;
  state: "passed" | "refused" | "warned" | "unknown";
  findings: Finding[];
  /** What it looked at, for the record. */
  detail?: Record<string, unknown>;
}

/** Looks at facts, and at nothing else: it asks nobody and writes nothing. */
export type Gate = (facts: Facts) => GateResult;

/** What a gate found in a fact that is known. */
export interface Judged {
  refusals?: readonly Finding[];
  warnings?: readonly Finding[];
  detail?: Record<string, unknown>;
}

const notCollected = { why: "nobody has looked at it", hint: "Run the command again." };

/** The result of a gate that goes by one fact. One that nobody collected is unknown as well. */
export function judged<Value>(
  gate: GateId,
  fact: Known<Value> | undefined,
  look: (value: Value) => Judged,
): GateResult {
  if (fact?.known !== true) {
    const { why, hint } = fact ?? notCollected;
    return { gate, state: "unknown", findings: [{ code: "fact_missing", message: why, hint }] };
  }
  const { refusals = [], warnings = [], detail } = look(fact.value);
  const state = refusals.length > 0 ? "refused" : warnings.length > 0 ? "warned" : "passed";
  return {
    ...{ gate, state, findings: [...refusals, ...warnings] },
    ...detail === undefined ? {} : { detail },
  };
}
