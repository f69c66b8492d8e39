import { posix } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import type { EditContext } from "../edit-context.ts";
import { finding } from "../findings.ts";
import { nodeAt } from "../mirrors/pointer.ts";
import { TextError } from "../mirrors/text-error.ts";
import { spanOf } from "../mirrors/toml-find.ts";
import { type Replacement, splice } from "../mirrors/value-span.ts";
import type { Mirror } from "../schema.ts";
import { shownValue } from "../shown-value.ts";
import { dependenciesOf } from "./cargo-dependencies.ts";
import { cargoLockVersions } from "./cargo-lock.ts";
import { nextRequirement } from "./cargo-requirement.ts";
import type { Cargo, CargoFile, CargoWorkspace } from "./cargo-workspace.ts";
import { drifted, readLock, unreadableLock } from "./lock-findings.ts";
import { cargoLock, workspaceVersion } from "./lock-paths.ts";

/** A crate whose version follows a mirror. */
interface Crate {
  name: string;
  folder: string;
  version: string;
}

/**
 * Writes the version of a crate, or of all that take their workspace's, into Cargo.lock, and into what other crates of the workspace
 * require of it when that leaves the version out: Cargo asks that also of a path.
 */
export async function followCrates(
  context: EditContext,
  cargo: Cargo,
  component: string,
  { file, ...place }: Mirror,
): Promise<Finding[]> {
  const key = "key" in place ? place.key : "";
  const source = await cargo.read(file);
  const version = source && nodeAt(source.root, key)?.scalar?.value;
  // what can't be read, its mirror has told
  if (version === undefined) return [];
  const workspace = await cargo.workspaceOf(file);
  const crates = workspace.files.filter((one) =>
    key === workspaceVersion
      ? nodeAt(one.root, "/package/version/workspace")?.flag === true
      : one.file === file
  ).flatMap(({ root, folder }): Crate[] => {
    const name = nodeAt(root, "/package/name")?.scalar?.value;
    return name === undefined ? [] : [{ name, folder, version }];
  });
  const requirements = await Promise.all(
    workspace.files.map((dependent) => followRequirements(context, component, dependent, crates)),
  );
  return [...requirements.flat(), ...await followLock(context, component, workspace, crates)];
}

async function followRequirements(
  { draft }: EditContext,
  component: string,
  { file, folder, text, root }: CargoFile,
  crates: readonly Crate[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const replacements: Replacement[] = [];
  for (const { name, folder: at, requirement } of dependenciesOf({ root, folder })) {
    const crate = crates.find((one) => one.name === name && one.folder === at);
    if (crate === undefined || requirement?.scalar === undefined) continue;
    const { line, value, start, end, write } = spanOf(text, requirement, requirement.scalar);
    const next = await nextRequirement(value, crate.version);
    if (next === value) continue;
    const what = `takes ${name} ${JSON.stringify(value)}, which leaves ${
      shownValue("version", crate.version)
    } out`;
    const hint = "Write a requirement that takes it, then run it again.";
    findings.push(
      next === undefined
        ? finding("requirement_unclear", { file, line, component }, what, hint)
        : finding("requirement_drift", { file, line, component }, what, "Run `slipway sync`."),
    );
    if (next !== undefined) replacements.push({ start, end, text: write(next) });
  }
  if (replacements.length > 0) draft.write(file, splice(text, replacements));
  return findings;
}

async function followLock(
  context: EditContext,
  component: string,
  { folder }: CargoWorkspace,
  crates: readonly Crate[],
): Promise<Finding[]> {
  const file = posix.join(folder, cargoLock);
  const lock = await readLock(context, component, file);
  if ("findings" in lock) return lock.findings;
  try {
    const stale = cargoLockVersions(lock.text, crates);
    if (stale.length > 0) context.draft.write(file, splice(lock.text, stale));
    return stale.filter(({ isOwn }) => isOwn).map(({ line, name, value, version }) =>
      drifted({ file, line, component }, `${name} is ${shownValue("version", value)}`, version)
    );
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    return [unreadableLock(file, component, lock.text, error)];
  }
}
