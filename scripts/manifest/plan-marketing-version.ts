import type { Finding } from "../cli/command-error.ts";
import { eachMirror, setInManifest, setMirror } from "./apply.ts";
import { editsOf } from "./bump.ts";
import { componentOf } from "./component-of.ts";
import { type Draft, openDraft } from "./draft.ts";
import type { Edit } from "./edits.ts";
import type { Workspace } from "./load.ts";
import { followMirrors } from "./locks/follow.ts";
import { versionPlaces } from "./marketing-version.ts";
import { buildIn, withBuildIn } from "./mirror-value.ts";
import { findSpans } from "./mirrors/mirror-types.ts";
import { noneIfUnreadable } from "./mirrors/text-error.ts";
import { writeReadme } from "./readme.ts";
import type { Component, Mirror } from "./schema.ts";
import { isLinked } from "./xcode/resolve.ts";

/**
 * What changes when an app gets another marketing version: version.json, each mirror of the version, README.md; and without such a mirror
 * the setting beside the build in the files that the archive is made from, however often it is there. No build changes. Writes nothing.
 * Raises CommandError, exit code 5, when one of the places can't be written.
 */
export async function planMarketingVersion(
  { tree, manifest }: Workspace,
  key: string,
  version: string,
): Promise<Edit[]> {
  const before = componentOf(manifest, key);
  const context = { tree, draft: openDraft(tree) };
  const { declared, places } = versionPlaces(before);
  const beside = declared.length > 0 ? [] : await counted(context.draft, places);
  const component: Component = { ...before, version, mirrors: [...before.mirrors, ...beside] };
  const after = { ...manifest, components: { ...manifest.components, [key]: component } };
  const findings: Finding[] = [
    ...await setInManifest(context.draft, ["components", key, "version"], version),
    ...await eachMirror(
      context,
      [[key, component]],
      (state) => setMirror(context, state, keepBuild(state.mirror, state.wanted, state.spans[0]?.value)),
      (_, mirror) => mirror.value === "version" || mirror.value === "version+build",
    ),
    ...await followMirrors(context, [[key, component]]),
    ...await writeReadme(context.draft, after),
  ];
  return editsOf(context, findings);
}

/** A build that is in flight stays where it is. */
function keepBuild(mirror: Mirror, wanted: string, current = ""): string {
  if (mirror.value !== "version+build") return wanted;
  const build = buildIn(mirror, current);
  return Number.isNaN(build) ? wanted : withBuildIn(mirror, wanted, build);
}

/** The places that are there, with the number of lines that have them: nobody has declared how many there should be. */
async function counted(draft: Draft, places: readonly Mirror[]): Promise<Mirror[]> {
  const found = await Promise.all(places.map(async (mirror): Promise<Mirror[]> => {
    const file = await draft.read(mirror.file);
    if ("problem" in file) return [];
    const spans = await findSpans(file.text, mirror).catch(noneIfUnreadable);
    const count = spans.filter(({ link, value }) => link === undefined && !isLinked(value)).length;
    return count === 0 ? [] : [mirror.type === "pbxproj" ? { ...mirror, count } : mirror];
  }));
  return found.flat();
}
