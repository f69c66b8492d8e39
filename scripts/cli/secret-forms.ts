// How a program may print a secret.

/** A text that stands for a secret, or for the part of it that is the same whatever stands before and after. */
export interface SecretForm {
  text: string;
  /** The character before and the one after hold some of its bits as well. */
  before: 0 | 1;
  after: 0 | 1;
}

/** As is, URL-encoded, JSON-escaped, in base64 and in hex, each as the common tools write it; without line breaks. */
export function formsOf(secret: string): SecretForm[] {
  const texts = new Set([secret, ...urlEncoded(secret), ...jsonEscaped(secret), ...inHex(secret)]);
  const whole = [...texts].map((text): SecretForm => ({ text, before: 0, after: 0 }));
  return [...whole, ...inBase64(secret)].map((form) => ({ ...form, text: form.text.replace(/[\r\n]/g, "") }));
}

/** Encoders agree neither on what needs it, nor on the case of the digits, nor on the space. */
function urlEncoded(secret: string): string[] {
  const component = encodeURIComponent(secret.toWellFormed());
  const strict = component.replace(/[!'()*]/g, (character) => `%${hex(character.charCodeAt(0))}`);
  const form = new URLSearchParams({ "": secret }).toString().slice(1);
  const upper = [encodeURI(secret.toWellFormed()), component, strict, form]
    .flatMap((text) => [text, text.replaceAll("%20", "+")]);
  return [...upper, ...upper.map((text) => text.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()))];
}

/** Some escape the slash, what HTML would read, or all that is not ASCII; and JSON is often put into JSON. */
function jsonEscaped(secret: string): string[] {
  const plain = quoted(secret);
  const escape = (text: string, what: RegExp) =>
    text.replace(what, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const once = [
    plain,
    plain.replaceAll("/", "\\/"),
    escape(plain, /[<>&]/g),
    escape(plain, /[\u0080-\uffff]/g),
    escape(plain.replaceAll("/", "\\/"), /[\u0080-\uffff]/g),
  ];
  return [...once, ...once.map(quoted)];
}

function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inHex(secret: string): string[] {
  const lower = Array.from(new TextEncoder().encode(secret), hex).join("").toLowerCase();
  return [lower, lower.toUpperCase()];
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0").toUpperCase();
}

/** Three bytes make four characters, so that what stands before decides between three ways to write the same bytes. */
function inBase64(secret: string): SecretForm[] {
  const units = Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte)).join("");
  return [0, 1, 2].flatMap((shift): SecretForm[] => {
    const bits = 8 * (shift + units.length);
    const all = btoa("\0".repeat(shift) + units);
    const text = all.slice(Math.ceil(8 * shift / 6), Math.floor(bits / 6));
    const form: SecretForm = { text, before: shift === 0 ? 0 : 1, after: bits % 6 === 0 ? 0 : 1 };
    return [form, { ...form, text: text.replaceAll("+", "-").replaceAll("/", "_") }];
  });
}
