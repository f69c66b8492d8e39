import { createHash } from "node:crypto";
import { mkdir, readFile, stat } from "node:fs/promises";
import { homedir, platform } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { writePrivateFile } from "../cli/private-file.ts";
import { env } from "../runtime.ts";

/** Variables by name, as `SLIPWAY_URL`. */
export type Variables = Record<string, string>;

/**
 * The credential file of a repository's project: `<project>-<digest of the repository's identity>.env` below
 * `$XDG_CONFIG_HOME/slipway`, or below `~/.config/slipway`: two repositories may share a project's name, and a key must never go with a
 * stranger's. Source: XDG Base Directory Specification (a relative path is ignored).
 */
export function credentialPath({ name, repository }: { name: string; repository: string }): string {
  const configured = env("XDG_CONFIG_HOME");
  const base = configured && isAbsolute(configured) ? configured : join(env("HOME") ?? homedir(), ".config");
  const slug = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "project";
  const digest = createHash("sha256").update(repository).digest("hex").slice(0, 12);
  return join(base, "slipway", `${slug}-${digest}.env`);
}

/** The variables of a credential file; null when there is none. Raises `credential_exposed` unless only its owner may read it. */
export async function readCredentialFile(path: string): Promise<Variables | null> {
  let mode: number;
  let text: string;
  try {
    mode = (await stat(path)).mode;
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw Object.assign(
      new CommandError(
        "credential_unreadable",
        `${path} can't be read`,
        `Look at its owner and mode, or write it anew: slipway link.`,
        exitCode.credentials,
      ),
      { cause: error },
    );
  }
  if (platform() !== "win32" && (mode & 0o077) !== 0) {
    throw new CommandError(
      "credential_exposed",
      `${path} can be read by others (mode ${(mode & 0o777).toString(8).padStart(4, "0")})`,
      `chmod 600 '${path}', and replace the key if this machine has other users.`,
      exitCode.credentials,
    );
  }
  return parseVariables(text);
}

/** Writes a credential file that only its owner may read; an existing one is replaced at once, never half. */
export async function writeCredentialFile(
  path: string,
  variables: Variables,
  repository: string,
): Promise<void> {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[A-Z][A-Z0-9_]*$/.test(name) || !/^[\x21-\x7e]+$/.test(value) || /["'#]/.test(value)) {
      throw new CommandError(
        "credential_malformed",
        `${name} has characters that no address and no key has`,
        "Copy it again, without spaces or quotes around it.",
        exitCode.usage,
      );
    }
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // for people who look into the folder
  const heading = `# ${repository.replace(/\s/g, " ")}\n`;
  const text = heading + Object.entries(variables).map(([name, value]) => `${name}=${value}\n`).join("");
  await writePrivateFile(path, text);
}

/** `NAME=value` per line, `#` comments, optional quotes, optional `export`. */
function parseVariables(text: string): Variables {
  const variables: Variables = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s#]*))\s*(?:#.*)?$/
      .exec(line);
    const value = match?.[2] ?? match?.[3] ?? match?.[4];
    if (match?.[1] && value) variables[match[1]] = value;
  }
  return variables;
}
