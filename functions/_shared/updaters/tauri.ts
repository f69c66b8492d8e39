import type { Artifact, Published } from "../contract/served-updates.ts";
import { Problem } from "../endpoint/problem.ts";
import { isHigher, isSemver } from "./semver.ts";
import { newestForAll, shownNotes, type View } from "./view.ts";

const contentType = "application/json; charset=utf-8";

/** Tauri 2, "Static JSON File": it checks every platform of the file, so that none is listed without its signature. */
export const renderTauri: View = (published) => {
  const newest = newestForAll(published);
  const files = newest === undefined ? [] : signed(newest.artifacts);
  if (newest === undefined || files.length === 0) return null;
  const platforms = Object.fromEntries(files.map(({ target, ...file }) => [target, file]));
  const { version, available_at: pub_date } = newest;
  const notes = shownNotes(newest);
  return { text: JSON.stringify({ version, notes: notes ?? "", pub_date, platforms }), contentType };
};

/**
 * Tauri 2, "Dynamic Update Server": `{{target}}` is the system or a name that the app has chosen, `{{arch}}` the processor. Null when there is nothing newer.
 * Raises Problem 404 `target_unknown` and 422 `version_invalid`.
 */
export function renderTauriFor(
  published: Published,
  target: string,
  arch: string,
  current: string,
): ReturnType<View> {
  const installed = current.replace(/^v/, "");
  if (!isSemver(installed)) {
    throw new Problem("version_invalid", 422, "The current version is no semantic version.");
  }
  const newest = newestForAll(published);
  if (newest === undefined) return null;
  const files = signed(newest.artifacts);
  const file = files.find((one) => one.target === `${target}-${arch}`) ??
    files.find((one) => one.target === target);
  if (file === undefined) {
    throw new Problem("target_unknown", 404, "No signed file of this build is for the target.", {
      hint: "Targets are named as Tauri does: darwin-aarch64, windows-x86_64, linux-x86_64.",
    });
  }
  if (!isHigher(newest.version, installed)) return null;
  const { version, available_at: pub_date } = newest;
  const notes = shownNotes(newest);
  const { url, signature } = file;
  return { text: JSON.stringify({ version, notes: notes ?? "", pub_date, url, signature }), contentType };
}

function signed(artifacts: readonly Artifact[]): { target: string; url: string; signature: string }[] {
  return artifacts.flatMap(({ target, url, signature, signature_type }) =>
    signature === null || signature_type !== "minisign"
      ? []
      : [{ target, url, signature: inBase64(signature) }]
  );
}

/** Tauri wants the whole file of minisign in base64, as its own command writes it. */
function inBase64(signature: string): string {
  if (!signature.startsWith("untrusted comment:")) return signature.trim();
  const bytes = new TextEncoder().encode(signature);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
