import { CommandError } from "../../cli/command-error.ts";
import type { Output } from "../../cli/output.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import type { Workspace } from "../../manifest/load.ts";
import { examineCodeHost } from "./code-host.ts";
import { examineControlPlane, notAsked } from "./control-plane.ts";
import { type Diagnosis, ill } from "./diagnosis.ts";
import { examineEnvironments } from "./environments.ts";
import { examineGates } from "./gates.ts";
import { examineHosts } from "./hosts.ts";
import { examineJobs, examineStoreEvents } from "./operations.ts";
import { examinePlatform } from "./platform.ts";
import { examineRepository } from "./repository.ts";
import { examineToolchain } from "./toolchain.ts";
import { examineTransports } from "./transports.ts";

/** What needs no control plane, in the order of its lines. */
const checks: Readonly<Record<string, (workspace: Workspace, output: Output) => Promise<Diagnosis[]>>> = {
  toolchain: examineToolchain,
  repository: examineRepository,
  "code-host": examineCodeHost,
  gates: examineGates,
  environments: examineEnvironments,
};

/** What asks a control plane that answers, in the order of its lines. */
const asked: Readonly<Record<string, (workspace: Workspace, control: ControlPlane) => Promise<Diagnosis[]>>> =
  {
    hosts: examineHosts,
    jobs: examineJobs,
    "store-events": examineStoreEvents,
  };

/** Looks at everything that a ship depends on, in every environment. Writes nothing but the nonce of a ping, and in the clone where the audit log stands. */
export async function examine(workspace: Workspace, output: Output): Promise<Diagnosis[]> {
  const found = await Promise.all([
    ...Object.entries(checks).map(([name, check]) => orLine(name, check(workspace, output))),
    orLine("remote", examineRemote(workspace, output)),
  ]);
  return found.flat();
}

async function examineRemote(workspace: Workspace, output: Output): Promise<Diagnosis[]> {
  const { diagnoses, credential, status, control } = await examineControlPlane(workspace);
  if (credential === undefined) return [...diagnoses, ...notAsked(["functions", "migrations", "transports"])];
  const [platform, ...found] = await Promise.all([
    examinePlatform(workspace, credential.url, output),
    ...control === undefined
      ? []
      : Object.entries(asked).map(([name, ask]) => orLine(name, ask(workspace, control))),
  ]);
  const transports = status === undefined
    ? notAsked(["transports"])
    : examineTransports(workspace.manifest, status, platform.secrets);
  return [...diagnoses, ...platform.diagnoses, ...transports, ...found.flat()];
}

/** What ends one check is a line of its own, and ends no other. */
async function orLine(name: string, check: Promise<Diagnosis[]>): Promise<Diagnosis[]> {
  try {
    return await check;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [ill(name, `${error.code}: ${error.message}`, error.hint)];
  }
}
