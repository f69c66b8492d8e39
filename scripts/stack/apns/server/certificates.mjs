// @ts-check
// X.509 by hand: a few DER structures are less than a dependency, and no key ever lies in the repository.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** @param {number} tag @param {...Uint8Array} parts @returns {Buffer} */
function der(tag, ...parts) {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size = [];
  for (let rest = body.length; rest > 0; rest >>= 8) size.unshift(rest & 0xff);
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length, ...size]), body]);
}

/** @param {...Uint8Array} parts */
const sequence = (...parts) => der(0x30, ...parts);
/** @param {string} hex the encoded arcs */
const oid = (hex) => der(0x06, Buffer.from(hex, "hex"));
/** @param {Uint8Array} bytes */
const octets = (bytes) => der(0x04, bytes);
/** @param {Uint8Array} bytes @param {number} [unusedBits] */
const bits = (bytes, unusedBits = 0) => der(0x03, Buffer.from([unusedBits]), bytes);
/** @param {Date} date RFC 5280: UTCTime until 2049 */
const utcTime = (date) => der(0x17, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, "").slice(2)));
/** @param {string} text */
const commonName = (text) => sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(text)))));
/** @param {string} id @param {boolean} isCritical @param {Uint8Array} value */
const extension = (id, isCritical, value) =>
  isCritical
    ? sequence(oid(id), der(0x01, Buffer.from([0xff])), octets(value))
    : sequence(oid(id), octets(value));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const trueValue = der(0x01, Buffer.from([0xff]));
const day = 86_400_000;

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  return { privateKey, spki, id: createHash("sha1").update(spki).digest() };
}

/**
 * @param {{ issuer: string, subject: string, subjectKey: ReturnType<typeof keyPair>, issuerKey: ReturnType<typeof keyPair>,
 *   extensions: Buffer[] }} input
 * @returns {string} PEM
 */
function certificate({ issuer, subject, subjectKey, issuerKey, extensions }) {
  const now = Date.now();
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(15)])), // a positive serial number
    ecdsaWithSha256,
    commonName(issuer),
    sequence(utcTime(new Date(now - day)), utcTime(new Date(now + 365 * day))),
    commonName(subject),
    subjectKey.spki,
    der(
      0xa3,
      sequence(
        ...extensions,
        extension("551d0e", false, octets(subjectKey.id)), // subjectKeyIdentifier
        extension("551d23", false, sequence(der(0x80, issuerKey.id))), // authorityKeyIdentifier
      ),
    ),
  );
  const signed = sequence(body, ecdsaWithSha256, bits(sign("sha256", body, issuerKey.privateKey)));
  const lines = signed.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/**
 * A fresh certificate authority and a leaf for localhost and 127.0.0.1, both P-256 and valid for a year. Two certificates,
 * because Deno's TLS refuses an authority that is used as the server's own certificate (CaUsedAsEndEntity).
 *
 * @returns {{ caCert: string, cert: string, key: string }} PEM
 */
export function makeCertificates() {
  const ca = keyPair();
  const leaf = keyPair();
  const issuer = "Slipway APNs stand-in CA";
  const caCert = certificate({
    issuer,
    subject: issuer,
    subjectKey: ca,
    issuerKey: ca,
    extensions: [
      extension("551d13", true, sequence(trueValue)), // basicConstraints: an authority
      extension("551d0f", true, bits(Buffer.from([0x06]), 1)), // keyUsage: keyCertSign, cRLSign
    ],
  });
  const cert = certificate({
    issuer,
    subject: "Slipway APNs stand-in",
    subjectKey: leaf,
    issuerKey: ca,
    extensions: [
      extension("551d13", true, sequence()), // basicConstraints: no authority
      extension("551d0f", true, bits(Buffer.from([0x80]), 7)), // keyUsage: digitalSignature
      extension("551d25", false, sequence(oid("2b06010505070301"))), // extKeyUsage: serverAuth
      extension(
        "551d11", // subjectAltName
        false,
        sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1]))),
      ),
    ],
  });
  return { caCert, cert, key: leaf.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}
