import { readFile } from "node:fs/promises";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { env } from "../runtime.ts";

/** A key of App Store Connect's "Users and Access → Integrations". */
export interface StoreCredential {
  keyId: string;
  /** The team's, a uuid; an individual key has none. */
  issuerId: string | undefined;
  /** PEM, PKCS #8. */
  p8: string;
  /** Without a slash at the end. */
  apiUrl: string;
}

const appleUrl = "https://api.appstoreconnect.apple.com";

/**
 * The credential of the environment: `ASC_KEY_ID`, `ASC_ISSUER_ID` (left out for an individual key), `ASC_KEY_P8` (the text of the
 * .p8 file) or `ASC_KEY_P8_PATH` (its path), and `ASC_API_URL` for a stand-in. The key is masked from here on in all output. Raises
 * `store_credential_missing` that names everything missing, and `store_credential_unreadable`; exit code 4.
 */
export async function readStoreCredential(): Promise<StoreCredential> {
  const keyId = env("ASC_KEY_ID");
  const text = env("ASC_KEY_P8");
  const path = env("ASC_KEY_P8_PATH");
  if (keyId === undefined || (text === undefined && path === undefined)) {
    const missing = [
      ...keyId ? [] : ["ASC_KEY_ID"],
      ...text ?? path ? [] : ["ASC_KEY_P8 or ASC_KEY_P8_PATH"],
    ];
    throw fault(
      "store_credential_missing",
      `App Store Connect is not configured: ${missing.join(", ")} not set`,
    );
  }
  // Secrets pasted into a dashboard or a shell often carry the two characters \n for a line break.
  const p8 = (text ?? await readKey(path ?? "")).replaceAll("\\n", "\n").trim();
  mask.add(p8);
  p8.split("\n").filter((line) => !line.startsWith("---")).forEach(mask.add);
  const apiUrl = (env("ASC_API_URL") ?? appleUrl).replace(/\/+$/, "");
  return { keyId, issuerId: env("ASC_ISSUER_ID"), p8, apiUrl };
}

async function readKey(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const error = fault("store_credential_unreadable", `ASC_KEY_P8_PATH: ${path} cannot be read`);
    throw Object.assign(error, { cause });
  }
}

function fault(code: string, message: string): CommandError {
  return new CommandError(
    code,
    message,
    "Make a key under Users and Access, Integrations, App Store Connect API (role Developer or higher), and export it.",
    exitCode.credentials,
  );
}
