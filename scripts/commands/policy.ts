// slipway policy: the oldest build that may still run.

import { Command, InvalidArgumentError } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { agreeTo } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { millisecondsOf } from "../manifest/durations.ts";
import { parseDuration } from "../rollout/share.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";
import { wholeNumber } from "./bump.ts";
import { channelOption } from "./share-option.ts";

interface Options extends CredentialOptions {
  channel: string;
  min?: string;
  after?: string;
  recommend?: number;
  nudgeEvery?: string;
  message?: string;
  contact?: string;
  clear?: boolean;
  reason?: string;
  yes?: boolean;
  json?: boolean;
}

/** `slipway policy <component>`. Exit code 5 when the database refuses or nobody agreed. */
export function policyCommand(): Command {
  const command = new Command("policy")
    .description(
      "Show or set the oldest build that may still run, and the one that people are asked to have.",
    )
    .argument("<component>", "its key in version.json")
    .addOption(channelOption())
    .option("--min <version or build>", "the oldest that may run; 0.0.0 lifts it")
    .option(
      "--after <when>",
      "block only from then on, as 7d or 2026-12-24T08:00Z; until then people are asked",
      moment,
    )
    .option("--recommend <build>", "the build that people are asked to have", wholeNumber)
    .option("--nudge-every <duration>", "how often people are asked, as 24h (default: 24h)", duration)
    .option("--message <text>", "what people read")
    .option("--contact <url>", "where people turn to whose device can't install any newer build")
    .option("--clear", "lift the whole policy")
    .option("--reason <text>", "why; it stays with the policy and in the audit log")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON")
    .action(policy);
  return addCredentialOptions(command);
}

async function policy(component: string, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { channel, clear, min, recommend } = options;
  const isChange = clear || min !== undefined || recommend !== undefined;
  checkOptions(options, isChange);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { actorName } = await import("../control-plane/actor.ts");
  const { describePolicies } = await import("../rollout/policy-table.ts");
  const { describeBlocked } = await import("../rollout/blocked.ts");
  const controlPlane = connect(await credentialOf(options));
  const reason = options.reason ?? "";

  if (clear) {
    await controlPlane.clearUpdatePolicy({ component, channel, reason, actor: actorName() });
  } else if (isChange) {
    const isVersion = min !== undefined && !/^\d+$/.test(min);
    const minBuild = min !== undefined && !isVersion ? Number(min) : undefined;
    if (minBuild !== undefined && minBuild > 0) {
      const adoption = await controlPlane.adoption(component);
      await agreeTo(describeBlocked(component, channel, minBuild, options.after, adoption), output, options);
    }
    await controlPlane.setUpdatePolicy({
      component,
      channel,
      min_build: minBuild,
      min_version: isVersion ? min : undefined,
      force_after: options.after,
      recommended_build: recommend,
      nudge_every: options.nudgeEvery,
      message: options.message,
      contact_url: options.contact,
      reason,
      actor: actorName(),
    });
  }
  const { policies } = await controlPlane.rolloutStatus(component);
  const adoption = await controlPlane.adoption(component);
  output.json({ component, policies, adoption });
  output.print(describePolicies(component, policies, adoption));
}

/** Raises `options_conflict`, `options_incomplete` and `reason_missing`. */
function checkOptions(options: Options, isChange: boolean): void {
  const { clear, min, recommend, after, message, contact, nudgeEvery, reason } = options;
  const refuse = (code: string, message: string, hint: string) => {
    throw new CommandError(code, message, hint, exitCode.usage);
  };
  if (clear && [min, recommend, after, message, contact, nudgeEvery].some((value) => value !== undefined)) {
    refuse(
      "options_conflict",
      "--clear lifts the policy, and sets nothing",
      "Give --clear and --reason only.",
    );
  }
  if (!isChange && [after, message, contact, nudgeEvery].some((value) => value !== undefined)) {
    refuse("options_incomplete", "a policy is about a build", "Give --min or --recommend as well.");
  }
  if (after !== undefined && min === undefined) {
    refuse("options_incomplete", "--after is about a minimum", "Give --min as well.");
  }
  if (isChange && !reason?.trim()) {
    refuse("reason_missing", "a policy needs a reason", "Say why with --reason.");
  }
}

function duration(value: string): string {
  const interval = parseDuration(value);
  if (interval !== undefined) return interval;
  throw new InvalidArgumentError("A duration is a number with m, h or d, as 24h.");
}

/** A time to come, as ISO 8601. */
function moment(value: string): string {
  const ahead = millisecondsOf(value);
  const at = ahead === undefined ? new Date(value) : new Date(Date.now() + ahead);
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(value);
  if ((ahead !== undefined || isDate) && !Number.isNaN(at.getTime())) return at.toISOString();
  throw new InvalidArgumentError(
    "A time is a duration as 7d, a date, or a date and time with a zone as 2026-12-24T08:00Z.",
  );
}
