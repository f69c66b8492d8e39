import manifest from "../../../package.json" with { type: "json" };
import type { Snapshot } from "../find/snapshot.ts";
import { emptyPlan, type Plan, type Write } from "../plan.ts";
import { addToConfig, newConfig } from "./config-toml.ts";
import { digest, installedPath, installedText, readInstalled } from "./installed.ts";
import {
  functionFiles,
  missingMigrations,
  type OwnFile,
  sharedFiles,
  slipwayFunctions,
} from "./own-files.ts";

const configPath = "supabase/config.toml";

/**
 * Slipway's functions, migrations and settings for the user's supabase/. A function of the user's that is called like one of ours stays, and
 * is named. What differs from this version stays as well, unless `update` is given and nobody has edited it.
 */
export function planSupabase(snapshot: Snapshot, { update = false }: { update?: boolean }): Plan {
  const { read, files } = snapshot;
  const plan = emptyPlan();
  const installed = readInstalled(read(installedPath));
  const isForeign = (name: string) =>
    [...files].some((path) => path.startsWith(`supabase/functions/${name}/`)) &&
    !functionFiles(name).some(({ path, text }) => installed.files[path] !== undefined || read(path) === text);
  const foreign = slipwayFunctions().filter(isForeign);
  const own = slipwayFunctions().filter((name) => !foreign.includes(name));
  for (const name of foreign) {
    plan.left.push({ path: `supabase/functions/${name}`, why: "a function of yours has this name" });
    plan.remarks.push(`Slipway calls its own function "${name}": rename yours, then run slipway init again`);
  }

  const written = { ...installed.files };
  for (const file of [...own.flatMap(functionFiles), ...sharedFiles()]) {
    placeFile(plan, file, read(file.path), { wrote: installed.files[file.path], update });
    if (plan.writes.at(-1)?.path === file.path) written[file.path] = digest(file.text);
  }
  const migrations = [...files].flatMap((path) =>
    /^supabase\/migrations\/([^/]+\.sql)$/.exec(path)?.[1] ?? []
  );
  for (const { path, text } of missingMigrations(migrations)) {
    plan.writes.push({ path, text, how: "create", what: "migration" });
  }
  planConfig(plan, snapshot, own);
  const record = installedText(manifest.version, written);
  if (record !== read(installedPath)) {
    const how = read(installedPath) === undefined ? "create" : "replace";
    plan.writes.push({
      path: installedPath,
      text: record,
      how,
      what: "what init wrote, for the next upgrade",
    });
  }
  return plan;
}

function placeFile(
  plan: Plan,
  { path, text }: OwnFile,
  present: string | undefined,
  { wrote, update }: { wrote: string | undefined; update: boolean },
): void {
  const write = (how: Write["how"]) => plan.writes.push({ path, text, how, what: "edge function" });
  if (present === undefined) write("create");
  else if (present !== text) {
    const isUntouched = wrote !== undefined && digest(present) === wrote;
    if (isUntouched && update) write("replace");
    else {
      const why = isUntouched ? "of another version of Slipway; --update replaces it" : "edited by you";
      plan.left.push({ path, why });
    }
  }
}

function planConfig(plan: Plan, { name, read }: Snapshot, functions: readonly string[]): void {
  const present = read(configPath);
  if (present === undefined) {
    plan.writes.push({ path: configPath, text: newConfig(name, functions), how: "create", what: "settings" });
    return;
  }
  const { text, remarks } = addToConfig(present, functions);
  plan.remarks.push(...remarks);
  if (text !== present) {
    plan.writes.push({
      path: configPath,
      text,
      how: "add",
      what: "exposed schema, settings of the functions",
    });
  }
}
