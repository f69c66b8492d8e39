// slipway watch: how far an announcement is, until it is everywhere.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { env, sleep } from "../runtime.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { firstSignal } from "../cli/interrupt.ts";
import { safeJson, safeText } from "../cli/safe-text.ts";
import { mask } from "../cli/mask.ts";
import { isAtTerminal } from "../cli/terminal.ts";
import type { Credential } from "../control-plane/credentials.ts";

interface Options {
  json?: boolean;
  url?: string;
  secretKey?: string;
  interval: number;
  stop?: string;
}

/** `slipway watch [announcement]`. Exit code 0 when all ended well (with --stop: when it has ended), 1 when a delivery failed, 130 when interrupted. */
export function watchCommand(): Command {
  return new Command("watch")
    .description("Show how far an announcement is, until it is everywhere (default: the newest).")
    .argument("[announcement]", "its id", uuid)
    .option(
      "--stop <reason>",
      "end what is under way: who was not told yet stays untold, and the reason is kept",
      reason,
    )
    .option("--json", "one line of JSON per look (NDJSON)")
    .option("--url <url>", "address of the project (default: SLIPWAY_URL, or what slipway link wrote)")
    .option("--secret-key <key>", "a secret key; better given as SLIPWAY_SECRET_KEY")
    .option("--interval <ms>", "milliseconds between two looks", milliseconds, 500)
    .action(watch);
}

async function watch(announcement: string | undefined, options: Options): Promise<void> {
  const { connect } = await import("../control-plane/control-plane.ts");
  const { isFine } = await import("../watch/progress.ts");
  const { actorName } = await import("../control-plane/actor.ts");
  const { describeProgress } = await import("../watch/screen.ts");
  const controlPlane = connect(await credential(options));

  const look = async (id: string | undefined) => {
    const progress = await controlPlane.announcementProgress(id);
    if (progress !== null) return progress;
    throw new CommandError(
      "announcement_unknown",
      id ? `there is no announcement ${id}` : "nothing was announced yet",
      "Move a build first.",
    );
  };

  if (options.stop !== undefined) {
    const { announcement: id } = await look(announcement);
    await controlPlane.stopAnnouncement({ announcement: id, reason: options.stop, actor: actorName() });
    announcement = id;
  }

  const interrupted = new AbortController();
  firstSignal().then(() => interrupted.abort());
  let before = null;
  let shown = 0;
  for (;;) {
    const now = await look(before?.announcement ?? announcement);
    if (options.json) console.log(safeJson(JSON.stringify(now)));
    else if (isAtTerminal(process.stdout)) shown = redraw(describeProgress(before, now), shown);
    else if (now.complete) console.log(safeText(describeProgress(before, now).join("\n")));
    if (now.complete) process.exit(options.stop !== undefined || isFine(now) ? 0 : 1);
    if (interrupted.signal.aborted) process.exit(130);
    before = now;
    await sleep(options.interval, interrupted.signal);
  }
}

/** Writes over the lines of the look before; returns how many lines stand now. */
function redraw(lines: string[], shown: number): number {
  const up = shown > 0 ? `\x1b[${shown}A` : "";
  process.stdout.write(`${up}\x1b[0J${safeText(lines.join("\n"))}\n`);
  return lines.length;
}

/** What is given here goes before the environment, and both before what `slipway link` wrote for the repository. */
async function credential({ url, secretKey }: Options): Promise<Credential> {
  const address = url ?? env("SLIPWAY_URL");
  const key = secretKey ?? env("SLIPWAY_SECRET_KEY");
  mask.add(key);
  if (address && key) return { url: address, key, kind: "secret", source: "the options or the environment" };
  const root = url === undefined && secretKey === undefined ? await rootOrNone() : undefined;
  if (root !== undefined) {
    const { readCredential } = await import("../control-plane/credentials.ts");
    const { resolveProject } = await import("../control-plane/project.ts");
    const { openGit } = await import("../git/git.ts");
    const { resolveEnvironment } = await import("../manifest/environment.ts");
    const { loadWorkspace } = await import("../manifest/load.ts");
    const { manifest } = await loadWorkspace(root);
    const project = await resolveProject(openGit(root), manifest, resolveEnvironment(manifest));
    return await readCredential(project, "secret");
  }
  throw new CommandError(
    "credential_missing",
    `not set: ${[...address ? [] : ["SLIPWAY_URL"], ...key ? [] : ["SLIPWAY_SECRET_KEY"]].join(", ")}`,
    "Export them, give --url and --secret-key, or run slipway link in the repository.",
    exitCode.credentials,
  );
}

async function rootOrNone(): Promise<string | undefined> {
  const { findRoot } = await import("../manifest/load.ts");
  try {
    return findRoot(process.cwd());
  } catch {
    return undefined;
  }
}

function uuid(value: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value;
  throw new InvalidArgumentError("An announcement's id is a uuid.");
}

function reason(value: string): string {
  if (value.trim() !== "") return value;
  throw new InvalidArgumentError("A reason needs words.");
}

function milliseconds(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 50 && number <= 60_000) return number;
  throw new InvalidArgumentError("A whole number from 50 to 60000.");
}
