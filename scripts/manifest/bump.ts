import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { componentOf } from "./component-of.ts";
import { eachMirror, setInManifest, setMirror, withBuild } from "./apply.ts";
import { compareDotted } from "./compare.ts";
import { openDraft } from "./draft.ts";
import type { EditContext } from "./edit-context.ts";
import type { Edit } from "./edits.ts";
import { isFixable } from "./findings.ts";
import type { Workspace } from "./load.ts";
import { followMirrors } from "./locks/follow.ts";
import { authorityOf } from "./mirror-state.ts";
import { buildIn, compareValues, holdsBuild } from "./mirror-value.ts";
import { writeReadme } from "./readme.ts";
import type { Component, Manifest, Mirror } from "./schema.ts";
import { storeDecides } from "./store-decides.ts";
import { checkBuildSource } from "./xcode/build-source.ts";

/**
 * What changes when a component gets a build: version.json (the component and the top build), its mirrors and
 * README.md. Of a component whose build the store decides only the files that its build is archived from: version.json waits for
 * the store's word. No edits when it already has this build. Raises CommandError, exit code 5, when a mirror or README.md
 * can't be written or the build would be lower.
 */
export async function planBump(
  { tree, manifest }: Workspace,
  key: string,
  build: number,
  version?: string,
): Promise<Edit[]> {
  const component = componentOf(manifest, key);
  refuseLower(key, build, component.build);
  const context = { tree, draft: openDraft(tree) };
  const { findings } = await checkBuildSource(context, key, component);
  const problems = storeDecides(component)
    ? await bumpArchive(context, key, component, build, version)
    : await writeBuild(context, manifest, key, build, version);
  return editsOf(context, [...findings, ...problems]);
}

/** After the store's word: version.json, every mirror line and README.md say this build, whatever the lines said. */
export async function planStoreBuild(
  { tree, manifest }: Workspace,
  key: string,
  build: number,
  version?: string,
): Promise<Edit[]> {
  const before = componentOf(manifest, key);
  refuseLower(key, build, before.build);
  if (version !== undefined && (compareDotted(version, before.version) ?? 0) < 0) {
    throw notHigher(`${key} is at version ${before.version}, asked for ${version}`, "version_not_higher");
  }
  const context = { tree, draft: openDraft(tree) };
  return editsOf(context, await writeBuild(context, manifest, key, build, version));
}

export async function writeBuild(
  context: EditContext,
  manifest: Manifest,
  key: string,
  build: number,
  version: string | undefined,
): Promise<Finding[]> {
  const after = withBuild(manifest, key, build, version);
  const component = componentOf(after, key);
  const { draft } = context;
  return [
    ...await setInManifest(draft, ["components", key, "build"], String(build)),
    ...version === undefined ? [] : await setInManifest(draft, ["components", key, "version"], version),
    ...await setInManifest(draft, ["build"], String(after.build)),
    ...await eachMirror(
      context,
      [[key, component]],
      (state) => setMirror(context, state, state.wanted),
    ),
    ...await followMirrors(context, [[key, component]]),
    ...await writeReadme(draft, after),
  ];
}

/** Only what the archive is made from. */
async function bumpArchive(
  context: EditContext,
  key: string,
  component: Component,
  build: number,
  version: string | undefined,
): Promise<Finding[]> {
  const archived = { ...component, build, version: version ?? component.version };
  let lines = 0;
  const problems = await eachMirror(
    context,
    [[key, archived]],
    (state) => {
      const { mirror, spans, wanted } = state;
      if (holdsBuild(mirror)) {
        lines += spans.length;
        for (const span of spans) refuseLower(key, build, buildIn(mirror, span.value));
      }
      if (mirror.value === "version" || mirror.value === "version+build") {
        const higher = spans.find((span) => (compareValues(mirror, wanted, span.value) ?? 0) < 0);
        if (higher !== undefined) {
          throw notHigher(`${key} is at version ${higher.value}, asked for ${wanted}`);
        }
      }
      return setMirror(context, state, wanted);
    },
    (_, mirror) => isStoreDecided(component, mirror) && (version !== undefined || mirror.value !== "version"),
  );
  problems.push(...await followMirrors(context, [[key, component]]));
  if (lines > 0 || problems.length > 0) return problems;
  throw new CommandError(
    "mirror_missing",
    `${key} has no mirror whose build the store decides, so there is nothing to archive with`,
    'Add a mirror of type "pbxproj" or "xcconfig" for CURRENT_PROJECT_VERSION to version.json, or give the mirror of the file that the ' +
      'archive is made from "authority": "store".',
    exitCode.refused,
  );
}

export function editsOf({ draft }: EditContext, findings: Finding[]): Edit[] {
  const problems = findings.filter((finding) => !isFixable(finding));
  if (problems.length > 0) throw refuseAll("bump_refused", problems);
  return draft.edits();
}

function isStoreDecided(component: Component, mirror: Mirror): boolean {
  return authorityOf(component, mirror) === "store";
}

function refuseLower(key: string, build: number, current: number): void {
  if (build < current) throw notHigher(`${key} is at build ${current}, asked for ${build}`);
}

function notHigher(what: string, code = "build_not_higher"): CommandError {
  const hint = code === "build_not_higher"
    ? "Builds only rise; leave --build out for the next one."
    : "Versions only rise: upload a build of a higher one.";
  return new CommandError(code, what, hint, exitCode.refused);
}
