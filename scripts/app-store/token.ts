import {
  createTokens as createSharedTokens,
  type Tokens,
} from "../../functions/_shared/app-store-connect/token.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { now } from "../runtime.ts";
import type { StoreCredential } from "./credentials.ts";

/** Makes tokens as Apple asks. Raises `store_key_invalid` (exit 4). */
export function createTokens(credential: StoreCredential, clock = now): Tokens {
  return createSharedTokens(credential, clock, (cause) => {
    const error = new CommandError(
      "store_key_invalid",
      "ASC_KEY_P8 is not a P-256 key in PKCS #8 form",
      "Take the text of AuthKey_<id>.p8, its first and last line included.",
      exitCode.credentials,
    );
    return Object.assign(error, { cause });
  });
}
