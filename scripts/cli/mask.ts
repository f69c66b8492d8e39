/** Hides secrets in everything that is shown, also in what child processes print. */
interface Mask {
  /** From now on this value is hidden; values too short to be a secret are not. */
  add(secret: string | undefined): void;
  apply(text: string): string;
}

const shortest = 8;
/** Keys that announce themselves: Supabase's secret keys and access tokens, GitHub's tokens, JWTs, the password in a URL, PEM bodies. */
const patterns: readonly [RegExp, string][] = [
  [/\bsb_secret_[A-Za-z0-9_-]{8,}/g, "sb_secret_***"],
  [/\bsbp_[a-z0-9_]{20,}/g, "sbp_***"],
  [/(gh[pousr]|github_pat)_[A-Za-z0-9_]{16,}/g, "$1_***"],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g, "***"],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi, "$1***@"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, "***"],
];

function createMask(): Mask {
  const secrets: string[] = [];
  return {
    add(secret) {
      if (secret !== undefined && secret.length >= shortest && !secrets.includes(secret)) {
        secrets.push(secret);
      }
      secrets.sort((a, b) => b.length - a.length);
    },
    apply(text) {
      const known = secrets.reduce((masked, secret) => masked.replaceAll(secret, "***"), text);
      return patterns.reduce((masked, [pattern, shown]) => masked.replace(pattern, shown), known);
    },
  };
}

/** The mask of this process: one for all, because any part may print what another part learnt. */
export const mask: Mask = createMask();
