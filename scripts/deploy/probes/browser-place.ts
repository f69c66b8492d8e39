import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openGit } from "../../git/git.ts";
import { now, randomHex, removeDir } from "../../runtime.ts";
import { baseEnvironment, type DeployContext } from "../context.ts";

/** Where browsers are installed that are not on the PATH. */
const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/** How many failed runs are kept. */
const kept = 20;

/** What drives a browser, or what is missing. */
type Place = { playwright: string; executable: string | undefined } | { missing: string; hint: string };

/**
 * The team's Playwright, and a Chromium: `SLIPWAY_CHROMIUM`, the system's, or the one that Playwright downloaded. A name in
 * `SLIPWAY_CHROMIUM` that is not there is no browser.
 */
export async function findBrowser(context: DeployContext): Promise<Place> {
  const playwright = resolvePlaywright(context.root);
  if (playwright === undefined) {
    return {
      missing: "found no playwright-core in the project",
      hint: 'Run npm install --save-dev playwright-core, or write "optional": true into the probe.',
    };
  }
  const { SLIPWAY_CHROMIUM: named, PATH = "" } = baseEnvironment(context);
  const onPath = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const candidates = named ? [named] : [...usual, ...onPath];
  const executable = candidates.find((file) => existsSync(file));
  const place = { playwright: pathToFileURL(playwright).href, executable };
  if (executable !== undefined || !named && await hasOwnBrowser(place.playwright)) return place;
  return {
    missing: named ? `found no browser at ${named}, as SLIPWAY_CHROMIUM says` : "found no Chromium",
    hint:
      'Run npx playwright-core install chromium, or install the system\'s, or name one: SLIPWAY_CHROMIUM; or write "optional": true into the probe.',
  };
}

function resolvePlaywright(root: string): string | undefined {
  const require = createRequire(join(root, "package.json"));
  for (const name of ["playwright-core", "playwright", "@playwright/test"]) {
    try {
      return require.resolve(name);
    } catch { /* the next one */ }
  }
  return undefined;
}

/** Whether Playwright has downloaded its browser; only looked for where the system has none, because that loads Playwright. */
async function hasOwnBrowser(playwright: string): Promise<boolean> {
  const module: unknown = await import(playwright);
  const chromium: unknown = Reflect.get(Object(module), "chromium") ??
    Reflect.get(Object(Reflect.get(Object(module), "default")), "chromium");
  const find: unknown = Reflect.get(Object(chromium), "executablePath");
  const found: unknown = typeof find === "function" ? find.call(chromium) : undefined;
  return typeof found === "string" && existsSync(found);
}

/**
 * A new folder for what a failed run leaves behind: below `SLIPWAY_ARTIFACTS`, else in git's own folder, where nothing is ever committed from.
 * Of older runs there, the last twenty stay.
 */
export async function makeArtifactsFolder(context: DeployContext): Promise<string> {
  const base = await artifactsBase(context);
  await mkdir(base, { recursive: true });
  const runs = (await readdir(base)).filter((name) => /^\d{8}T\d{6}-/.test(name)).sort();
  await Promise.all(runs.slice(0, -kept).map((name) => removeDir(join(base, name))));
  const stamp = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+Z$/g, "");
  const folder = join(base, `${stamp}-${context.component}-${context.build}-${randomHex(3)}`);
  await mkdir(folder);
  return folder;
}

async function artifactsBase(context: DeployContext): Promise<string> {
  const { SLIPWAY_ARTIFACTS: named } = baseEnvironment(context);
  if (named) return resolve(context.root, named);
  const common = await openGit(context.root).run(["rev-parse", "--git-common-dir"], { answers: [0, 128] });
  if (common.code !== 0) return join(tmpdir(), "slipway-verification");
  return join(resolve(context.root, common.stdout.trim()), "slipway", "verification");
}
