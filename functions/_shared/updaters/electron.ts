import type { Artifact, Published } from "../contract/served-updates.ts";
import { Problem } from "../endpoint/problem.ts";
import { newestForAll, shownNotes, type View } from "./view.ts";

/** Which targets a file of electron-updater is about. On Linux it asks for one file per processor, elsewhere it chooses by the name of the file. */
const targets = {
  windows: /^(windows|win32)\b/,
  mac: /^(darwin|macos)\b/,
  linux: /^linux-(x86_64|x64|amd64)\b/,
  "linux-arm64": /^linux-(aarch64|arm64)\b/,
};

/** What electron-updater asks for a file of. */
export type ElectronSystem = keyof typeof targets;

/** The system whose file lists a target; null when none does. */
export function systemOf(target: string): ElectronSystem | null {
  return systems.find((system) => targets[system].test(target)) ?? null;
}

const systems = ["windows", "mac", "linux", "linux-arm64"] as const;

/**
 * What electron-updater reads at a generic provider. Without `stagingPercentage`: its buckets are not ours, and a halt could not reach them, so that only
 * what everybody may have is listed. Raises Problem 404 `update_unpublished`: it knows no other way to say that there is none.
 */
export function renderElectron(published: Published, system: ElectronSystem): ReturnType<View> {
  const newest = newestForAll(published);
  const files = newest?.artifacts.filter(({ target }) => targets[system].test(target)).flatMap(fileOf) ?? [];
  const [first] = files;
  if (newest === undefined || first === undefined) {
    throw new Problem("update_unpublished", 404, "No build has a file for this system, with its sha512.", {
      hint: "Record the files of a build that everybody may have: ship.record_artifacts.",
    });
  }
  const { version, available_at } = newest;
  const notes = shownNotes(newest);
  const document = {
    version,
    files,
    path: first.url,
    sha512: first.sha512,
    releaseDate: new Date(available_at).toISOString(),
    ...notes === null ? {} : { releaseNotes: notes },
  };
  return { text: `${yaml(document)}\n`, contentType: "application/yaml; charset=utf-8" };
}

function fileOf({ target, url, length, sha512 }: Artifact): { url: string; sha512: string; size: number }[] {
  if (sha512 === null) return [];
  const bytes = sha512.match(/../g)?.map((digits) => String.fromCharCode(parseInt(digits, 16))) ?? [];
  return [{ url: namingProcessor(url, target), sha512: btoa(bytes.join("")), size: length }];
}

/**
 * electron-updater tells a file's processor by the text of its URL alone, and a Mac takes one that names none: so the fragment, which is not sent, names what
 * the URL does not.
 */
function namingProcessor(url: string, target: string): string {
  const [name] = Object.entries(processors).find(([, pattern]) => pattern.test(target)) ?? [];
  return name === undefined || url.includes(name) ? url : `${url}#${name}`;
}

const processors: Record<string, RegExp> = {
  arm64: /-(aarch64|arm64)\b/,
  x64: /-(x86_64|x64|amd64)\b/,
  ia32: /-(i686|ia32)\b/,
};

/** JSON is YAML 1.2, but for characters that YAML wants escaped (its `c-printable`). */
function yaml(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(
      /[\u007f-\u009f\ufffe\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
