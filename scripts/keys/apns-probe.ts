import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { env, http2Fetch, now } from "../runtime.ts";

/** A key of Apple's "Keys" page. */
export interface ApnsKeyFile {
  keyId: string;
  teamId: string;
  /** PKCS #8 in PEM. */
  p8: string;
}

/** A host of APNs that a key may be for. */
type ApnsHost = "production" | "sandbox";

const addresses: Record<ApnsHost, { variable: string; url: string }> = {
  production: { variable: "APNS_PRODUCTION_URL", url: "https://api.push.apple.com" },
  sandbox: { variable: "APNS_SANDBOX_URL", url: "https://api.sandbox.push.apple.com" },
};
const reasonBody = z.object({ reason: z.string() });

/**
 * Asks Apple whether it takes the key: with a push to a device that can't exist, which is refused for its device when the token is good, and for its
 * token when it is not. Nobody gets a push. Source: Apple, "Handling notification responses from APNs". Raises `apns_key_invalid`,
 * `apns_key_foreign`, `apns_key_of_other_host` (exit 5) and `apns_unreachable`. APNS_PRODUCTION_URL, APNS_SANDBOX_URL and APNS_CA_CERT
 * in the environment name a stand-in.
 */
export async function proveApnsKey(key: ApnsKeyFile, host: ApnsHost, topic: string): Promise<void> {
  const { variable, url } = addresses[host];
  const fetchHttp2 = http2Fetch(env("APNS_CA_CERT"));
  try {
    const response = await fetchHttp2.fetch(`${env(variable) ?? url}/3/device/${"0".repeat(64)}`, {
      method: "POST",
      headers: {
        authorization: `bearer ${await signToken(key)}`,
        "apns-topic": topic,
        "apns-push-type": "alert",
      },
      body: JSON.stringify({ aps: {} }),
      signal: AbortSignal.timeout(20_000),
    }).catch((cause: unknown) => {
      throw Object.assign(
        new CommandError(
          "apns_unreachable",
          `APNs (${host}) does not answer`,
          "Try again shortly, with --resume.",
        ),
        { cause },
      );
    });
    const { reason = "" } = reasonBody.safeParse(await response.json().catch(() => ({}))).data ?? {};
    judge(key, host, response.status, reason);
  } finally {
    fetchHttp2.close();
  }
}

/** What the answer says of the token: every other refusal comes after it was taken. */
function judge({ keyId, teamId }: ApnsKeyFile, host: ApnsHost, status: number, reason: string): void {
  const refuse = (code: string, message: string, hint: string) => {
    throw new CommandError(code, message, hint, exitCode.refused);
  };
  if (reason === "InvalidProviderToken" || reason === "UnrelatedKeyIdInToken") {
    refuse(
      "apns_key_foreign",
      `Apple does not take the key ${keyId} for team ${teamId} (${reason})`,
      "It is a key of another team, one that was revoked, or another file than the name says. Take one that this team's Keys page lists.",
    );
  }
  if (reason === "BadEnvironmentKeyIdInToken") {
    refuse(
      "apns_key_of_other_host",
      `the key ${keyId} is not for ${host}`,
      "Make one for this environment at Apple's Keys page, or correct hosts in ship.keys.",
    );
  }
  const isKnown = status === 200 || status === 400 || status === 410 ||
    (status === 403 && reason === "Forbidden");
  if (isKnown) return;
  throw new CommandError(
    "apns_unreachable",
    `APNs (${host}) answered ${status} ${reason} to the key ${keyId}`,
    "Try again shortly, with --resume.",
  );
}

async function signToken({ keyId, teamId, p8 }: ApnsKeyFile): Promise<string> {
  const { importPKCS8, SignJWT } = await import("jose");
  const secret = await importPKCS8(p8, "ES256").catch(() => {
    throw new CommandError(
      "apns_key_invalid",
      "the file holds no P-256 key in PKCS #8 form",
      "Take the .p8 file as Apple gave it, unchanged.",
      exitCode.refused,
    );
  });
  return await new SignJWT({ iss: teamId, iat: Math.floor(now() / 1000) })
    .setProtectedHeader({ alg: "ES256", kid: keyId })
    .sign(secret);
}
