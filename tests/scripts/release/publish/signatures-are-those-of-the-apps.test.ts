import { generateKeyPairSync, sign } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { signedFile } from "../../../../scripts/release/publish/assets/signature.ts";
import { readAsset } from "../../../../scripts/release/publish/assets/find-files.ts";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { minisignPair } from "../../../support/minisign.ts";

async function look(
  type: "tauri" | "sparkle" | "electron",
  signature: string | null,
  publicKey?: string,
  version = "1.9.0",
) {
  const folder = await makeTempDir("slipway-signature-");
  onTestFinished(() => removeDir(folder));
  const path = join(folder, "app.zip");
  await writeFile(path, "the app");
  if (signature !== null) await writeFile(`${path}${type === "tauri" ? ".sig" : ".edsig"}`, signature);
  const file = await readAsset(path);
  if ("code" in file) throw new Error(file.message);
  const updater = { type, file: "u.json", aliases: [], targets: ["darwin-aarch64"], public_key: publicKey };
  return await signedFile("darwin-aarch64", file, updater, version);
}
const bytes = Buffer.from("the app");

test("minisign: the four lines or Tauri's base64, by the declared key in either form", async () => {
  const keys = minisignPair();
  const text = keys.sign(bytes, "\tversion:1.9.0");
  for (const signature of [text, Buffer.from(text).toString("base64")]) {
    for (const key of [undefined, keys.publicKey, keys.publicLine]) {
      expect(await look("tauri", signature, key)).toMatchObject({
        signature: signature.trim(),
        signatureType: "minisign",
      });
    }
  }
});

test.each([
  ["of other bytes", (keys: ReturnType<typeof minisignPair>) => keys.sign(Buffer.from("another app"))],
  ["by another key", () => minisignPair().sign(bytes)],
  ["of another version", (keys: ReturnType<typeof minisignPair>) => keys.sign(bytes, "\tversion:1.8.5")],
  [
    "whose comment was changed",
    (keys: ReturnType<typeof minisignPair>) => keys.sign(bytes).replace("app.tar", "bad.tar"),
  ],
  ["cut off", (keys: ReturnType<typeof minisignPair>) => keys.sign(bytes).slice(0, 150)],
  ["no signature at all", () => "hello"],
])("minisign: one %s is refused", async (_, make) => {
  const keys = minisignPair();
  expect(await look("tauri", make(keys), keys.publicKey)).toMatchObject({ code: "signature_invalid" });
});

test("Sparkle: base64, or what sign_update prints, by the declared key", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("base64");
  const signature = sign(null, bytes, privateKey).toString("base64");
  for (const text of [signature, `sparkle:edSignature="${signature}" length="7"\n`]) {
    expect(await look("sparkle", text, key)).toMatchObject({ signature, signatureType: "ed25519" });
  }
  const other = sign(null, Buffer.from("x"), privateKey).toString("base64");
  for (const text of [other, `sparkle:edSignature="${signature}" length="8"`, "c2ln"]) {
    expect(await look("sparkle", text, key)).toMatchObject({ code: "signature_invalid" });
  }
});

test("electron-updater compares SHA-512 and wants no signature; the others want one", async () => {
  expect(await look("electron", null)).toMatchObject({ signature: null, signatureType: "none" });
  expect(await look("tauri", null)).toMatchObject({ code: "signature_missing" });
  expect(await look("sparkle", null)).toMatchObject({ code: "signature_missing" });
});
