// slipway ios: an app on its way through its store, which decides its build.

import { Command } from "commander";
import { compileCommand } from "./compile.ts";
import { iosBetaCommand } from "./ios-beta.ts";
import { iosBumpCommand } from "./ios-bump.ts";
import { iosConfirmCommand } from "./ios-confirm.ts";
import { iosPromoteCommand } from "./ios-promote.ts";
import { iosReleaseCommand } from "./ios-release.ts";
import { iosShipCommand } from "./ios-ship.ts";
import { iosStatusCommand } from "./ios-status.ts";
import { iosWebhookCommand } from "./ios-webhook.ts";

/** The group of commands around an app. */
export function iosCommand(): Command {
  return new Command("ios")
    .description(
      "Ship an app: the store decides its build, and nobody hears of it before people can install it.",
    )
    .addCommand(iosShipCommand())
    .addCommand(iosConfirmCommand())
    .addCommand(iosStatusCommand())
    .addCommand(iosBumpCommand())
    .addCommand(iosBetaCommand())
    .addCommand(iosPromoteCommand())
    .addCommand(iosReleaseCommand())
    .addCommand(compileCommand("ios", "preflight"))
    .addCommand(compileCommand("ios", "test"))
    .addCommand(iosWebhookCommand());
}
