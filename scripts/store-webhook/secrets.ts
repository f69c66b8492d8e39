import type { StoreCredential } from "../app-store/credentials.ts";
import { mask } from "../cli/mask.ts";
import { env, randomHex } from "../runtime.ts";

/** The secret that a person has chosen, or a new one. Masked from here on in all output. */
export function webhookSecret(): string {
  // of several the new one is what webhooks sign with
  const secret = chosenSecrets().at(-1) ?? randomHex(32);
  mask.add(secret);
  return secret;
}

/** What the function needs, as lines of an env file. Line breaks of the key are `\n`, which the function takes for them. */
export function secretLines(secret: string, { keyId, issuerId, p8 }: StoreCredential): string[] {
  const chosen = chosenSecrets();
  return [
    `ASC_WEBHOOK_SECRET='${chosen.length === 0 ? secret : chosen.join(",")}'`,
    `ASC_KEY_ID='${keyId}'`,
    ...issuerId === undefined ? [] : [`ASC_ISSUER_ID='${issuerId}'`],
    `ASC_PRIVATE_KEY='${p8.replaceAll("\n", "\\n")}'`,
  ];
}

/** Those that a person has chosen, read as the function reads them: a comma too many is no secret. */
function chosenSecrets(): string[] {
  return (env("ASC_WEBHOOK_SECRET") ?? "").split(",").map((one) => one.trim()).filter((one) => one !== "");
}
