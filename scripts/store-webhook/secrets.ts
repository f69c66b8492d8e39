import type { StoreCredential } from "../app-store/credentials.ts";
import { mask } from "../cli/mask.ts";
import { env, randomHex } from "../runtime.ts";

/** The secret that a person has chosen, or a new one. Masked from here on in all output. */
export function webhookSecret(): string {
  // of several the new one is what webhooks sign with
  const secret = (env("ASC_WEBHOOK_SECRET") ?? "").split(",").at(-1)?.trim() || randomHex(32);
  mask.add(secret);
  return secret;
}

/** What the function needs, as lines of an env file. Line breaks of the key are `\n`, which the function takes for them. */
export function secretLines(secret: string, { keyId, issuerId, p8 }: StoreCredential): string[] {
  return [
    `ASC_WEBHOOK_SECRET='${env("ASC_WEBHOOK_SECRET") ?? secret}'`,
    `ASC_KEY_ID='${keyId}'`,
    ...issuerId === undefined ? [] : [`ASC_ISSUER_ID='${issuerId}'`],
    `ASC_PRIVATE_KEY='${p8.replaceAll("\n", "\\n")}'`,
  ];
}
