import type { Output } from "../../cli/output.ts";
import type { Workspace } from "../../manifest/load.ts";
import { examineCodeHost } from "./code-host.ts";
import { examineControlPlane, notAsked } from "./control-plane.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { examineGates } from "./gates.ts";
import { examinePlatform } from "./platform.ts";
import { examineRepository } from "./repository.ts";
import { examineToolchain } from "./toolchain.ts";
import { examineTransports } from "./transports.ts";

/** Looks at everything that a ship depends on. Writes nothing but the nonce of a ping, and in the clone where the audit log stands. */
export async function examine(workspace: Workspace, output: Output): Promise<Diagnosis[]> {
  const [toolchain, repository, host, gates, remote] = await Promise.all([
    examineToolchain(workspace.manifest),
    examineRepository(workspace),
    examineCodeHost(workspace),
    examineGates(workspace),
    examineRemote(workspace, output),
  ]);
  return [...toolchain, ...repository, ...host, ...gates, ...remote];
}

async function examineRemote(workspace: Workspace, output: Output): Promise<Diagnosis[]> {
  const { diagnoses, credential, status } = await examineControlPlane(workspace);
  if (credential === undefined) return [...diagnoses, ...notAsked(["functions", "migrations", "transports"])];
  const platform = await examinePlatform(workspace, credential.url, output);
  const transports = status === undefined
    ? notAsked(["transports"])
    : examineTransports(workspace.manifest, status, platform.secrets);
  return [...diagnoses, ...platform.diagnoses, ...transports];
}
