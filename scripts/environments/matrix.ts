import type { EnvironmentRow, EnvironmentStatus } from "../../functions/_shared/contract/environments.ts";
import { createContext } from "../deploy/context.ts";
import { commitAt } from "../git/ancestry.ts";
import { trackingRef } from "../git/remote.ts";
import { componentsOf, type Environment, environmentsOf } from "../manifest/environment.ts";
import { probesIn, provesBuild } from "../manifest/probe-kinds.ts";
import { rowOrder } from "../manifest/rows.ts";
import type { Session } from "../ship/flow/session.ts";
import { lookOnce } from "../ship/trust/look-once.ts";
import { changedSince } from "./changed.ts";

/** What runs in one place. */
export interface Cell {
  component: string;
  environment: string;
  /** The last verified build there; null when there is none. */
  build: number | null;
  version: string | null;
  sha: string | null;
  verified_at: string | null;
  verified_by: string | null;
  /** The last attempt, where it did not end as verified. */
  failed: { build: number; outcome: string; code: string | null; at: string } | null;
}

export interface Matrix {
  environments: { name: string; branch: string; url: string | null; announces: boolean }[];
  cells: Cell[];
  promotions: NonNullable<EnvironmentRow["promotion"]>[];
  /** What disagrees, in words. */
  drift: string[];
}

/** Milliseconds for an address to answer: the matrix is a look, not a wait. */
const timeoutMs = 3000;

/**
 * What runs where, as Postgres has it, and what disagrees with that: the addresses of each environment (unless they are left out), version.json,
 * the branches as this clone last saw them, and what the world is told.
 */
export async function collectMatrix(
  session: Session,
  { isProbing }: { isProbing: boolean },
): Promise<Matrix> {
  const { workspace: { manifest }, control } = session;
  const status = await control.environmentStatus();
  const environments = environmentsOf(manifest);
  const rows = new Map(status.environments.map((row) => [row.name, row]));
  const cells = environments.flatMap((environment) =>
    cellsOf(environment, componentsOf(manifest, environment), rows.get(environment.name))
  );
  const ordered = rowOrder(manifest);
  cells.sort((a, b) => ordered.indexOf(a.component) - ordered.indexOf(b.component));
  const served = isProbing ? environments.map((environment) => lookServed(session, environment, cells)) : [];
  const drift = await Promise.all([
    ...served,
    ...environments.map((environment) => lookBranch(session, environment, rows.get(environment.name))),
  ]);
  return {
    environments: environments.map(({ name, upstream, url, announces }) => ({
      name,
      branch: upstream.branch,
      url: url ?? null,
      announces,
    })),
    cells,
    promotions: status.environments.flatMap(({ promotion }) =>
      promotion?.state === "open" ? [promotion] : []
    ),
    drift: [...undeclared(environments, status), ...untold(environments, cells, status), ...drift.flat()],
  };
}

function cellsOf(
  { name }: Environment,
  components: readonly string[],
  row: EnvironmentRow | undefined,
): Cell[] {
  // what left version.json runs on
  const left = (row?.deployed ?? []).map(({ component }) => component).filter((key) =>
    !components.includes(key)
  );
  return [...components, ...left].map((component) => {
    const runs = row?.deployed.find((each) => each.component === component);
    const last = row?.last.find((each) => each.component === component);
    const outcome = last?.outcome ?? (last === undefined ? null : "unfinished");
    return {
      component,
      environment: name,
      build: runs?.build ?? null,
      version: runs?.version ?? null,
      sha: runs?.sha ?? null,
      verified_at: runs?.verified_at ?? null,
      verified_by: runs?.verified_by ?? null,
      failed: last === undefined || outcome === null || outcome === "verified"
        ? null
        : { build: last.build, outcome, code: last.code, at: last.started_at },
    };
  });
}

/** What version.json and Postgres say otherwise of an environment. */
function undeclared(
  environments: readonly Environment[],
  { environments: rows }: EnvironmentStatus,
): string[] {
  return [
    ...environments.flatMap(({ name, upstream, announces }) => {
      const row = rows.find((each) => each.name === name);
      if (row === undefined) return [];
      return [
        ...row.branch === upstream.branch
          ? []
          : [`${name} deploys ${upstream.branch} by version.json, and ${row.branch} as it was last declared`],
        ...row.announces === announces ? [] : [
          `${name} ${
            announces ? "announces" : "does not announce"
          } by version.json, and was declared otherwise`,
        ],
      ];
    }),
    ...rows.filter(({ name }) => !environments.some((each) => each.name === name))
      .map(({ name }) => `${name} was declared once, and version.json names it no more`),
  ];
}

/** What the world is told of, and does not run where it is announced from. */
function untold(
  environments: readonly Environment[],
  cells: readonly Cell[],
  { announced }: EnvironmentStatus,
): string[] {
  const announcing = environments.find(({ announces }) => announces)?.name;
  return cells.flatMap(({ component, environment, build }) => {
    const told = announced[component]?.build;
    if (environment !== announcing || build === null || told === undefined || told === build) return [];
    return [`${component} runs at build ${build} in ${environment}, and ${told} is announced`];
  });
}

/** Components whose address says another build than is written down. */
async function lookServed(
  session: Session,
  environment: Environment,
  cells: readonly Cell[],
): Promise<string[]> {
  const { workspace: { manifest }, signal } = session;
  const there = cells.filter((cell) => cell.environment === environment.name && cell.build !== null);
  const looked = await Promise.all(there.map(async ({ component, build }) => {
    const probes = probesIn(environment, manifest.components[component]?.verify ?? [])
      .filter((probe) => "url" in probe && provesBuild(probe));
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const wanted = { build: build ?? 0 };
    const scope = { ...session, environment, signal: limit };
    const context = createContext(scope, component, { ...wanted, version: "" });
    const seen = await Promise.all(
      probes.map((probe) =>
        lookOnce(session.git, context, probe, wanted).catch((error: unknown) => {
          signal.throwIfAborted();
          if (!limit.aborted) throw error;
          return { isVerified: false, saw: `did not answer within ${timeoutMs / 1000} s` };
        })
      ),
    );
    return seen.filter(({ isVerified }) => !isVerified)
      .map(({ saw }) =>
        `${component} is verified in ${environment.name} at build ${build}, and its address ${saw}`
      );
  }));
  return looked.flat();
}

/** Components that the branch has newer than what runs there. */
async function lookBranch(
  { git, workspace: { manifest } }: Session,
  environment: Environment,
  row: EnvironmentRow | undefined,
): Promise<string[]> {
  const { name, upstream } = environment;
  const head = await commitAt(git, trackingRef(upstream));
  if (head === null || row === undefined) return [];
  const runs = row.deployed.map(({ component }) => component)
    .filter((key) => Object.hasOwn(manifest.components, key));
  const changed = await changedSince({ git, manifest, sha: head, deployed: row.deployed }, runs);
  const words = {
    changed: "has changes that are not deployed",
    new: "",
    unknown: "runs at a commit that this clone lacks",
  };
  return changed.map(({ component, why }) =>
    `${component} ${words[why]}: ${upstream.branch} is at ${head.slice(0, 12)}, ${name} at ${
      row.deployed.find((each) => each.component === component)?.sha?.slice(0, 12) ?? "nothing"
    }`
  );
}
