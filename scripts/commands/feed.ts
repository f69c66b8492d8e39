// slipway feed: what apps are told, and what one of them would decide.

import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { addCredentialOptions, credentialOf, type CredentialOptions } from "./credential-option.ts";
import { channelOption } from "./share-option.ts";

interface Options extends CredentialOptions {
  channel: string;
  build?: string;
  os?: string;
  id?: string;
  manual?: boolean;
  json?: boolean;
}

/** `slipway feed <component>`. Exit code 5 when there is no such component. */
export function feedCommand(): Command {
  const command = new Command("feed")
    .description("Show what apps are told of a component, and what a client would decide.")
    .argument("<component>", "its key in version.json")
    .addOption(channelOption())
    .option("--build <build>", "the build of a client: what would it decide, and by which rule?")
    .option("--os <version>", "the client's operating system, as 18.1")
    .option("--id <id>", "the client's installation id")
    .option("--manual", "as if its user asked for updates")
    .option("--json", "one line of JSON")
    .action(feed);
  return addCredentialOptions(command);
}

async function feed(component: string, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { connect } = await import("../control-plane/control-plane.ts");
  const { describeFeed } = await import("../rollout/feed-text.ts");
  const { decideFor } = await import("../rollout/decide-for.ts");
  const controlPlane = connect(await credentialOf(options));
  const document = await controlPlane.updateFeed({ component, channel: options.channel });
  const decision = await decideFor(controlPlane, document, options);
  output.json({ feed: document, decision });
  output.print(describeFeed(document, decision));
}
