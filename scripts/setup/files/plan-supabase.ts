import manifest from "../../../package.json" with { type: "json" };
import { ownPart, type Snapshot } from "../find/snapshot.ts";
import { supabaseFolder } from "../find/supabase.ts";
import { emptyPlan, type Plan, type Write } from "../plan.ts";
import { addToConfig, newConfig } from "./config-toml.ts";
import { digest, installedPath, installedText, readInstalled } from "./installed.ts";
import {
  functionFiles,
  missingMigrations,
  type OwnFile,
  type Placement,
  sharedFiles,
  slipwayFunctions,
} from "./own-files.ts";

/** Where Slipway's part goes: where it is already, else into the repository's Supabase project; with the prefix that was given, or that it has. */
export function placementIn(snapshot: Snapshot, prefix?: string): Placement {
  const known = [...snapshot.files].find((path) =>
    path.endsWith("supabase/functions/_slipway/installed.json")
  );
  const folder = known?.replace(/\/functions\/_slipway\/installed\.json$/, "") ??
    supabaseFolder(ownPart(snapshot));
  return { folder, prefix: prefix ?? readInstalled(snapshot.read(installedPath({ folder }))).prefix };
}

/** The functions of the user's that are called like one of ours. */
export function foreignFunctions({ read, files }: Snapshot, placement: Placement): string[] {
  const installed = readInstalled(read(installedPath(placement)));
  return slipwayFunctions(placement.prefix).filter((name) =>
    [...files].some((path) => path.startsWith(`${placement.folder}/functions/${name}/`)) &&
    !functionFiles(name, placement).some(({ path, text }) =>
      installed.files[path] !== undefined || read(path) === text
    )
  );
}

/**
 * Slipway's functions, migrations and settings for the user's supabase/. A function of the user's that is called like one of ours stays, and
 * is named. What differs from this version stays as well, unless `update` is given and nobody has edited it.
 */
export function planSupabase(
  snapshot: Snapshot,
  { placement = placementIn(snapshot), update = false }: { placement?: Placement; update?: boolean },
): Plan {
  const { read, files } = snapshot;
  const { folder, prefix } = placement;
  const plan = emptyPlan();
  const installed = readInstalled(read(installedPath(placement)));
  const foreign = foreignFunctions(snapshot, placement);
  const own = slipwayFunctions(prefix).filter((name) => !foreign.includes(name));
  for (const name of foreign) {
    plan.left.push({ path: `${folder}/functions/${name}`, why: "a function of yours has this name" });
    plan.remarks.push(
      `Slipway calls its own function "${name}": run slipway init again with --function-prefix slipway- to install all of Slipway's ` +
        "functions under other names, or rename yours",
    );
  }
  if (prefix !== "") {
    plan.remarks.push(
      `the database calls Slipway's functions by name: tell it once, with select vault.create_secret('${prefix}', 'function_prefix');`,
    );
  }

  const written = { ...installed.files };
  for (const file of [...own.flatMap((name) => functionFiles(name, placement)), ...sharedFiles(placement)]) {
    placeFile(plan, file, read(file.path), { wrote: installed.files[file.path], update });
    if (plan.writes.at(-1)?.path === file.path) written[file.path] = digest(file.text);
  }
  const start = `${folder}/migrations/`;
  const migrations = [...files].filter((path) => path.startsWith(start) && path.endsWith(".sql"))
    .map((path) => path.slice(start.length)).filter((name) => !name.includes("/"));
  for (const { path, text } of missingMigrations(migrations, placement)) {
    plan.writes.push({ path, text, how: "create", what: "migration" });
  }
  planConfig(plan, snapshot, `${folder}/config.toml`, own);
  const path = installedPath(placement);
  const record = installedText(manifest.version, prefix, written);
  if (record !== read(path)) {
    const how = read(path) === undefined ? "create" : "replace";
    plan.writes.push({ path, text: record, how, what: "what init wrote, for the next upgrade" });
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

function planConfig(plan: Plan, { name, read }: Snapshot, path: string, functions: readonly string[]): void {
  const present = read(path);
  if (present === undefined) {
    plan.writes.push({ path, text: newConfig(name, functions), how: "create", what: "settings" });
    return;
  }
  const { text, remarks } = addToConfig(present, functions);
  plan.remarks.push(...remarks);
  if (text !== present) {
    plan.writes.push({
      path,
      text,
      how: "add",
      what: "exposed schema, settings of the functions",
    });
  }
}
