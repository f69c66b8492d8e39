import { lstat, open } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import type { Change } from "../../git/changes.ts";
import type { Git } from "../../git/git.ts";
import { matcherOf } from "../../manifest/ownership.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** What a name says about a file, and what to do with it. */
interface NameRule {
  pattern: RegExp;
  what: string;
}

const secret = "may hold a secret";
const product = "is made by a build";
const nameRules: readonly NameRule[] = [
  { pattern: /\.png$/i, what: "is an image" },
  { pattern: /^\.env/i, what: secret },
  {
    pattern: /\.(p8|p12|pfx|pem|key|ppk|jks|keystore|kdbx|mobileprovision|provisionprofile)$/i,
    what: secret,
  },
  { pattern: /^id_[a-z0-9_-]+$/i, what: secret },
  {
    pattern:
      /^(google-services\.json|GoogleService-Info\.plist|service[-_]?account.*\.json|client_secret.*\.json)$/i,
    what: secret,
  },
  { pattern: /^\.(netrc|pgpass|git-credentials|htpasswd)$/i, what: secret },
  { pattern: /\.(ipa|apk|aab|xcarchive|dsym\.zip|app\.zip|pkg|dmg|msi)$/i, what: product },
];

/** Contents that no repository should hold; each begins with what can't be there by chance. */
const contentRules: readonly NameRule[] = [
  { pattern: /-----BEGIN [A-Z ]{0,20}PRIVATE KEY( BLOCK)?-----/, what: "a private key" },
  { pattern: /\bsb_secret_[A-Za-z0-9_-]{16,}/, what: "a secret key of Supabase" },
  { pattern: /\bsbp_[a-f0-9]{40}/, what: "an access token of Supabase" },
  { pattern: /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})/, what: "a token of GitHub" },
  { pattern: /\bglpat-[A-Za-z0-9_-]{20}/, what: "a token of GitLab" },
  { pattern: /\bnpm_[A-Za-z0-9]{36}\b/, what: "a token of npm" },
  { pattern: /\bAKIA[0-9A-Z]{16}\b/, what: "an access key of AWS" },
  { pattern: /\bxox[abprs]-[A-Za-z0-9-]{20,}/, what: "a token of Slack" },
  { pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b/, what: "a token of a Telegram bot" },
  // ${VARIABLE} is how a token is kept out of the file
  { pattern: /_authToken\s*=\s*[^\s$]/, what: "a token of a package registry" },
];

/** Bytes of a file that are looked at: a secret stands near the beginning, or the file is a large one. */
const lookedAt = 256 * 1024;

/**
 * Files that a ship of the component would commit and nobody should: images, secrets, what a build made, and large binary files that are
 * not in Git LFS. By name and by content; `ship.files` of version.json refuses more, or allows some.
 */
export async function guardFiles(
  git: Git,
  { ship: { files } }: Manifest,
  component: string,
  changes: readonly Change[],
): Promise<Finding[]> {
  const [refused, allowed] = [files.refuse.map(matcherOf), files.allow.map(matcherOf)];
  const added = changes.filter(({ path, isDeleted }) =>
    !isDeleted && !allowed.some((matches) => matches(path))
  );
  const found = await Promise.all(added.map(async ({ path }): Promise<Finding[]> => {
    const named = refused.some((matches) => matches(path))
      ? "is refused by ship.files of version.json"
      : ruleOf(path);
    const finding = (
      code: string,
      message: string,
      hint: string,
    ) => [{ code, message, hint, component, file: path }];
    if (named !== undefined) {
      return finding("file_refused", `${path} would be committed, and it ${named}`, hintOf(path, named));
    }
    const content = await look(join(git.root, path));
    if (content === null) return [];
    const rule = contentRules.find(({ pattern }) => pattern.test(content.text));
    if (rule !== undefined) {
      return finding("secret_found", `${path} would be committed, and it holds ${rule.what}`, keepOut(path));
    }
    if (content.size <= files.max_bytes || !content.isBinary || await isInLfs(git, path)) return [];
    return finding(
      "file_too_large",
      `${path} would be committed: ${(content.size / 1e6).toFixed(1)} MB that are no text`,
      `Keep it in Git LFS, let .gitignore name it, or write it into ship.files.allow of version.json.`,
    );
  }));
  return found.flat();
}

function ruleOf(path: string): string | undefined {
  const name = basename(path);
  if (name.endsWith(".pub")) return undefined;
  return nameRules.find(({ pattern }) => pattern.test(name))?.what;
}

function hintOf(path: string, what: string): string {
  if (what === secret) return keepOut(path);
  return `Let .gitignore name it, commit it by itself, or write it into ship.files.allow of version.json.`;
}

function keepOut(path: string): string {
  return `Let .gitignore name ${path}; if it may be public all the same, write it into ship.files.allow of version.json.`;
}

/** Null for what is no regular file: of a link, git commits where it leads and not what is there. */
async function look(path: string): Promise<{ text: string; size: number; isBinary: boolean } | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(Math.min(lookedAt, found.size)));
    const bytes = buffer.subarray(0, bytesRead);
    return { text: new TextDecoder("latin1").decode(bytes), size: found.size, isBinary: bytes.includes(0) };
  } finally {
    await file.close();
  }
}

async function isInLfs(git: Git, path: string): Promise<boolean> {
  const { stdout } = await git.run(["check-attr", "-z", "filter", "--", path]);
  return stdout.split("\0")[2] === "lfs";
}
