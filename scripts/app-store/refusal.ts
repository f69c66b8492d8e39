import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { errorsSchema } from "./answers.ts";
import type { StoreCredential } from "./credentials.ts";

/** An answer of App Store Connect that is no success. Source: Apple, "Interpreting and Handling Errors", "Identifying Rate Limits". */
export function refusal(
  status: number,
  text: string,
  headers: Headers,
  { issuerId }: StoreCredential,
): CommandError {
  const said = whatIsSaid(text);
  switch (status) {
    case 401:
      return new CommandError(
        "store_credential_refused",
        `App Store Connect refused the key: ${said}`,
        issuerId === undefined
          ? "A team's key needs ASC_ISSUER_ID as well; otherwise look whether the key was revoked and whether this clock is right."
          : "Look whether ASC_KEY_ID, ASC_ISSUER_ID and the .p8 belong together, the key is not revoked, and this clock is right.",
        exitCode.credentials,
      );
    case 403:
      return new CommandError(
        "store_credential_refused",
        `the key of App Store Connect may not do this: ${said}`,
        "It needs the role Developer or higher, App Manager to submit, and access to the app; an agreement may wait for a signature.",
        exitCode.credentials,
      );
    case 404:
      return new CommandError(
        "store_app_unknown",
        `App Store Connect does not know it: ${said}`,
        "store.app_id in version.json is the app's Apple ID, a number; the key must see the app.",
      );
    case 409:
    case 422:
      return new CommandError(
        "store_refused",
        `App Store Connect refuses: ${everythingSaid(text)}`,
        "Do what it names in App Store Connect, then run the same command again: what is done already stays done.",
        exitCode.refused,
      );
    case 429:
      return new CommandError(
        "store_rate_limited",
        `App Store Connect takes no more requests this hour (${
          headers.get("x-rate-limit") ?? "no figures given"
        })`,
        "Wait for the next hour; other tools may share the key.",
      );
    default:
      return status >= 500
        ? new CommandError(
          "store_unreachable",
          `App Store Connect is not available (${status})`,
          "Try again later.",
        )
        : new CommandError(
          "store_answer_unexpected",
          `App Store Connect answered ${status}: ${said}`,
          "Update slipway.",
        );
  }
}

function whatIsSaid(text: string): string {
  try {
    const [first] = errorsSchema.parse(JSON.parse(text)).errors;
    return first === undefined ? "no reason given" : `${first.detail ?? first.title} (${first.code})`;
  } catch {
    return "no reason given";
  }
}

/** Each reason once, those of associated resources included: they say what is really missing, as a screenshot. */
function everythingSaid(text: string): string {
  try {
    const { errors } = errorsSchema.parse(JSON.parse(text));
    const all = errors.flatMap((
      error,
    ) => [error, ...Object.values(error.meta?.associatedErrors ?? {}).flat()]);
    return [...new Set(all.map(({ detail, title, code }) => `${detail ?? title} (${code})`))].slice(0, 10)
      .join("; ");
  } catch {
    return "no reason given";
  }
}
