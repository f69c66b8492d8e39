import { exportJWK, generateKeyPair } from "jose";
import { env } from "../runtime.ts";

/** The environment of the demo's platform: feeds and broadcasts are signed, as in a project after `slipway keys signing new`. */
export async function signedEnvironment(): Promise<(name: string) => string | undefined> {
  const { privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const keys = JSON.stringify({ keys: [{ ...await exportJWK(privateKey), kid: "demo" }] });
  return (name) => env(name) ?? (name === "SLIPWAY_SIGNING_KEYS" ? keys : undefined);
}
