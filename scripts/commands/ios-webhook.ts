// slipway ios webhook: App Store Connect calls the project when a build has moved.

import { Command } from "commander";
import { iosWebhookInstallCommand } from "./ios-webhook-install.ts";
import { iosWebhookPingCommand } from "./ios-webhook-ping.ts";
import { iosWebhookStatusCommand } from "./ios-webhook-status.ts";

/** The group of commands around webhooks of App Store Connect. */
export function iosWebhookCommand(): Command {
  return new Command("webhook")
    .description("App Store Connect tells the project when a build has moved, and nobody has to wait for it.")
    .addCommand(iosWebhookInstallCommand())
    .addCommand(iosWebhookStatusCommand())
    .addCommand(iosWebhookPingCommand());
}
