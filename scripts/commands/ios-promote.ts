// slipway ios promote: what testers have becomes what everybody can have.

import { Command, InvalidArgumentError, Option } from "commander";
import type { PromoteOptions } from "../app-store/promote/command.ts";
import { wholeNumber } from "./bump.ts";
import { positive, storeHelp, withComponent } from "./ios-options.ts";

/** `slipway ios promote [--build N] [--phased] [--release manual|after-approval] [--wait [minutes]]`. Exit codes: see docs/commands/ios. */
export function iosPromoteCommand(): Command {
  const alone = ["build", "train", "phased", "release", "wait"];
  const moves = ["pause", "resume", "complete", "cancel"];
  const only = (flags: string, name: string, what: string) =>
    new Option(flags, what).conflicts([...alone, ...moves.filter((other) => other !== name)]);
  return withPromoteOptions(withComponent(new Command("promote")))
    .description(
      "Submit the latest build that testers can install to the App Store's review, with what is new in it. The same command goes on after any failure.",
    )
    .option("--build <number>", "this build instead of the latest one", wholeNumber)
    .option("--train <version>", "the build of this marketing version, when several have its number")
    .option("--wait [minutes]", "until Apple has decided, or for so long", minutes)
    .option(
      "--interval <seconds>",
      "until the store is asked a second time; then ever less often",
      positive,
      60,
    )
    .addOption(only("--pause", "pause", "pause the phased release of what is for sale"))
    .addOption(only("--resume", "resume", "go on with it"))
    .addOption(only("--complete", "complete", "let everybody have it now"))
    .addOption(only("--cancel", "cancel", "take back what is in review"))
    .option("--json", "print the result as one line of JSON")
    .addHelpText("after", `${storeHelp}\nThe key needs the role App Manager.`)
    .action(promote);
}

/** What a promotion is asked for, alone or after a beta. */
export function withPromoteOptions(command: Command): Command {
  return command
    .option("--phased", "reach automatic updates over seven days; not for an app's first version")
    .addOption(
      new Option(
        "--release <when>",
        "when it goes on sale: after approval (as new versions do), or when somebody says so",
      )
        .choices(["manual", "after-approval"]),
    );
}

async function promote(options: PromoteOptions): Promise<void> {
  const { runPromote } = await import("../app-store/promote/command.ts");
  await runPromote(options);
}

function minutes(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError("A number of minutes.");
}
