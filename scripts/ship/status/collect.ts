import type { ShipStatus } from "../../control-plane/control-plane.ts";
import type { Job } from "../../../functions/_shared/contract/jobs.ts";
import type { OperatorStep } from "../../../functions/_shared/contract/ledger.ts";
import type { RolloutStatus } from "../../../functions/_shared/contract/updates.ts";
import { createContext } from "../../deploy/context.ts";
import { audit } from "../../manifest/audit.ts";
import { provesBuild } from "../../manifest/probe-kinds.ts";
import type { Manifest, Verify } from "../../manifest/schema.ts";
import { rowOrder } from "../../manifest/rows.ts";
import type { Session } from "../flow/session.ts";
import { lookOnce } from "../trust/look-once.ts";
import { deployedBuilds } from "./deployed-builds.ts";

/** One component, everywhere. */
interface StatusRow {
  component: string;
  label: string;
  host: string;
  /** In version.json of this work tree. */
  committed: number;
  /** In Postgres; null when it has never heard of the component. */
  deployed: number | null;
  /** What its addresses say, in words; null when it has none. */
  served: string | null;
}

export interface StatusReport {
  rows: StatusRow[];
  /** What disagrees, and what only looks so, in words with the way out. */
  drift: string[];
  /** Only for who may read them. */
  ships: ShipStatus["ships"] | null;
  announcements: ShipStatus["announcements"] | null;
  /** What not everybody may have yet, and every policy. */
  rollouts: RolloutStatus | null;
  /** What people have yet to do by hand. */
  steps: OperatorStep[] | null;
  /** What has to run on a schedule. */
  jobs: Job[] | null;
}

/** What keeps everybody from being told, in words with the way out. */
function silence({ home, wake, stopped_runs: stopped = [] }: ShipStatus): string[] {
  return [
    ...home?.away
      ? [`this is a copy of ${home.url ?? "a project"} (${home.away}), and sends nothing: slipway doctor`]
      : [],
    ...wake !== undefined && wake.job !== "active" ? [`the sweep's job is ${wake.job}: slipway repair`] : [],
    ...wake !== undefined && wake.vault !== "ready"
      ? [`the vault is ${wake.vault}, so no function is called: slipway repair`]
      : [],
    ...stopped.map(({ component, reason }) =>
      `pushes of ${component} stopped: ${reason}. See slipway doctor`
    ),
  ];
}

/** Milliseconds for an address to answer: a status is a look, not a wait. */
const timeoutMs = 3000;

/** Looks at the work tree, Postgres and every address at once. */
export async function collectStatus(session: Session): Promise<StatusReport> {
  const { workspace, control, canWrite, environment } = session;
  const { manifest } = workspace;
  const status = canWrite ? await control.shipStatus(environment.name) : null;
  const deployed = status === null
    ? deployedBuilds(
      Object.entries((await control.manifest()).components).map(([key, { build }]) => ({ key, build })),
    )
    : deployedBuilds(status.components);
  const [rows, { findings, notices }, rollouts, steps, jobs] = await Promise.all([
    Promise.all(rowOrder(manifest).map((key) => readRow(session, key, deployed.get(key)?.build ?? null))),
    audit(workspace, deployed),
    canWrite ? control.rolloutStatus() : null,
    canWrite ? control.operatorSteps() : null,
    canWrite ? control.jobStatus() : null,
  ]);
  return {
    rows,
    drift: [
      ...findings.map(({ message, hint }) => `${message}. ${hint}`),
      ...rows.flatMap((row) => wordsOf(manifest, row)),
      ...notices,
      ...status === null ? [] : silence(status),
    ],
    ships: status?.ships ?? null,
    announcements: status?.announcements ?? null,
    rollouts: rollouts === null
      ? null
      : { ...rollouts, offers: rollouts.offers.filter(({ state }) => state !== "complete") },
    steps,
    jobs: jobs?.jobs ?? null,
  };
}

async function readRow(session: Session, key: string, deployed: number | null): Promise<StatusRow> {
  const component = session.workspace.manifest.components[key];
  const probes = (component?.verify ?? []).filter((probe) => "url" in probe && provesBuild(probe));
  const wanted = deployed ?? component?.build ?? 0;
  const seen = await Promise.all(probes.map((probe) => seenBy(session, key, probe, wanted)));
  return {
    component: key,
    label: component?.label ?? key,
    host: component?.host ?? "",
    committed: component?.build ?? 0,
    deployed,
    served: seen.length === 0 ? null : [...new Set(seen)].join("; "),
  };
}

async function seenBy(
  session: Session,
  component: string,
  probe: Verify,
  build: number,
): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const context = createContext(
    { ...session, signal: AbortSignal.any([session.signal, timeout]) },
    component,
    {
      build,
      version: "",
    },
  );
  try {
    const { isVerified, saw } = await lookOnce(session.git, context, probe, { build });
    return isVerified ? String(build) : saw.replace(/^served /, "");
  } catch {
    session.signal.throwIfAborted();
    return "no answer";
  }
}

/** What is served must be what Postgres says. */
function wordsOf(manifest: Manifest, { component, deployed, served }: StatusRow): string[] {
  if (served === null || deployed === null || served === String(deployed)) return [];
  if (!/^\d+$/.test(served)) return [`${component}: its address ${served}`];
  const riders = manifest.components[component]?.ride_along ?? [];
  const who = riders.length > 0
    ? `deploy ${riders.join(" and ")}, which serves it`
    : `deploy ${component} again`;
  return [`${component} is recorded at ${deployed}, and ${served} is served: ${who}`];
}
