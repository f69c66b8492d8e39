import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { sha256 } from "../runtime.ts";
import type { Pending } from "./pending.ts";
import type { Done } from "./work.ts";

/**
 * Keeps the key of a file until its rotation ends; Apple names the file by the key's id. Raises `key_file_name`, `key_file_missing` and
 * `apns_key_invalid` (exit 2).
 */
export async function takeApnsKey(keyFile: string, pending: Pending): Promise<Done> {
  const refuse = (code: string, message: string, hint: string) =>
    new CommandError(code, message, hint, exitCode.usage);
  const [, keyId] = /^AuthKey_([A-Z0-9]{10})\.p8$/.exec(basename(keyFile)) ?? [];
  if (keyId === undefined) {
    throw refuse(
      "key_file_name",
      `${basename(keyFile)} does not say which key it is`,
      "Leave its name as Apple gave it: AuthKey_<the key's id>.p8.",
    );
  }
  const p8 = await readFile(keyFile, "utf8").catch(() => {
    throw refuse("key_file_missing", `${keyFile} can't be read`, "Correct --key-file.");
  });
  if (!/^-----BEGIN PRIVATE KEY-----\s[\sA-Za-z0-9+/=]+-----END PRIVATE KEY-----\s*$/.test(p8)) {
    throw refuse(
      "apns_key_invalid",
      `${basename(keyFile)} holds no private key`,
      "Take the .p8 file as Apple gave it.",
    );
  }
  await pending.write(JSON.stringify({ keyId, p8 }));
  return { how: "confirmed", key: { prefix: keyId, digest: await digestOfApnsKey(p8) } };
}

/** As the functions tell another key under the same id: without line breaks. */
export async function digestOfApnsKey(p8: string): Promise<string> {
  return await sha256(p8.replace(/\s/g, ""));
}
