// slipway ios webhook status: what App Store Connect has, and what Postgres took.

import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { storeHelp, withComponent } from "./ios-options.ts";

/** `slipway ios webhook status`. Reads only. */
export function iosWebhookStatusCommand(): Command {
  return withComponent(new Command("status"))
    .description(
      "Show each app's webhook, its last deliveries, what Postgres took of them, and builds on their way. Reads only.",
    )
    .option("--json", "print it as one line of JSON")
    .addHelpText("after", storeHelp)
    .action(status);
}

async function status({ component, json }: { component?: string; json?: boolean }): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { openWebhooks } = await import("../store-webhook/open.ts");
  const { describeWebhooks, readWebhooks } = await import("../store-webhook/status.ts");
  const found = await readWebhooks(await openWebhooks(component), interruptSignal());
  output.print(describeWebhooks(found).join("\n"));
  output.json({ apps: found });
}
