import { createHash, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";

/** A file of minisign as its documentation has it ("Signature format"), of the kind that signs a BLAKE2b-512 digest. */
export function minisignPair() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const id = randomBytes(8);
  const digest = (bytes: Uint8Array) => createHash("blake2b512").update(bytes).digest();
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const line = Buffer.concat([Buffer.from("Ed"), id, raw]).toString("base64");
  return {
    /** As Tauri has it in its configuration: the file of the public key in base64. */
    publicKey: Buffer.from(`untrusted comment: minisign public key\n${line}\n`).toString("base64"),
    /** As minisign prints it. */
    publicLine: line,
    sign(bytes: Uint8Array, more = ""): string {
      const signature = sign(null, digest(bytes), privateKey);
      const trusted = `timestamp:1790000000\tfile:app.tar.gz${more}`;
      const whole = sign(null, Buffer.concat([signature, Buffer.from(trusted)]), privateKey);
      const first = Buffer.concat([Buffer.from("ED"), id, signature]).toString("base64");
      return `untrusted comment: signature from a test\n${first}\ntrusted comment: ${trusted}\n${
        whole.toString("base64")
      }\n`;
    },
    /** As an updater does it: both signatures, and the key's number. */
    verifies(file: string, bytes: Uint8Array): boolean {
      const [comment, first = "", second = "", last = ""] = file.split("\n");
      const packet = Buffer.from(first, "base64");
      const signature = packet.subarray(10);
      const trusted = second.replace(/^trusted comment: /, "");
      return comment?.startsWith("untrusted comment: ") === true &&
        packet.subarray(0, 2).toString() === "ED" &&
        packet.subarray(2, 10).equals(id) && verify(null, digest(bytes), publicKey, signature) &&
        verify(
          null,
          Buffer.concat([signature, Buffer.from(trusted)]),
          publicKey,
          Buffer.from(last, "base64"),
        );
    },
  };
}
