/** How many characters of a key are shown: of the platform's own beside what all of them begin with. */
const platformLength = 6;
const otherLength = 12;
/** Shorter keys show nothing of themselves: what is left could be guessed. */
const longEnough = 32;

/**
 * By what requests with a key are counted, and how it is shown; at most 16 characters that tell anything of it. `sb_publishable_abc123` and
 * `sb_secret_abc123` for the platform's keys (Supabase, "Understanding API keys": log at most six random characters), `jwt:1a2b3c4d` by the digest
 * for a JSON Web Token, whose beginning is the same for all, the first 12 characters of any other key of at least 32, and `key:1a2b3c4d` by the digest for a
 * short one or one with characters that are no key's.
 */
export async function keyPrefix(key: string): Promise<string> {
  const [, lead] = /^(sb_publishable_|sb_secret_)[A-Za-z0-9_-]{12,}$/.exec(key) ?? [];
  if (lead !== undefined) return key.slice(0, lead.length + platformLength);
  if (/^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(key)) return `jwt:${await shortDigest(key)}`;
  return key.length >= longEnough && /^[\w.-]+$/.test(key)
    ? key.slice(0, otherLength)
    : `key:${await shortDigest(key)}`;
}

async function shortDigest(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(digest.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
