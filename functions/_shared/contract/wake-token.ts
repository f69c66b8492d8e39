/** In front of every wake token, so that one is known for what it is wherever it turns up. */
export const wakeTokenPrefix = "slipway_wake_";

/** The header in which the database shows its wake token. */
export const wakeTokenHeader = "x-slipway-token";

/**
 * What the database shows when it wakes a function, in place of the secret key that it is made from. Nobody gets from the token back to the
 * key. ship_private.wake_token makes the same one.
 */
export async function wakeToken(secretKey: string): Promise<string> {
  const text = new TextEncoder().encode(`slipway wake token 1 ${secretKey}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return wakeTokenPrefix + Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
