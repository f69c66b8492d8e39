import { z } from "zod";
import { baseUrl, text, whenAll } from "../env/env.ts";
import type { StoreKey } from "./token.ts";

/** The key that builds are read with; `ASC_API_URL` is for a stand-in. */
export const storeEnv = z.object({
  ASC_KEY_ID: text.optional(),
  /** Left out for an individual key. */
  ASC_ISSUER_ID: text.optional(),
  /** The text of AuthKey_<id>.p8. */
  ASC_PRIVATE_KEY: text.optional(),
  ASC_API_URL: baseUrl.default("https://api.appstoreconnect.apple.com"),
}).transform(({ ASC_KEY_ID, ASC_ISSUER_ID, ASC_PRIVATE_KEY, ASC_API_URL }) => ({
  key: whenAll({ ASC_KEY_ID, ASC_PRIVATE_KEY }, (all): StoreKey => ({
    keyId: all.ASC_KEY_ID,
    issuerId: ASC_ISSUER_ID,
    // Secrets pasted into a dashboard or a shell often carry the two characters \n for a line break.
    p8: all.ASC_PRIVATE_KEY.replaceAll("\\n", "\n"),
  })),
  url: ASC_API_URL,
}));
export type StoreEnv = z.output<typeof storeEnv>;
