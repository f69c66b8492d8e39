// slipway follow: what a host does about its branch.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { uuidOption } from "./uuid-option.ts";

interface Options {
  host?: string;
  components?: string[];
  accept?: string;
  every: number;
  once?: boolean;
  cutover?: boolean;
  promotion?: string;
  install?: boolean;
  uninstall?: boolean;
  user?: boolean;
  now?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/**
 * `slipway follow <environment>`. Exit code of a run: 0 when the host runs what its branch has, or another process is at it; 1 when the remote
 * can't be read, 7 for drift, 8 and 9 when a deploy failed; 130 when the loop is interrupted.
 */
export function followCommand(): Command {
  return new Command("follow")
    .description(
      "On a host: fetch the branch of an environment, deploy what moved of the components whose target is this host, verify it, and report branch and commit. Usually from a timer.",
    )
    .argument("<environment>", "its name in version.json")
    .option("--host <name>", "what version.json calls this machine (default: its hostname)")
    .option("--once", "look once, as a timer does; otherwise again and again, until Ctrl-C")
    .option("--every <time>", "between two looks: 30s, 5m, 1h", time, 60)
    .option("--components <keys>", "only these of the host's components, with commas between them", list)
    .option(
      "--accept <commit>",
      "follow a branch that was rewritten, or go back to it: the commit that it has",
    )
    .option(
      "--cutover",
      "take the host over to a branch that was reset: fetch, checkout, reset, each recorded",
    )
    .addOption(uuidOption("--promotion <id>", "with --cutover: the promotion that reset the branch"))
    .option("--install", "write a systemd service and timer that look every so often")
    .option("--uninstall", "take them away again")
    .option("--user", "with --install: for your own systemd, without root")
    .option("--now", "with --install and --uninstall: tell systemd as well, instead of saying what to type")
    .option("--dry-run", "with --install: show the units, write nothing")
    .option("--json", "one line of JSON per look")
    .addHelpText(
      "after",
      `
  slipway follow production --host web-1 --once
  sudo slipway follow production --host web-1 --install --every 60s
A checkout with changes, one that somebody took to another branch, and a branch that was rewritten
are reported and left alone.`,
    )
    .action(follow);
}

async function follow(environment: string, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const signal = interruptSignal();
  const { findRoot } = await import("../manifest/load.ts");
  const { openFollower } = await import("../follow/follower.ts");
  const root = findRoot(process.cwd());
  const open = () => openFollower(root, { environment, host: options.host }, output, signal);
  if (options.install || options.uninstall) {
    const { printInstalled } = await import("../follow/units/screen.ts");
    const { installUnits, uninstallUnits } = await import("../follow/units/install.ts");
    const { user = false, dryRun = false, now = false, every } = options;
    const wishes = { isUser: user, isDryRun: dryRun, isNow: now, everySeconds: every };
    const change = options.install ? installUnits : uninstallUnits;
    return printInstalled(output, await change(await open(), wishes), options.install ?? false);
  }
  if (options.cutover) {
    const { cutOver } = await import("../follow/cutover.ts");
    const { sha, steps } = await cutOver(await open(), requirePromotion(options.promotion));
    output.print(`at ${sha}: ${steps.map(({ step }) => step).join(", ")}`);
    return output.json({ event: "result", outcome: "cut-over", sha, steps });
  }
  const { keepFollowing, lookOnce } = await import("../follow/loop.ts");
  const { every, accept, components: only, once } = options;
  process.exitCode = once
    ? await lookOnce(await open(), { accept, only })
    : await keepFollowing(open, { accept, only }, { output, signal, everySeconds: every });
}

function requirePromotion(promotion: string | undefined): string {
  if (promotion !== undefined) return promotion;
  throw new CommandError(
    "promotion_missing",
    "which promotion reset the branch?",
    "slipway promote --cutover named it: give it with --promotion.",
    exitCode.usage,
  );
}

const seconds: Record<string, number> = { s: 1, m: 60, h: 3600 };

function time(value: string): number {
  const [, amount = "", unit = ""] = /^(\d{1,5})([smh])$/.exec(value) ?? [];
  const total = Number(amount) * (seconds[unit] ?? 0);
  if (total >= 5 && total <= 86_400) return total;
  throw new InvalidArgumentError("Seconds, minutes or hours, as 60s, from 5s to 24h.");
}

function list(value: string): string[] {
  const keys = value.split(",").map((key) => key.trim()).filter((key) => key !== "");
  if (keys.length > 0) return keys;
  throw new InvalidArgumentError("Keys of version.json, with commas between them.");
}
