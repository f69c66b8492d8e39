// slipway ios webhook ping: whether what App Store Connect sends arrives.

import { Command, InvalidArgumentError } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { storeHelp, withComponent } from "./ios-options.ts";

interface Options {
  component?: string;
  /** Seconds. */
  timeout: number;
  json?: boolean;
}

/** `slipway ios webhook ping`. Exit code 1 when nothing arrives. */
export function iosWebhookPingCommand(): Command {
  return withComponent(new Command("ping"))
    .description("Make App Store Connect ping each app's webhook, and wait until Postgres has what came.")
    .option("--timeout <seconds>", "how long to wait", seconds, 60)
    .option("--json", "print what came as one line of JSON")
    .addHelpText("after", storeHelp)
    .action(ping);
}

async function ping({ component, timeout, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { openWebhooks } = await import("../store-webhook/open.ts");
  const { pingWebhooks } = await import("../store-webhook/ping.ts");
  const answered = await pingWebhooks(await openWebhooks(component), timeout * 1000, interruptSignal());
  for (const { app_id, ms } of answered) {
    output.print(`${app_id}  answered after ${(ms / 1000).toFixed(1)} s`);
  }
  output.json({ answered });
}

function seconds(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError("A number above 0.");
}
