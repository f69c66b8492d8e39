import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { planDatabasePush } from "../deploy/adapters/supabase.ts";
import type { DeployContext } from "../deploy/context.ts";
import { runCommands } from "../deploy/run-commands.ts";
import { openGit } from "../git/git.ts";
import { readStatus } from "../git/repository.ts";
import { componentOf } from "../manifest/component-of.ts";
import { workTree } from "../manifest/tree.ts";
import { env } from "../runtime.ts";
import { databaseVariable, openOwnDatabase } from "./own-database.ts";

/**
 * Runs the `ci` commands of a component, one after the other, with a database of their own where it asks for one. What they change of the
 * files that git knows is drift: generated files that were not committed. Raises `ci_missing` (exit 2), `ci_failed` and `ci_migrations_failed`
 * (exit 1), `ci_drift` (exit 7), and what `openOwnDatabase` raises.
 */
export async function runCi(context: DeployContext): Promise<void> {
  const { root, manifest, component: key, output } = context;
  const { ci } = componentOf(manifest, key);
  if (ci === undefined) {
    throw new CommandError(
      "ci_missing",
      `${key} has no ci block in version.json`,
      `Give it one: "ci": { "run": ["npm test"] }.`,
      exitCode.usage,
    );
  }
  const git = openGit(root);
  const before = await trackedChanges(git);
  const database = ci.database ? await openOwnDatabase(env(databaseVariable), output.note) : null;
  try {
    const more: Record<string, string> = database === null ? {} : { [databaseVariable]: database.url };
    if (database !== null) await migrate(context, database.url);
    await runCommands(
      context,
      key,
      ci.run.map((line) => planShell({ ...context, env: { ...context.env, ...more } }, line)),
      {
        ...{ code: "ci_failed", what: `CI of ${key}`, exitCode: exitCode.failure },
        hint: `Run it here: npx --no slipway gates ci --run ${key}`,
      },
    );
  } finally {
    await database?.stop();
  }
  const drifted = [...await trackedChanges(git)].filter((path) => !before.has(path));
  if (drifted.length === 0) return;
  throw new CommandError(
    "ci_drift",
    `CI of ${key} changed files that are committed: ${drifted.slice(0, 20).join(", ")}`,
    "Commit what the commands generate, or let git ignore it.",
    exitCode.drift,
  );
}

/** Every migration of the repository, where it has any, by the command that applies them in production as well. */
async function migrate(context: DeployContext, url: string): Promise<void> {
  if (!await workTree(context.root).exists("supabase/migrations")) return;
  const { password } = new URL(url);
  // the local one's is everybody's
  if (password !== "postgres") mask.add(decodeURIComponent(password));
  const push = planDatabasePush({ ...context, env: { ...context.env, SLIPWAY_DB_URL: url } }, [
    "--yes",
    "--skip-vault",
  ]);
  await runCommands(context, "migrations", [push], {
    ...{ code: "ci_migrations_failed", what: "Applying the migrations", exitCode: exitCode.failure },
    hint: "Correct the migration that the last lines name; nothing but CI's own database was touched.",
  });
}

async function trackedChanges(git: ReturnType<typeof openGit>): Promise<Set<string>> {
  const { changes } = await readStatus(git);
  return new Set(changes.filter(({ isUntracked }) => !isUntracked).map(({ path }) => path));
}
