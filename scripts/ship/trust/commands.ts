import { hostApi } from "../../git/agreed.ts";
import type { Component, Manifest, Verify } from "../../manifest/schema.ts";

type Ship = Manifest["ship"];
type Listed = [pointer: string, text: string | undefined];

/**
 * Everything in version.json that a ship runs, or that decides where it runs and where it sends what is secret: JSON Pointer → text. Whoever may
 * change one of these runs code as the person who ships next. What else version.json says, and why nobody is asked about it, is in the test of
 * this function: there every field of the schema has its place.
 */
export function commandsOf({ ship, components }: Manifest): Map<string, string> {
  const all = [
    ...ofShip(ship),
    ...ship.bootstrap.flatMap(ofBootstrap),
    ...Object.entries(ship.environments ?? {}).flatMap(ofEnvironment),
    ...Object.entries(ship.keys ?? {}).flatMap(ofKey),
    ...Object.entries(components).flatMap(ofComponent),
  ];
  return new Map(all.flatMap(([pointer, text]) => text === undefined ? [] : [[pointer, text]]));
}

function ofShip(ship: Ship): Listed[] {
  const { host } = ship.release ?? {};
  return [
    ["/ship/remote", ship.remote],
    ["/ship/prepare", ship.prepare],
    ...each("/ship/hooks/before", ship.hooks.before),
    ...each("/ship/hooks/after", ship.hooks.after),
    ...Object.entries(ship.targets).map(([name, { ssh }]): Listed => [`/ship/targets/${name}/ssh`, ssh]),
    ...each("/ship/pass_environment", ship.pass_environment),
    ["/ship/environment/project_ref", ship.environment?.project_ref],
    // where the host's token is sent, and what is written with it
    [hostApi, host?.api],
    ["/ship/release/host/repo", host && `${host.type} ${host.repo}`],
  ];
}

function ofEnvironment(
  [name, { url, project_ref: ref, targets }]: [string, NonNullable<Ship["environments"]>[string]],
): Listed[] {
  const at = `/ship/environments/${name}`;
  return [
    [`${at}/project_ref`, ref],
    // what {url} stands for: the headers of probes go there
    [`${at}/url`, url],
    ...Object.entries(targets).map(([target, { ssh }]): Listed => [`${at}/targets/${target}/ssh`, ssh]),
  ];
}

function ofBootstrap(
  { check, run, cwd, env, registration }: Ship["bootstrap"][number],
  index: number,
): Listed[] {
  const at = `/ship/bootstrap/${index}`;
  return [
    [`${at}/check`, check],
    [`${at}/run`, run],
    [`${at}/cwd`, cwd],
    ...each(`${at}/env`, env),
    [`${at}/registration/closed`, registration && sentBy(registration.closed)],
    [`${at}/registration/first_user`, registration && sentBy(registration.first_user)],
  ];
}

function ofKey([name, key]: [string, NonNullable<Ship["keys"]>[string]]): Listed[] {
  const at = `/ship/keys/${name}`;
  const steps = Object.entries(key.steps).map(([step, { run }]): Listed => [`${at}/steps/${step}/run`, run]);
  if (key.kind !== "secret-list") return steps;
  return [...steps, [`${at}/read`, key.read], [`${at}/write`, key.write], [`${at}/secret`, key.secret]];
}

function ofComponent([key, { deploy, store, release, verify, env }]: [string, Component]): Listed[] {
  const at = `/components/${key}`;
  const found = verify.map((probe, index): Listed => [`${at}/verify/${index}`, sentBy(probe)]);
  const source = env?.source;
  if (source?.type === "command") found.push([`${at}/env/source/run`, source.run]);
  if (source?.type === "ssh-unit") {
    found.push([`${at}/env/source/target`, source.target], [`${at}/env/source/unit`, source.unit]);
  }
  found.push([`${at}/store/archive`, store?.archive]);
  found.push(...each(`${at}/store/lanes`, store?.lanes ?? {}));
  found.push([`${at}/release/floats/command`, release?.floats?.command]);
  if (deploy === undefined) return found;
  if ("run" in deploy) found.push([`${at}/deploy/run`, deploy.run]);
  if ("script" in deploy) found.push([`${at}/deploy/script`, deploy.script]);
  if ("rollback" in deploy) found.push([`${at}/deploy/rollback`, deploy.rollback]);
  if ("target" in deploy) found.push([`${at}/deploy/target`, deploy.target]);
  if ("unit" in deploy) found.push([`${at}/deploy/unit`, deploy.unit]);
  if ("functions" in deploy) found.push(...each(`${at}/deploy/functions`, deploy.functions));
  return found;
}

function each(at: string, texts: Readonly<Record<string, string | undefined>> | readonly string[]): Listed[] {
  return Object.entries(texts).map(([name, text]) => [`${at}/${name}`, text]);
}

/** What a probe runs, or where it sends a variable of whoever ships, or does more than read; undefined when it is none of these. */
export function sentBy(probe: Verify): string | undefined {
  if (probe.type === "browser") return JSON.stringify([probe.script, probe.env ?? []]);
  if (probe.type === "sql") return probe.query;
  if (probe.type === "supabase") return undefined;
  const { url, headers = {}, body, method = "GET" } = probe;
  const sent = JSON.stringify([method, url, headers, body ?? ""]);
  return sent.includes("{env:") || !["GET", "HEAD", "OPTIONS"].includes(method) ? sent : undefined;
}
