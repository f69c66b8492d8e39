import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, type Finding, refuseAll } from "../../cli/command-error.ts";
import { randomHex } from "../../runtime.ts";
import { markerOf, renderService, renderTimer, type UnitFacts, unitName } from "./render.ts";

/** A unit as it ought to be. */
export interface UnitFile {
  path: string;
  text: string;
  /** As it is; null when there is none. */
  before: string | null;
}

/** Both units below `folder`. Raises `unit_foreign` (exit 5) when a file of that name is somebody else's. */
export async function planUnits(facts: UnitFacts, folder: string): Promise<UnitFile[]> {
  const name = unitName(facts);
  const units = await Promise.all(
    [[`${name}.service`, renderService(facts)], [`${name}.timer`, renderTimer(facts)]].map(
      async ([file = "", text = ""]): Promise<UnitFile> => {
        const path = join(folder, file);
        return { path, text, before: await readFile(path, "utf8").catch(missing) };
      },
    ),
  );
  const foreign = units.filter(({ before }) => before !== null && before.split("\n")[0] !== markerOf(facts));
  if (foreign.length > 0) {
    throw refuseAll(
      "unit_foreign",
      foreign.map(({ path }): Finding => ({
        code: "unit_foreign",
        message: `${path} was not written for this checkout`,
        hint: "Move it away, or remove it, if it is not needed any more.",
      })),
    );
  }
  return units;
}

/** Writes what differs, each file at once, never half; gives the paths. */
export async function writeUnits(units: readonly UnitFile[], folder: string): Promise<string[]> {
  const changed = units.filter(({ text, before }) => text !== before);
  if (changed.length > 0) await mkdir(folder, { recursive: true }).catch(refused(folder));
  for (const { path, text } of changed) {
    const next = `${path}.${randomHex(4)}`;
    await writeFile(next, text, { mode: 0o644, flag: "wx" }).catch(refused(path));
    await rename(next, path);
  }
  return changed.map(({ path }) => path);
}

/** Removes them; gives the paths. */
export async function removeUnits(units: readonly UnitFile[]): Promise<string[]> {
  for (const { path } of units) await rm(path, { force: true }).catch(refused(path));
  return units.map(({ path }) => path);
}

function missing(error: unknown): null {
  if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return null;
  throw error;
}

function refused(path: string): (error: unknown) => never {
  return (error) => {
    throw new CommandError(
      "unit_unwritable",
      `${path} can't be written: ${error instanceof Error ? error.message : error}`,
      "Run it with sudo, or with --user for a timer of your own.",
    );
  };
}
