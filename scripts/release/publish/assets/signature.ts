import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import type { Finding } from "../../../cli/command-error.ts";
import type { Updater } from "../../../manifest/schema-release.ts";
import type { AssetFile, TargetFile } from "./asset.ts";
import { isByKey, parseMinisign, parseMinisignKey, versionIn, whyNotSigned } from "./minisign.ts";

/** Where the signature of a file lies: beside it. Electron's updater has none: it compares SHA-512. */
export const besides: Record<Updater["type"], string | null> = {
  tauri: ".sig",
  electron: null,
  sparkle: ".edsig",
};

/** What an updater needs of the file of a target, or why it would not install it. Reads the signature, and the file where a public key is declared. */
export async function signedFile(
  target: string,
  file: AssetFile,
  { type, public_key: publicKey }: Updater,
  version: string,
): Promise<TargetFile | Finding> {
  const ending = besides[type];
  if (ending === null) return { target, file, signature: null, signatureType: "none" };
  const text = await readFile(`${file.path}${ending}`, "utf8").catch(() => null);
  if (text === null || text.trim() === "") {
    return finding("signature_missing", target, file, `${file.name}${ending} is not beside it`);
  }
  const found = type === "tauri"
    ? await minisigned(text, file, publicKey, version)
    : await edSigned(text, file, publicKey);
  return "problem" in found
    ? finding("signature_invalid", target, file, found.problem)
    : { target, file, ...found };
}

type Signed = Pick<TargetFile, "signature" | "signatureType"> | { problem: string };

async function minisigned(
  text: string,
  file: AssetFile,
  publicKey: string | undefined,
  version: string,
): Promise<Signed> {
  const read = parseMinisign(text);
  if ("problem" in read) return read;
  const named = versionIn(read.comment);
  if (named !== null && named !== version) {
    return { problem: `it was made for version ${named}, and Tauri refuses it for ${version}` };
  }
  const key = publicKey === undefined ? null : parseMinisignKey(publicKey);
  const problem = key === null ? null : await whyNotSigned(file.path, read, key);
  return problem === null ? { signature: text.trim(), signatureType: "minisign" } : { problem };
}

/** Base64 alone, or the attributes that Sparkle's sign_update prints. */
async function edSigned(text: string, file: AssetFile, publicKey: string | undefined): Promise<Signed> {
  const signature = /sparkle:edSignature="([^"]+)"/.exec(text)?.[1] ?? text.trim();
  const bytes = Buffer.from(signature, "base64");
  if (bytes.length !== 64 || !/^[A-Za-z0-9+/]+=*$/.test(signature)) {
    return { problem: "it is no signature of Ed25519 in base64" };
  }
  const length = /(?:^|\s)length="(\d+)"/.exec(text)?.[1];
  if (length !== undefined && Number(length) !== file.sizeBytes) {
    return { problem: `it was made for ${length} bytes, and the file has ${file.sizeBytes}` };
  }
  const key = publicKey === undefined ? null : Buffer.from(publicKey, "base64");
  if (key !== null && !isByKey(await readFile(file.path), bytes, key)) {
    return { problem: "it is not that of this file by the declared public key" };
  }
  return { signature, signatureType: "ed25519" };
}

function finding(code: string, target: string, file: AssetFile, why: string): Finding {
  return {
    code,
    message: `the signature of ${file.name} for ${target} can't be used: ${why}`,
    hint: "Sign what was built with the updater's key, and leave the signature beside the file.",
  };
}
