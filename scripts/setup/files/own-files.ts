import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { packageRoot } from "../../package.ts";

/** A file of Slipway as it belongs into a user's repository. */
export interface OwnFile {
  /** Below the user's root. */
  path: string;
  text: string;
}

/** Where Slipway's migrations and functions go, and how its functions are called. */
export interface Placement {
  /** A folder `supabase`, at the root or below it. */
  folder: string;
  /** In front of the names of Slipway's functions; mostly empty. */
  prefix: string;
}

/** Where the code that functions share goes: `_shared` may be the user's. */
export function sharedFolder({ folder }: Pick<Placement, "folder">): string {
  return `${folder}/functions/_slipway`;
}
/** As config.toml names it: paths there are below supabase/. */
export const importMap = "./functions/_slipway/deno.json";

const source = join(packageRoot, "functions");
const denoJson = z.object({ imports: z.record(z.string(), z.string()) });

/** The names of Slipway's edge functions, as they are installed. */
export function slipwayFunctions(prefix = ""): string[] {
  return readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => prefix + name).sort();
}

/** One function's own files, by the name that it is installed with. */
export function functionFiles(name: string, { folder, prefix }: Placement): OwnFile[] {
  return filesBelow(name.slice(prefix.length), `${folder}/functions/${name}`);
}

/** What the functions share, and their import map. */
export function sharedFiles(placement: Placement): OwnFile[] {
  const { imports } = denoJson.parse(JSON.parse(readFileSync(join(source, "deno.json"), "utf8")));
  return [
    ...filesBelow("_shared", sharedFolder(placement)),
    { path: `${sharedFolder(placement)}/deno.json`, text: `${JSON.stringify({ imports }, null, 2)}\n` },
  ];
}

/**
 * The migrations that a repository lacks, after every migration that it has: `supabase db push` refuses one that comes before an applied
 * one. They are known by what follows the time stamp, `slipway_<name>.sql`, which never changes.
 */
export function missingMigrations(
  existing: readonly string[],
  { folder }: Pick<Placement, "folder">,
): OwnFile[] {
  let last = existing.map((file) => /^\d+/.exec(file)?.[0] ?? "").reduce((a, b) => a > b ? a : b, "");
  return readdirSync(join(packageRoot, "migrations")).filter((file) => file.endsWith(".sql")).sort().flatMap(
    (file) => {
      const [, stamp = "", name = ""] = /^(\d+)_(.*)$/.exec(file) ?? [];
      if (existing.some((other) => other.endsWith(`_slipway_${name}`))) return [];
      last = stamp > last ? stamp : secondAfter(last);
      const text = readFileSync(join(packageRoot, "migrations", file), "utf8");
      return [{ path: `${folder}/migrations/${last}_slipway_${name}`, text }];
    },
  );
}

/** `20261121235959` → `20261122000000`. */
function secondAfter(stamp: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp) ??
    [];
  if (second === undefined) return String(BigInt(stamp) + 1n);
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second) + 1,
  );
  return new Date(time).toISOString().replace(/\D/g, "").slice(0, 14);
}

function filesBelow(folder: string, target: string): OwnFile[] {
  return globSync("**/*.ts", { cwd: join(source, folder) }).sort().map((file) => ({
    path: `${target}/${file}`,
    text: readFileSync(join(source, folder, file), "utf8").replace(
      /(["'](?:\.\.\/)+)_shared\//g,
      "$1_slipway/",
    ),
  }));
}
