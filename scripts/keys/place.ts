import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { createContext, type DeployContext } from "../deploy/context.ts";
import { resolveEnvironment } from "../manifest/environment.ts";
import type { Manifest } from "../manifest/schema.ts";
import { rowOrder } from "../manifest/rows.ts";
import type { Session } from "../ship/flow/session.ts";

/** A key as version.json declares it. */
export type DeclaredKey = NonNullable<Manifest["ship"]["keys"]>[string];

/** A declared key, and where its commands run. */
export interface KeyPlace<Declared extends DeclaredKey = DeclaredKey> {
  name: string;
  declared: Declared;
  session: Session;
  context: DeployContext;
}

/** The keys that version.json declares. */
export function declaredKeys({ ship }: Pick<Manifest, "ship">): Record<string, DeclaredKey> {
  return ship.keys ?? {};
}

/** Raises `key_unknown` (exit 2), which names those there are. */
export function placeOf(session: Session, name: string): KeyPlace {
  const { workspace: { manifest } } = session;
  const keys = declaredKeys(manifest);
  const declared = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (declared === undefined) {
    const names = Object.keys(keys);
    throw new CommandError(
      "key_unknown",
      `version.json declares no key ${name}`,
      names.length === 0
        ? "Declare it in ship.keys of version.json."
        : `There are ${names.join(", ")}: ship.keys.`,
      exitCode.usage,
    );
  }
  const environment = declared.kind === "secret-list" && declared.environment !== undefined
    ? resolveEnvironment(manifest, declared.environment)
    : session.environment;
  const [supabase] =
    Object.entries(manifest.components).find(([, { deploy }]) => deploy?.type === "supabase") ?? [];
  const component = declared.component ?? supabase ?? rowOrder(manifest)[0] ?? "";
  return { name, declared, session, context: createContext({ ...session, environment }, component) };
}
