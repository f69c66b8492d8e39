// slipway ios webhook install: makes App Store Connect call the project.

import { Command, Option } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { storeHelp, withComponent } from "./ios-options.ts";

interface Options {
  component?: string;
  newSecret?: boolean;
  out?: string;
  print?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** `slipway ios webhook install`. Run again, it changes what is not as it should be, and nothing else. */
export function iosWebhookInstallCommand(): Command {
  return withComponent(new Command("install"))
    .description(
      "Create or correct the webhook of each app in App Store Connect, and give the function asc-webhook its secret and the key.",
    )
    .option("--new-secret", "a new secret, also for webhooks that are as they should be")
    .addOption(
      new Option(
        "--out <file>",
        "set no function secrets: write them to a new file, for supabase secrets set",
      )
        .conflicts("print"),
    )
    .option("--print", "set no function secrets: print them on standard output, and what to do with them")
    .option("--dry-run", "only say what would be done")
    .option("--json", "print what was done as one line of JSON")
    .addHelpText(
      "after",
      `${storeHelp}
  ASC_WEBHOOK_SECRET the secret to use instead of a new one
The key needs the role App Manager or higher; for reading builds alone, as the function does, Developer is enough.`,
    )
    .action(install);
}

async function install(options: Options): Promise<void> {
  const { newSecret = false, dryRun = false } = options;
  const output = createOutput(options, mask.apply);
  const signal = interruptSignal();
  const { openWebhooks } = await import("../store-webhook/open.ts");
  const { applyWebhooks, needsSecret, planWebhooks } = await import("../store-webhook/install.ts");
  const session = await openWebhooks(options.component);
  const planned = await planWebhooks(session, newSecret, signal);
  const hasSecret = needsSecret(planned, newSecret);
  const tell = (ids: string[], secrets: string) => {
    const webhooks = planned.map(({ app, action }, at) => ({
      ...{ app_id: app.appId, components: app.components, url: app.url, action },
      id: ids[at] ?? null,
    }));
    for (const { app, elsewhere } of planned) {
      for (const url of elsewhere) {
        output.note(
          `${app.appId}: another webhook of this name calls ${url}. If that project is gone, delete it in App Store Connect.`,
        );
      }
    }
    for (const { app_id, action, url } of webhooks) output.print(`${app_id}  ${action.padEnd(6)}  ${url}`);
    output.json({ webhooks, secrets, dry_run: dryRun });
  };
  if (dryRun) return tell([], hasSecret ? "would_set" : "kept");

  const { secretLines, webhookSecret } = await import("../store-webhook/secrets.ts");
  const secret = hasSecret ? webhookSecret() : undefined;
  let secrets = "kept";
  if (secret !== undefined) {
    // before the webhooks: what they send is understood from the first on
    secrets = await handOver(session, secretLines(secret, session.credential), options, output, signal);
  }
  const ids = await applyWebhooks(session, planned, secret, signal);
  tell(ids, secrets);
  output.note("Try it: slipway ios webhook ping.");
}

async function handOver(
  { workspace }: Awaited<ReturnType<typeof import("../store-webhook/open.ts").openWebhooks>>,
  lines: string[],
  { out, print }: Options,
  output: ReturnType<typeof createOutput>,
  signal: AbortSignal,
): Promise<string> {
  const { setFunctionSecrets, writeSecretFile } = await import("../setup/function-secrets.ts");
  if (out !== undefined) {
    await writeSecretFile(out, lines);
    output.note(`${out} holds the secrets. Set them with: npx supabase secrets set --env-file ${out}`);
    return "written";
  }
  if (print) {
    output.note("Set these with: npx supabase secrets set --env-file <a file with these lines>");
    // on purpose without the mask: this is what was asked for
    createOutput({}, (text) => text).print(lines.join("\n"));
    return "printed";
  }
  await setFunctionSecrets(workspace, lines, { output, signal, file: "asc-webhook.env" });
  return "set";
}
