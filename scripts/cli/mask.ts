import { makeLineMask } from "./line-mask.ts";
import { makeFinder, type SecretFinder } from "./secret-finder.ts";
import { formsOf, type SecretForm } from "./secret-forms.ts";

/** Hides secrets in everything that is shown, also in what child processes print. */
interface Mask {
  /** From now on this value is hidden, also in another encoding and over several lines; values too short to be a secret are not. */
  add(secret: string | undefined): void;
  apply(text: string): string;
  /** Hides nothing that was added so far: another command begins in this process. */
  forget(): void;
  /** Finds what was added so far, for who reads piece by piece. */
  finder(): SecretFinder;
}

const shortest = 8;
/** A JWT: three parts, the first of which begins so in base64. */
const jwt = /(?<![\w-])([\w-]+)\.[\w-]{8,}\.[\w-]+/g;
/**
 * Keys that announce themselves: Supabase's secret keys and access tokens, GitHub's tokens, the password in a URL, PEM bodies. None may read
 * a long line once for each of its characters: the scheme of a URL is bounded, and a JWT is looked for where a word begins.
 */
const patterns: readonly [RegExp, string][] = [
  [/\bsb_secret_[A-Za-z0-9_-]{8,}/g, "sb_secret_***"],
  [/\bsbp_[a-z0-9_]{20,}/g, "sbp_***"],
  [/(gh[pousr]|github_pat)_[A-Za-z0-9_]{16,}/g, "$1_***"],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]+:)[^\s@/]+@/gi, "$1***@"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, "***"],
];

/** Hides what announces itself; needs to know no secret. */
export function hideKnownKinds(text: string): string {
  const masked = text.replace(jwt, (token, head: string) => {
    const begin = head.search(/\beyJ[\w-]{8}/);
    return begin === -1 ? token : `${head.slice(0, begin)}***`;
  });
  return patterns.reduce((before, [pattern, shown]) => before.replace(pattern, shown), masked);
}

export function createMask(): Mask {
  const forms = new Map<string, SecretForm[]>();
  let finder: SecretFinder | undefined;
  const current = () => finder ??= makeFinder([...forms.values()].flat());
  return {
    add(secret) {
      if (secret === undefined || secret.length < shortest || forms.has(secret)) return;
      forms.set(secret, formsOf(secret));
      finder = undefined;
    },
    forget() {
      forms.clear();
      finder = undefined;
    },
    apply: (text) => hideKnownKinds(forms.size === 0 ? text : hideSecrets(text, current())),
    finder: current,
  };
}

function hideSecrets(text: string, finder: SecretFinder): string {
  // Lines, and between them what ended each.
  const parts = text.split(/(\r?\n)/);
  const shown: string[] = [];
  const lines = makeLineMask(finder, (hidden) => shown.push(hidden, parts[shown.length + 1] ?? ""));
  parts.filter((_, index) => index % 2 === 0).forEach(lines.push);
  lines.flush(Infinity);
  return shown.join("");
}

/** The mask of this process: one for all, because any part may print what another part learnt. */
export const mask: Mask = createMask();
