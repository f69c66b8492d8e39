import { posix } from "node:path";
import { shortened } from "../../cli/storable-text.ts";
import { type Candidate, keyFrom, type Survey, survey } from "./candidate.ts";
import { type Placement, slipwayFunctions } from "../files/own-files.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

/** The Supabase project that gets Slipway's part: the one at the root, else the only one below it. */
export function supabaseFolder({ files }: Pick<Snapshot, "files">): string {
  const folders = projectFolders(files);
  const [nested, ...others] = folders.filter((folder) => supportRole(folder) === undefined);
  return folders.includes("supabase") || nested === undefined || others.length > 0 ? "supabase" : nested;
}

function projectFolders(files: ReadonlySet<string>): string[] {
  return [...files].filter((path) => /(^|\/)supabase\/config\.toml$/.test(path)).map((path) =>
    posix.dirname(path)
  ).sort();
}

/** Every Supabase project: what its build counts is migrations applied and functions deployed. Slipway's own are among them. */
export function surveySupabase(snapshot: Snapshot, placement: Placement): Survey {
  const others = projectFolders(snapshot.files).filter((folder) => folder !== placement.folder);
  const found = survey({ candidates: [proposeSupabase(snapshot, placement)] });
  for (const folder of others) {
    const role = supportRole(folder);
    const candidate = below(folder, functionsOf(folder, snapshot));
    if (role === undefined) found.candidates.unshift(candidate);
    else found.leftOut.push({ path: folder, why: role, candidate });
  }
  return found;
}

function proposeSupabase(snapshot: Snapshot, { folder, prefix }: Placement): Candidate {
  const functions = [...new Set([...functionsOf(folder, snapshot), ...slipwayFunctions(prefix)])].sort();
  const evidence = snapshot.files.has(`${folder}/config.toml`)
    ? `${folder}/config.toml, and what Slipway adds`
    : "what Slipway adds: its migrations and functions";
  if (folder !== "supabase") return { ...below(folder, functions), evidence };
  return {
    key: "supabase",
    evidence,
    component: {
      name: "Supabase",
      label: "api",
      kind: "database",
      build: 0,
      version: "1.0.0",
      paths: [folder],
      deploy: { type: "supabase", migrations: true, functions },
      verify: [{ type: "supabase" }],
    },
    remarks: [],
  };
}

/** A project that is not at the root: the CLI is told where it is. */
function below(folder: string, functions: readonly string[]): Candidate {
  const around = posix.dirname(folder);
  const workdir = around === "." ? "" : ` --workdir ${around}`;
  const push = `npx supabase db push --linked --yes${workdir}`;
  const deploy = `npx supabase functions deploy ${functions.join(" ")} --use-api${workdir}`;
  return {
    key: "supabase",
    evidence: `${folder}/config.toml`,
    component: {
      name: around === "." ? "Supabase" : shortened(`Supabase (${around})`, 100),
      label: keyFrom(`${posix.basename(around)}-api`),
      kind: "database",
      build: 0,
      version: "1.0.0",
      paths: [folder],
      deploy: { type: "command", run: functions.length === 0 ? push : `${push} && ${deploy}` },
    },
    remarks: [`${folder}: link it once, with npx supabase link${workdir}`],
  };
}

function functionsOf(folder: string, { files }: Snapshot): string[] {
  const pattern = /^([A-Za-z][\w-]*)\/index\.(ts|tsx|js|mjs)$/;
  const start = `${folder}/functions/`;
  const names = [...files].flatMap((path) =>
    path.startsWith(start) ? pattern.exec(path.slice(start.length))?.[1] ?? [] : []
  );
  return [...new Set(names)].filter((name) => !name.startsWith("_")).sort();
}

/** The ref of the hosted project that `supabase link` remembered, if it did. */
export function linkedProject({ read }: Snapshot, folder = "supabase"): string | undefined {
  const ref = read(`${folder}/.temp/project-ref`)?.trim() ?? "";
  return /^[a-z]{20}$/.test(ref) ? ref : undefined;
}
