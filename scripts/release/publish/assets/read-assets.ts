import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Finding } from "../../../cli/command-error.ts";
import type { Updater } from "../../../manifest/schema-release.ts";
import type { PublishRequest } from "../publication.ts";
import type { AssetFile, TargetFile } from "./asset.ts";
import { findFiles, readAsset } from "./find-files.ts";
import { filesOfTarget } from "./match-targets.ts";
import { besides, signedFile } from "./signature.ts";

/** What is published of files. */
interface Assets {
  files: AssetFile[];
  targets: TargetFile[];
  findings: Finding[];
}

/** Finds the files, and for every declared target its one file with what the updater needs of it. All that is wrong is said at once. */
export async function readAssets(
  folder: string,
  { assets, targets: given }: Pick<PublishRequest, "assets" | "targets">,
  updater: Updater | undefined,
  version: string,
): Promise<Assets> {
  const { paths, findings } = await findFiles(folder, [...assets, ...Object.values(given)]);
  const read = await Promise.all(paths.map(readAsset));
  const files = read.filter((one) => "sha256" in one);
  findings.push(...read.filter((one) => "code" in one));
  const unknown = Object.keys(given).filter((target) => updater?.targets.includes(target) !== true);
  findings.push(...unknown.map((target) => unknownTarget(target, updater)));
  const ending = updater === undefined ? null : besides[updater.type];
  const candidates = await Promise.all(files.map(async (file) => ({
    ...{ name: file.name, file },
    isSigned: ending !== null && await stat(`${file.path}${ending}`).then(() => true, () => false),
  })));
  const signed = (updater?.targets ?? []).map(async (target): Promise<TargetFile | Finding> => {
    if (updater === undefined) return unknownTarget(target, updater);
    const path = given[target];
    const possible = path === undefined
      ? filesOfTarget(target, updater.type, candidates).map(({ file }) => file)
      : files.filter((file) => file.path === resolve(folder, path));
    const [only, another] = possible;
    if (only === undefined || another !== undefined) return undecided(target, possible);
    return await signedFile(target, only, updater, version);
  });
  const outcomes = await Promise.all(signed);
  findings.push(...outcomes.filter((one) => "code" in one));
  return { files, targets: outcomes.filter((one) => "signatureType" in one), findings };
}

function undecided(target: string, possible: readonly AssetFile[]): Finding {
  const hint = `Say which: --asset ${target}=path/to/file.`;
  return possible.length === 0
    ? { code: "target_missing", message: `no file is for ${target}, which version.json declares`, hint }
    : {
      code: "target_ambiguous",
      message: `several files may be for ${target}: ${possible.map(({ name }) => name).join(", ")}`,
      hint,
    };
}

function unknownTarget(target: string, updater: Updater | undefined): Finding {
  const known = updater?.targets ?? [];
  return {
    code: "target_unknown",
    message: `the track has no target ${target}`,
    hint: known.length === 0
      ? "Declare it in release.updater.targets of version.json, and release that."
      : `There are ${known.join(", ")}.`,
  };
}
