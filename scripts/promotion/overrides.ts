import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Environment } from "../manifest/environment.ts";

/**
 * `gate=reason`, of gates that the environment needs. Raises all problems at once (exit 2): `gate_unknown`, `override_without_reason`.
 */
export function parseOverrides(
  given: readonly string[],
  { name, entry }: Pick<Environment, "name" | "entry">,
): Record<string, string> {
  const needs: readonly string[] = entry?.promote?.needs ?? [];
  const problems: Finding[] = [];
  const overrides: Record<string, string> = {};
  for (const each of given) {
    const [gate = "", ...rest] = each.split("=");
    const reason = rest.join("=").trim();
    if (!needs.includes(gate)) {
      problems.push({
        code: "gate_unknown",
        message: `${name} needs no gate ${gate}`,
        hint: needs.length === 0 ? "It needs none." : `It needs ${needs.join(", ")}.`,
      });
    } else if (reason === "") {
      problems.push({
        code: "override_without_reason",
        message: `${gate} is passed over without a reason`,
        hint: `Say why: --override "${gate}=…". It stays in the audit log, and the chat hears it.`,
      });
    } else overrides[gate] = reason;
  }
  if (problems.length > 0) throw refuseAll("override_invalid", problems, exitCode.usage);
  return overrides;
}

/** What commander calls for each `--override`. */
export function collectOverride(value: string, before: string[] = []): string[] {
  if (value.includes("=")) return [...before, value];
  throw new CommandError(
    "override_without_reason",
    `--override ${value} gives no reason`,
    `Write --override "${value}=why".`,
    exitCode.usage,
  );
}
