import { type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { GateName } from "../manifest/gate-names.ts";
import { fixedGates, type GateId, gateIds } from "./gate.ts";

/** Why a gate that refuses may be passed all the same; for the record, and the chat. */
export type Overrides = ReadonlyMap<GateId, string>;

/** Characters of a reason. */
const longest = 500;

/**
 * What `--override gate=reason` says, as often as it was given. Raises everything that is wrong (exit 2): `gate_unknown`, `gate_not_needed`,
 * `gate_fixed` (what no reason helps), `override_without_reason`, `override_repeated`.
 */
export function parseOverrides(given: readonly string[], needs: readonly GateName[]): Overrides {
  const overrides = new Map<GateId, string>();
  const findings: Finding[] = [];
  for (const text of given) {
    const [, name = "", reason = ""] = /^([^=]*)=?(.*)$/s.exec(text) ?? [];
    const id = gateIds.find((one) => one === name.trim());
    const problem = id === undefined ? unknown(name) : whyNot(id, reason.trim(), needs, overrides);
    if (problem !== null) findings.push(problem);
    else if (id !== undefined) overrides.set(id, reason.trim());
  }
  if (findings.length > 0) throw refuseAll("override_invalid", findings, exitCode.usage);
  return overrides;
}

function unknown(name: string): Finding {
  return {
    code: "gate_unknown",
    message: `there is no gate ${JSON.stringify(name)}`,
    hint: `Gates are ${gateIds.join(", ")}.`,
  };
}

function whyNot(
  id: GateId,
  reason: string,
  needs: readonly GateName[],
  overrides: Overrides,
): Finding | null {
  if (reason === "" || reason.length > longest) {
    return {
      code: "override_without_reason",
      message: reason === ""
        ? `the override of ${id} has no reason`
        : `its reason is longer than ${longest} characters`,
      hint: `As --override ${id}="two issues moved to the next version".`,
    };
  }
  if (id === "ancestry") {
    return {
      code: "gate_fixed",
      message: "ancestry can't be overridden: git would refuse the push as well",
      hint: "Merge back what the target has alone, or do the cutover once.",
    };
  }
  if (![...fixedGates, ...needs].includes(id)) {
    return {
      code: "gate_not_needed",
      message: `${id} is none of the gates that this promotion needs`,
      hint: `It needs ${[...needs, "window"].join(", ")}.`,
    };
  }
  return overrides.has(id)
    ? { code: "override_repeated", message: `${id} is overridden twice`, hint: "Give one reason." }
    : null;
}
