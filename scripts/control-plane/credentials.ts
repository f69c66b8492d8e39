import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { env } from "../runtime.ts";
import { credentialPath, readCredentialFile, type Variables } from "./credential-file.ts";

export { credentialPath, writeCredentialFile } from "./credential-file.ts";

/** How to reach the project's Data API, and with which rights. */
export interface Credential {
  /** Without a slash at the end. */
  url: string;
  key: string;
  kind: "secret" | "publishable";
  /** Where it was found, for people: `the environment` or a path. */
  source: string;
}

/** The project as version.json and the clone have it. */
export interface Project {
  name: string;
  /** The identity of the repository: see scripts/git/repository-identity.ts. */
  repository: string;
  /** It is that of a remote, and so the same in every clone. */
  hasRemote: boolean;
  /** `ship.environment.project_ref`: a hosted credential must be of this project. */
  ref?: string;
}

const names = ["SLIPWAY_URL", "SLIPWAY_SECRET_KEY", "SLIPWAY_PUBLISHABLE_KEY"];

/**
 * The credential of a project: of the environment (SLIPWAY_URL with SLIPWAY_SECRET_KEY or SLIPWAY_PUBLISHABLE_KEY)
 * when any of them is set, else of its credential file. They are never mixed: a key goes only to the address it came
 * with. `need` "any" is content with a publishable key. A secret key is masked from here on in all output.
 *
 * Raises CommandError with exit code 4: `credential_missing`, `credential_exposed`, `credential_unreadable`,
 * `credential_malformed`, `credential_mismatch`.
 */
export async function readCredential(project: Project, need: "secret" | "any"): Promise<Credential> {
  const path = credentialPath(project);
  const exported = fromEnvironment();
  const source = exported ? "the environment" : path;
  const variables = exported ?? await readCredentialFile(path) ?? {};
  const { SLIPWAY_URL: address, SLIPWAY_SECRET_KEY: secret, SLIPWAY_PUBLISHABLE_KEY: publishable } =
    variables;
  mask.add(secret);

  const key = secret ?? (need === "any" ? publishable : undefined);
  if (!address || !key) {
    const missing = [...address ? [] : ["SLIPWAY_URL"], ...key ? [] : ["SLIPWAY_SECRET_KEY"]].join(", ");
    throw fault(
      "credential_missing",
      `not set in ${source}: ${missing}`,
      `slipway link writes ${path}; in CI export the variables.`,
    );
  }
  const kind = key.startsWith("sb_publishable_") || key === publishable ? "publishable" : "secret";
  if (need === "secret" && kind !== "secret") {
    throw fault(
      "credential_missing",
      `SLIPWAY_SECRET_KEY of ${source} is a publishable key`,
      "Take a secret key (sb_secret_…) from the project's API settings.",
    );
  }
  return { url: checkedUrl(address, project, source), key, kind, source };
}

function fromEnvironment(): Variables | null {
  const found = names.flatMap((name) => {
    const value = env(name);
    return value === undefined ? [] : [[name, value.trim()]];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}

function checkedUrl(address: string, { ref }: Project, source: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw fault(
      "credential_malformed",
      `SLIPWAY_URL of ${source} is no http address without a password`,
      "It looks like https://<project>.supabase.co.",
    );
  }
  const [, hosted] = /^([a-z]{20})\.supabase\.co$/.exec(url.hostname) ?? [];
  if (ref !== undefined && hosted !== undefined && hosted !== ref) {
    throw fault(
      "credential_mismatch",
      `${source} is of project ${hosted}, version.json is of ${ref}`,
      "Correct ship.environment.project_ref, or run slipway link again.",
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function fault(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.credentials);
}
