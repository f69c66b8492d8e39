import { auditRules, type BranchAudit } from "../../gates/rules/audit.ts";
import type { Workspace } from "../../manifest/load.ts";
import { lookBriefly } from "./code-host.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Whether the rules of each declared branch are those of the host. Nothing where none is declared. */
export async function examineGates(workspace: Pick<Workspace, "root" | "manifest">): Promise<Diagnosis[]> {
  const { gates } = workspace.manifest.ship;
  if (Object.keys(gates?.branches ?? {}).length === 0) return [];
  return await lookBriefly(
    "gates",
    workspace,
    async ({ host }) => (await auditRules(host, workspace.manifest)).map(toDiagnosis),
  );
}

function toDiagnosis({ branch, lines }: BranchAudit): Diagnosis {
  const name = `gates:${branch}`;
  const [first] = ["differs", "unknown"].flatMap((state) => lines.filter((line) => line.state === state));
  if (first === undefined) return well(name, `the rules of ${branch} are as declared`);
  const count = lines.filter(({ state }) => state !== "ok").length;
  const message = `${first.rule} is declared as ${first.declared}, and is ${first.live} at the host${
    count > 1 ? `; ${count - 1} more` : ""
  }`;
  const fix = count > 1 ? "slipway gates says what to change." : first.fix ?? "slipway gates";
  return (first.state === "differs" ? ill : unknown)(name, message, fix);
}
