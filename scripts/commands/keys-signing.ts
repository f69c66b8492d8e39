// slipway keys signing: what feeds and broadcasts are signed with.

import process from "node:process";
import { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import type { PublicKey } from "../setup/signing-keys.ts";

interface Options {
  out?: string;
  show?: boolean;
  json?: boolean;
}

/** `slipway keys signing new|rotate [--out F | --show] [--json]`. Exit code 5 when there are keys already, or none to rotate. */
export function keysSigningCommand(): Command {
  return new Command("signing")
    .description("Sign feeds and broadcasts, so that apps know them from those of a stranger.")
    .addCommand(
      making(
        "new",
        "Make the first signing key, and set it as the function secret SLIPWAY_SIGNING_KEYS.",
        true,
      ),
    )
    .addCommand(
      making("rotate", "Make a new key that signs from now on; the earlier ones are kept to verify.", false),
    );
}

function making(name: string, description: string, isFirst: boolean): Command {
  return new Command(name)
    .description(description)
    .option(
      "--out <file>",
      "set nothing: write the secret to a new file, for npx supabase secrets set --env-file",
    )
    .option("--show", "set nothing: print the secret on standard output")
    .option("--json", "print what was made as one line of JSON")
    .addHelpText(
      "after",
      `
It prints the public keys, which apps pin. An app that pins only an earlier key takes what the new one signs for unsigned:
before a rotation, use --out, release the app with the new public key, and set the secret when it is out.`,
    )
    .action((options: Options) => makeKeys(options, isFirst));
}

async function makeKeys({ out, show = false, json }: Options, isFirst: boolean): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  if (out !== undefined && show) {
    throw new CommandError(
      "options_conflict",
      "--out and --show exclude each other",
      "Give one.",
      exitCode.usage,
    );
  }
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { makeKeySet, secretName, setSecret, writeSecret } = await import("../setup/signing-keys.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const made = await makeKeySet(workspace, { isFirst });
  const { secret, published } = made;
  if (out !== undefined) {
    await writeSecret(out, secret);
    output.note(`${out} holds the secret. Set it with: npx supabase secrets set --env-file ${out}`);
  } else if (show) {
    output.print(`${secretName}='${secret}'`);
  } else {
    await setSecret(workspace, made, output, interruptSignal());
    output.note(`${secretName} is set. Functions that start from now on sign with the new key.`);
  }
  tell(output, published, {
    is_set: out === undefined && !show,
    ...out === undefined ? {} : { path: out },
    ...show ? { secret } : {},
  });
}

function tell(output: Output, published: PublicKey[], how: Record<string, unknown>): void {
  const [signing] = published;
  output.note(`The key ${signing?.kid} signs. Pin these public keys in your apps:`);
  output.print(JSON.stringify({ keys: published }));
  output.json({ kid: signing?.kid, ...how, keys: published });
}
