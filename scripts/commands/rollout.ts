// slipway rollout: a build for a share of the devices.

import { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { agreeTo } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";
import { wholeNumber } from "./bump.ts";
import { channelOption, toOption } from "./share-option.ts";
import type { RolloutChange } from "../rollout/change.ts";
import { parseSteps } from "../rollout/share.ts";

interface Options extends CredentialOptions {
  channel: string;
  build?: number;
  to?: number;
  steps?: string;
  halt?: boolean;
  resume?: boolean;
  withdraw?: boolean;
  reason?: string;
  yes?: boolean;
  json?: boolean;
}

/** `slipway rollout <component>`. Exit code 5 when the database refuses or nobody agreed. */
export function rolloutCommand(): Command {
  const command = new Command("rollout")
    .description("Show the rollouts of a component; start, raise, halt, resume or withdraw one.")
    .argument("<component>", "its key in version.json")
    .addOption(channelOption())
    .option("--build <build>", "which build (default: the newest that is not at 100 %)", wholeNumber)
    .addOption(toOption())
    .option("--steps <list>", "the share now and what is to come, as 5%,25%@24h,100%@72h")
    .option("--halt", "take it off the feed and end what is on its way; needs --reason")
    .option("--resume", "go on where it was halted")
    .option("--withdraw", "take the build back on every channel, for good; needs --build and --reason")
    .option("--reason <text>", "why; it stays with the rollout and in the audit log")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON")
    .action(rollout);
  return addCredentialOptions(command);
}

async function rollout(component: string, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const change = changeOf(options);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { actorName } = await import("../control-plane/actor.ts");
  const { applyChange, describeChange, lookAtOffers } = await import("../rollout/change.ts");
  const { describeOffers } = await import("../rollout/offer-table.ts");
  const controlPlane = connect(await credentialOf(options));

  if (change !== undefined) {
    const { channel, build } = options;
    const { offers } = await controlPlane.rolloutStatus(component);
    const place = { component, channel, build, actor: actorName(), offers };
    const consequence = await describeChange(controlPlane, place, change);
    if (consequence !== undefined) await agreeTo(consequence, output, options);
    await applyChange(controlPlane, place, change);
  }
  const offers = await lookAtOffers(controlPlane, component);
  output.json({ component, offers });
  output.print(describeOffers(component, offers));
}

/** What is asked for; nothing is a look. Raises `options_conflict`, `reason_missing`, `build_missing`, `steps_invalid`. */
function changeOf({ to, steps, halt, resume, withdraw, reason, build }: Options): RolloutChange | undefined {
  const asked = [
    to !== undefined && "--to",
    steps !== undefined && "--steps",
    halt && "--halt",
    resume && "--resume",
    withdraw && "--withdraw",
  ].filter((name) => typeof name === "string");
  if (asked.length > 1) {
    throw new CommandError(
      "options_conflict",
      `${asked.join(" and ")} exclude each other`,
      "Give one of them.",
      exitCode.usage,
    );
  }
  if ((halt || withdraw) && !reason?.trim()) {
    throw new CommandError(
      "reason_missing",
      `${asked.join("")} needs a reason`,
      "Say why with --reason.",
      exitCode.usage,
    );
  }
  if (withdraw && build === undefined) {
    throw new CommandError(
      "build_missing",
      "--withdraw is for good",
      "Name the build with --build.",
      exitCode.usage,
    );
  }
  if (halt && reason !== undefined) return { kind: "halt", reason };
  if (withdraw && reason !== undefined && build !== undefined) return { kind: "withdraw", reason, build };
  if (resume) return { kind: "resume" };
  if (steps !== undefined) return { kind: "steps", ...parseSteps(steps) };
  if (to !== undefined) return { kind: "to", bps: to, reason };
  return undefined;
}
