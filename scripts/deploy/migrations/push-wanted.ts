import { readInside } from "../../manifest/real-path.ts";
import { planDatabasePush } from "../adapters/supabase-database.ts";
import type { DeployContext } from "../context.ts";
import { type Failure, runCommands } from "../run-commands.ts";
import type { MigrationFile } from "./migration-files.ts";
import type { Phase } from "./phase.ts";
import { makePhaseFolder } from "./phase-folder.ts";
import type { Pending } from "./read-pending.ts";
import { failedFile, type Left, leftAfter } from "./what-is-left.ts";

/** How often a run goes on after what an earlier one did meanwhile. */
const mostTries = 4;

interface Run {
  pending: Pending;
  wanted: readonly MigrationFile[];
  phase: Phase | "all";
}

interface Failed {
  error: unknown;
  /** Null when the database can't be asked any more. */
  left: Left | null;
}

/**
 * Applies the wanted files; null when all of them are applied. What a killed run had sent goes on in the database, and may be applied while this
 * run waits for its locks: a file that failed, and is applied all the same, is no failure. It goes on with what is left then.
 */
export async function pushWanted(context: DeployContext, run: Run, failure: Failure): Promise<Failed | null> {
  for (let tries = 1;; tries++) {
    try {
      await push(context, run, failure);
      return null;
    } catch (error) {
      const left = await leftAfter(context, run.wanted);
      const name = failedFile(error);
      const isOvertaken = left !== null && name !== undefined &&
        left.wanted.every((file) => file.name !== name);
      if (!isOvertaken || tries === mostTries) return { error, left };
      context.output.note(`${name} was applied by an earlier run meanwhile`);
      run = { ...run, ...left };
    }
  }
}

/** Also with nothing to apply, when all was asked for and the settings name secrets: the CLI brings the vault up to date with them. */
async function push(
  context: DeployContext,
  { pending, wanted, phase }: Run,
  failure: Failure,
): Promise<void> {
  if (wanted.length === 0 && !(phase === "all" && hasVault(context))) return;
  const newest = pending.applied.toSorted().at(-1) ?? "";
  const flags = [...wanted.some(({ version }) => version < newest) ? ["--include-all"] : [], "--yes"];
  const names = new Set(wanted.map(({ name }) => name));
  const rest = pending.files.map(({ name }) => name).filter((name) => !names.has(name));
  const folder = rest.length === 0 ? undefined : await makePhaseFolder(context.root, new Set(rest));
  try {
    await runCommands(context, context.component, [planDatabasePush(context, flags, folder?.path)], failure);
  } finally {
    await folder?.remove();
  }
}

function hasVault({ root }: DeployContext): boolean {
  const config = readInside(root, "supabase/config.toml");
  return config !== null && /^[ \t]*\[db\.vault\]/m.test(new TextDecoder().decode(config));
}
