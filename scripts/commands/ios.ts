// slipway ios: an app on its way through its store, which decides its build.

import { Command } from "commander";
import { iosBumpCommand } from "./ios-bump.ts";
import { iosConfirmCommand } from "./ios-confirm.ts";
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
    .addCommand(iosWebhookCommand());
}
