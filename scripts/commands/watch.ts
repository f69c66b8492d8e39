// slipway watch: how far an announcement is, until it is everywhere.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { sleep } from "../runtime.ts";
import { CommandError } from "../cli/command-error.ts";
import { firstSignal } from "../cli/interrupt.ts";
import { safeJson, safeText } from "../cli/safe-text.ts";
import { isAtTerminal } from "../cli/terminal.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";
import { uuid } from "./uuid-option.ts";

interface Options extends CredentialOptions {
  json?: boolean;
  interval: number;
  stop?: string;
}

/** `slipway watch [announcement]`. Exit code 0 when all ended well (with --stop: when it has ended), 1 when a delivery failed, 130 when interrupted. */
export function watchCommand(): Command {
  const command = new Command("watch")
    .description("Show how far an announcement is, until it is everywhere (default: the newest).")
    .argument("[announcement]", "its id", uuid)
    .option(
      "--stop <reason>",
      "end what is under way: who was not told yet stays untold, and the reason is kept",
      reason,
    )
    .option("--json", "one line of JSON per look (NDJSON)")
    .option("--interval <ms>", "milliseconds between two looks", milliseconds, 500)
    .action(watch);
  return addCredentialOptions(command);
}

async function watch(announcement: string | undefined, options: Options): Promise<void> {
  const { connect } = await import("../control-plane/control-plane.ts");
  const { isFine } = await import("../watch/progress.ts");
  const { actorName } = await import("../control-plane/actor.ts");
  const { describeProgress } = await import("../watch/screen.ts");
  const controlPlane = connect(await credentialOf(options));

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
    const { halted } = await controlPlane.stopAnnouncement({
      ...{ announcement: id, reason: options.stop },
      actor: actorName(),
    });
    for (const { component, channel, build } of halted) {
      console.error(safeText(`The rollout of ${component} ${build} on ${channel} is halted as well.`));
    }
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

function reason(value: string): string {
  if (value.trim() !== "") return value;
  throw new InvalidArgumentError("A reason needs words.");
}

function milliseconds(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 50 && number <= 60_000) return number;
  throw new InvalidArgumentError("A whole number from 50 to 60000.");
}
