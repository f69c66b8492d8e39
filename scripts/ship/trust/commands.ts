import type { Manifest, Verify } from "../../manifest/schema.ts";

/**
 * Everything in version.json that a ship runs, or that decides where it runs: JSON Pointer → text. Whoever may change one of these runs
 * code as the person who ships next.
 */
export function commandsOf({ ship, components }: Manifest): Map<string, string> {
  const found = new Map<string, string>();
  const add = (pointer: string, text: string | undefined) => text !== undefined && found.set(pointer, text);
  add("/ship/prepare", ship.prepare);
  for (const when of ["before", "after"] as const) {
    for (const [step, line] of Object.entries(ship.hooks[when])) add(`/ship/hooks/${when}/${step}`, line);
  }
  for (const [name, { ssh }] of Object.entries(ship.targets)) add(`/ship/targets/${name}/ssh`, ssh);
  for (const [name, { targets }] of Object.entries(ship.environments ?? {})) {
    for (const [target, { ssh }] of Object.entries(targets)) {
      add(`/ship/environments/${name}/targets/${target}/ssh`, ssh);
    }
  }
  ship.pass_environment.forEach((name, index) => add(`/ship/pass_environment/${index}`, name));
  ship.bootstrap.forEach(({ check, run, env, registration }, index) => {
    const at = `/ship/bootstrap/${index}`;
    add(`${at}/check`, check);
    add(`${at}/run`, run);
    env.forEach((name, place) => add(`${at}/env/${place}`, name));
    if (registration === undefined) return;
    add(`${at}/registration/closed`, sentBy(registration.closed));
    add(`${at}/registration/first_user`, sentBy(registration.first_user));
  });
  for (const [name, key] of Object.entries(ship.keys ?? {})) {
    for (const [step, { run }] of Object.entries(key.steps)) add(`/ship/keys/${name}/steps/${step}/run`, run);
    if (key.kind === "secret-list") {
      add(`/ship/keys/${name}/read`, key.read);
      add(`/ship/keys/${name}/write`, key.write);
    }
  }
  // where the host's token is sent
  add("/ship/release/host/api", ship.release?.host?.api);
  for (const [key, { deploy, store, release, verify, env }] of Object.entries(components)) {
    const at = `/components/${key}`;
    verify.forEach((probe, index) => add(`${at}/verify/${index}`, sentBy(probe)));
    if (env?.source.type === "command") add(`${at}/env/source/run`, env.source.run);
    if (env?.source.type === "ssh-unit") add(`${at}/env/source/target`, env.source.target);
    add(`${at}/store/archive`, store?.archive);
    for (const [lane, line] of Object.entries(store?.lanes ?? {})) add(`${at}/store/lanes/${lane}`, line);
    add(`${at}/release/floats/command`, release?.floats?.command);
    if (deploy === undefined) continue;
    if ("run" in deploy) add(`${at}/deploy/run`, deploy.run);
    if ("script" in deploy) add(`${at}/deploy/script`, deploy.script);
    if ("rollback" in deploy) add(`${at}/deploy/rollback`, deploy.rollback);
    if ("target" in deploy) add(`${at}/deploy/target`, deploy.target);
  }
  return found;
}

/** What a probe runs, or where it sends a variable of whoever ships; undefined when it does neither. */
function sentBy(probe: Verify): string | undefined {
  if (probe.type === "browser") return JSON.stringify([probe.script, probe.env ?? []]);
  if (probe.type === "supabase" || probe.type === "sql") return undefined;
  const { url, headers = {}, body } = probe;
  const sent = JSON.stringify([url, headers, body ?? ""]);
  return sent.includes("{env:") ? sent : undefined;
}
