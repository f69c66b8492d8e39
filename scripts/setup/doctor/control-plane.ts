import { CommandError } from "../../cli/command-error.ts";
import { connect, type ControlPlane, type ShipStatus } from "../../control-plane/control-plane.ts";
import { type Credential, type Project, readCredential } from "../../control-plane/credentials.ts";
import { resolveProject } from "../../control-plane/project.ts";
import { openGit } from "../../git/git.ts";
import { resolveEnvironment } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import { now } from "../../runtime.ts";
import { examineAudit } from "./audit.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";
import { examineKeys } from "./keys.ts";
import { examineWake } from "./wake.ts";

/** More than this, and times of this machine and of the platform can't be compared any more. */
const toleratedSkewMs = 30_000;

/** What the control plane says of itself; what it was not asked is unknown. */
interface ControlPlaneReport {
  diagnoses: Diagnosis[];
  credential?: Credential;
  status?: ShipStatus;
  /** Where it answered. */
  control?: ControlPlane;
}

export async function examineControlPlane({ root, manifest }: Workspace): Promise<ControlPlaneReport> {
  const environment = resolveEnvironment(manifest);
  const git = openGit(root);
  const project = await resolveProject(git, manifest, environment);
  const credential = await attempt(readCredential(project, "secret"));
  if (credential instanceof CommandError) {
    return {
      diagnoses: [
        ill("credential", credential.message, credential.hint),
        ...notAsked(["control-plane", "repository", "clock", "audit"]),
      ],
    };
  }
  const found = well("credential", `${credential.url}, from ${credential.source}`);
  const began = now();
  const control = connect(credential);
  const status = await attempt(control.shipStatus(environment.name));
  const ended = now();
  if (status instanceof CommandError) {
    const diagnosis = ill("control-plane", `${status.code}: ${status.message}`, status.hint);
    return { diagnoses: [found, diagnosis, ...notAsked(["repository", "clock", "audit"])], credential };
  }
  const [audit, wake, keys] = await Promise.all([
    examineAudit({ git, address: credential.url }, control),
    examineWake(control, status, environment.name),
    examineKeys(control, manifest),
  ]);
  return {
    diagnoses: [
      found,
      well("control-plane", `it answers in ${ended - began} ms, and its migrations fit this Slipway`),
      repositoryLine(project, status.repository),
      clock(Date.parse(status.now), began, ended),
      audit,
      ...wake,
      ...keys,
    ],
    credential,
    status,
    control,
  };
}

/** Whether the control plane is this repository's. */
function repositoryLine({ repository, hasRemote }: Project, remembered: string | null): Diagnosis {
  if (remembered === null || !hasRemote) {
    return well("repository", "the control plane remembers this repository with the first link or ship");
  }
  return remembered === repository ? well("repository", `the control plane belongs to ${repository}`) : ill(
    "repository",
    `the control plane belongs to ${remembered}, and this is ${repository}`,
    "Use the project of this repository; if it has moved, run slipway link --adopt.",
  );
}

/** The database's clock was read somewhere between the two moments. */
export function clock(database: number, began: number, ended: number): Diagnosis {
  const skew = database < began ? database - began : database > ended ? database - ended : 0;
  const words = `this machine's clock is ${Math.abs(skew / 1000).toFixed(1)} s ${
    skew < 0 ? "ahead of" : "behind"
  } the database's`;
  return Math.abs(skew) <= toleratedSkewMs
    ? well("clock", skew === 0 ? "this machine's clock agrees with the database's" : words)
    : ill(
      "clock",
      words,
      "Set it by the network's time: timedatectl set-ntp true, or System Settings > Date & Time.",
    );
}

export function notAsked(names: readonly string[]): Diagnosis[] {
  return names.map((name) =>
    unknown(name, "not asked, because the control plane is out of reach", "Fix that first.")
  );
}

async function attempt<Value>(work: Promise<Value>): Promise<Value | CommandError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}
