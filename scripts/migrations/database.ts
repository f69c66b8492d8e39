import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { createContext, type DeployContext } from "../deploy/context.ts";
import { componentsOf, type Environment, resolveEnvironment } from "../manifest/environment.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Manifest } from "../manifest/schema.ts";
import type { Session } from "../ship/flow/session.ts";

/** A session of the environment that is named; its control plane is the one that knows them all. Raises `environment_unknown` (exit 2). */
export function sessionFor(session: Session, name: string): Session {
  const environment = resolveEnvironment(session.workspace.manifest, name);
  return { ...session, environment, upstream: environment.upstream };
}

/** The context of an environment's migrations. Raises `migrations_none` (exit 2) where no component has any. */
export function contextOf(session: Session, sha: string): DeployContext {
  const component = componentWithMigrations(session.workspace.manifest, session.environment);
  return createContext(session, component, { sha });
}

/** All components share the folder of migrations: the first that applies them stands for it. */
function componentWithMigrations(manifest: Manifest, environment: Environment): string {
  const found = componentsOf(manifest, environment).find((key) => {
    const { deploy } = componentOf(manifest, key);
    return deploy?.type === "supabase" && deploy.migrations;
  });
  if (found !== undefined) return found;
  throw new CommandError(
    "migrations_none",
    `no component of ${environment.name} applies migrations`,
    'Write "deploy": { "type": "supabase", "migrations": true, "functions": [] } into the component of the database.',
    exitCode.usage,
  );
}
