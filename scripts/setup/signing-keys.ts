import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import type { Output } from "../cli/output.ts";
import { readCredential } from "../control-plane/credentials.ts";
import { resolveProject } from "../control-plane/project.ts";
import { openGit } from "../git/git.ts";
import { resolveEnvironment } from "../manifest/environment.ts";
import type { Workspace } from "../manifest/load.ts";
import { httpFetch } from "../runtime.ts";
import { functionUrl, setFunctionSecrets, writeSecretFile } from "./function-secrets.ts";
import { hostedUrl } from "./link.ts";

/** The function secret that holds the keys. */
export const secretName = "SLIPWAY_SIGNING_KEYS";

const publicKey = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string(),
  x: z.string(),
});
const published = z.object({ keys: z.array(publicKey) });

/** A key as apps pin it. */
export type PublicKey = z.infer<typeof publicKey>;

/** The new value of the secret: its first key signs, the others, without their secret halves, are there to verify what they signed. */
interface SigningKeySet {
  secret: string;
  /** The part of it that nobody may see. */
  secretHalf: string;
  published: PublicKey[];
}

/**
 * A new key that signs from now on. Those that the project lists stay for verification; without any, `isFirst` must be right. Raises
 * `signing_keys_exist` and `signing_keys_missing` (exit 5), `signing_keys_unknown` when the project can't be asked.
 */
export async function makeKeySet(
  workspace: Workspace,
  { isFirst }: { isFirst: boolean },
): Promise<SigningKeySet> {
  const earlier = await readPublished(workspace, isFirst);
  if (isFirst && earlier.length > 0) {
    throw refused(
      "signing_keys_exist",
      "the project has signing keys",
      "Make the next one: slipway keys signing rotate.",
    );
  }
  if (!isFirst && earlier.length === 0) {
    throw refused(
      "signing_keys_missing",
      "the project has no signing key",
      "Make the first one: slipway keys signing new.",
    );
  }
  const { d, ...own } = await generate();
  return { secret: secretOf({ ...own, d }, earlier), secretHalf: d, published: [own, ...earlier] };
}

/** The value of the secret. */
export function secretOf(own: PublicKey & { d: string }, others: Iterable<PublicKey>): string {
  return JSON.stringify({ keys: [own, ...others] });
}

async function generate(): Promise<PublicKey & { d: string }> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new TypeError("Ed25519 keys come in pairs");
  const { x = "", d = "" } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  // RFC 7638: its members in this order; 96 bits of it tell the keys of a project apart
  const thumb = new TextEncoder().encode(JSON.stringify({ crv: "Ed25519", kty: "OKP", x }));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", thumb));
  return { kty: "OKP", crv: "Ed25519", kid: Buffer.from(digest).toString("base64url").slice(0, 16), x, d };
}

/** What the project's function `updates` lists, the one that signs first. A project that has no such function yet has no keys. */
export async function readPublished({ root, manifest }: Workspace, isFirst: boolean): Promise<PublicKey[]> {
  const project = await resolveProject(openGit(root), manifest, resolveEnvironment(manifest));
  const base = await readCredential(project, "any").then(({ url }) => url, (error) => {
    const hosted = hostedUrl(manifest);
    if (hosted === undefined && !isFirst) throw error;
    return hosted;
  });
  if (base === undefined) return [];
  const url = `${await functionUrl(root, base, "updates")}/.well-known/keys`;
  try {
    const response = await httpFetch(url, { redirect: "error", signal: AbortSignal.timeout(15_000) });
    if (response.status === 404) {
      await response.body?.cancel();
      return [];
    }
    return published.parse(await response.json()).keys;
  } catch {
    throw new CommandError(
      "signing_keys_unknown",
      `${url} does not say which signing keys there are`,
      "Deploy the function updates, or try again; a new set must not forget the keys that apps have pinned.",
    );
  }
}

/** Writes the secret as a line for `supabase secrets set --env-file`. Raises `file_exists`. */
export async function writeSecret(path: string, secret: string): Promise<void> {
  await writeSecretFile(path, [`${secretName}='${secret}'`]);
}

/** Sets the secret by the project's Supabase CLI, with its login. Raises `project_unnamed` (exit 5) and `secret_not_set`. */
export async function setSecret(
  workspace: Workspace,
  { secret, secretHalf }: SigningKeySet,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  mask.add(secretHalf);
  await setFunctionSecrets(workspace, [`${secretName}='${secret}'`], { output, signal, file: "keys.env" });
}

function refused(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.refused);
}
