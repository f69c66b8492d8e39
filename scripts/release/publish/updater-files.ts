import type { Published } from "../../../functions/_shared/contract/served-updates.ts";
import {
  type ElectronSystem,
  renderElectron,
  systemOf,
} from "../../../functions/_shared/updaters/electron.ts";
import { renderSparkle } from "../../../functions/_shared/updaters/sparkle.ts";
import { renderTauri } from "../../../functions/_shared/updaters/tauri.ts";
import type { Updater } from "../../manifest/schema-release.ts";
import { updaterPath } from "../updater-path.ts";

/** A file that clients read, with what it holds. */
interface UpdaterFile {
  path: string;
  text: string;
}

/**
 * The files of a channel, each under every name that clients know: byte for byte what the function `updates` answers. None while a target that
 * is declared lacks its file or signature, whose names are then given.
 */
export function renderUpdaterFiles(
  updater: Updater,
  published: Published,
): { files: UpdaterFile[] } | { missing: string[] } {
  const [newest] = published.builds;
  const type = { tauri: "minisign", electron: "none", sparkle: "ed25519" }[updater.type];
  const has = (target: string) =>
    newest?.artifacts.some((one) =>
      one.target === target && (one.signature_type === type || type === "none") &&
      (type !== "none" || one.sha512 !== null)
    ) === true;
  const missing = updater.targets.filter((target) => !has(target));
  if (newest === undefined || missing.length > 0) return { missing };
  const names = [updater.file, ...updater.aliases];
  const all = (text: string, system?: ElectronSystem): UpdaterFile[] =>
    names.map((template) => ({ path: updaterPath(template, published.channel, system), text }));
  if (updater.type === "sparkle") return { files: all(renderSparkle(published)?.text ?? "") };
  if (updater.type === "tauri") return { files: all(renderTauri(published)?.text ?? "") };
  const systems = [...new Set(updater.targets.flatMap((target) => systemOf(target) ?? []))];
  return { files: systems.flatMap((system) => all(renderElectron(published, system)?.text ?? "", system)) };
}
