// A component to deploy, and everything that was said meanwhile.

import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { mask } from "../../../scripts/cli/mask.ts";
import type { Output } from "../../../scripts/cli/output.ts";
import { contextFor, type DeployContext } from "../../../scripts/deploy/context.ts";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { resolveEnvironment } from "../../../scripts/manifest/environment.ts";
import { rideAlongs } from "../../../scripts/manifest/ride-alongs.ts";
import { type Manifest, manifestSchema } from "../../../scripts/manifest/schema.ts";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";

export interface Bed {
  root: string;
  /** Progress lines so far. */
  notes: string[];
  context: DeployContext;
  /** Ends what the context runs. */
  abort: AbortController;
}

export interface Wishes {
  /** Of the component `dashboard`, which has build 7 and lives in web/dashboard; `components` adds others. */
  deploy?: unknown;
  ride_along?: string[];
  verify?: unknown[];
  /** Its `env`. */
  env_lists?: unknown;
  paths?: string[];
  kind?: string;
  store?: unknown;
  host?: string;
  components?: Record<string, unknown>;
  ship?: unknown;
  version?: string;
  env?: Record<string, string>;
  /** Path below the root → text. A text that begins with #! becomes executable. */
  files?: Record<string, string>;
}

/** A work tree in a temporary folder, gone when the test ends. */
export async function makeBed(wishes: Wishes = {}): Promise<Bed> {
  const root = await makeTempDir("slipway-deploy-");
  onTestFinished(() => removeDir(root));
  for (const [path, text] of Object.entries(wishes.files ?? {})) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    if (text.startsWith("#!")) await chmod(file, 0o755);
  }
  const notes: string[] = [];
  const abort = new AbortController();
  const manifest = makeManifest(wishes);
  const context: DeployContext = {
    root,
    manifest,
    component: "dashboard",
    build: 7,
    version: wishes.version ?? "1.2.3",
    sha: "c0ffee",
    environment: resolveEnvironment(manifest),
    project: { name: manifest.name, repository: "github.com/acme/bed", hasRemote: true },
    signal: abort.signal,
    output: collect(notes),
    // the job that runs the tests may be one of a pull request
    env: { CI: "", GITHUB_ACTIONS: "", ...wishes.env },
  };
  return { root, notes, context, abort };
}

/** The ride-alongs, each at its own build. */
export function riders(context: DeployContext): DeployContext[] {
  return rideAlongs(context.manifest, context.component).map((component) => contextFor(context, component));
}

/** Deploys them, as a ship does after the component. */
export async function deployRideAlongs(context: DeployContext): Promise<void> {
  for (const rider of riders(context)) await deploy(rider);
}

function makeManifest(wishes: Wishes): Manifest {
  const { deploy, ride_along, verify, env_lists: env, host, store, paths = ["web/dashboard"], kind = "web" } =
    wishes;
  const own = { deploy, ride_along, verify, env, host, store };
  const dashboard = { name: "Dashboard", kind, build: 7, paths, ...own };
  return manifestSchema.parse({
    name: "Bed",
    build: 7,
    ship: wishes.ship,
    components: { dashboard, ...wishes.components },
  });
}

/** An output that keeps progress lines as they would be shown. */
function collect(notes: string[]): Output {
  return {
    isJson: false,
    isInteractive: false,
    print: () => {},
    json: () => {},
    note: (text) => void notes.push(mask.apply(text)),
    warn: (code, message) => void notes.push(mask.apply(`warning: ${code}: ${message}`)),
  };
}

/** A command that writes a line into `log`: what it was told of the deploy. */
export const logBuild = 'echo "$SLIPWAY_COMPONENT $SLIPWAY_BUILD $SLIPWAY_VERSION" >> log';

/** The lines of `log` in a folder. */
export async function readLog(folder: string): Promise<string[]> {
  return (await readFile(join(folder, "log"), "utf8").catch(() => "")).split("\n").slice(0, -1);
}
