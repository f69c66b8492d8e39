import { componentOf } from "./component-of.ts";
import { openDraft } from "./draft.ts";
import type { Workspace } from "./load.ts";
import { authorityOf } from "./mirror-state.ts";
import { findSpans, mirrorTypes } from "./mirrors/mirror-types.ts";
import { noneIfUnreadable } from "./mirrors/text-error.ts";
import type { Component, Mirror } from "./schema.ts";
import { archived, readApps } from "./xcode/apps.ts";
import { shown, sourceOf } from "./xcode/info-plist.ts";

/**
 * The marketing version that a component's app is built with, as its project says; undefined when that can't be told or several places
 * disagree. The store counts builds for each version by itself.
 */
export async function marketingVersionOf(
  { tree, manifest }: Workspace,
  key: string,
): Promise<string | undefined> {
  const component = componentOf(manifest, key);
  const draft = openDraft(tree);
  const read = async (path: string) => {
    const file = await draft.read(path);
    return "text" in file ? file.text : null;
  };
  const { declared, places } = versionPlaces(component);
  if (declared.length === 0) {
    const { apps } = await readApps(read, tree, component);
    const sources = await Promise.all(
      apps.flatMap(archived).map((configuration) => sourceOf(read, configuration, shown.version)),
    );
    const values = sources.flatMap((source) => source.kind === "place" ? [source.from.value] : []);
    if (values.length > 0) return agreed(values);
  }
  const spans = await Promise.all(places.map(async (mirror) => {
    const text = await read(mirror.file);
    return text === null ? [] : await findSpans(text, mirror).catch(noneIfUnreadable);
  }));
  return agreed(spans.flat().map(({ value }) => value));
}

/** Where the files that an archive is made from hold the version: the declared mirrors, or without one the setting beside the build. */
export function versionPlaces(component: Component): { declared: Mirror[]; places: Mirror[] } {
  const mirrors = archiveMirrors(component);
  const declared = mirrors.filter(({ value }) => value === "version");
  return { declared, places: declared.length > 0 ? declared : mirrors.flatMap(versionBeside) };
}

/** The place of the version in a file that holds the build. */
function versionBeside(mirror: Mirror): Mirror[] {
  if (mirror.type === "plist") return [{ ...mirror, key: shown.version.key, value: "version" }];
  return mirror.type === "pbxproj" || mirror.type === "xcconfig"
    ? [{ ...mirror, key: shown.version.setting, value: "version" }]
    : [];
}

function archiveMirrors(component: Component): Mirror[] {
  return component.mirrors.filter((mirror) =>
    mirrorTypes[mirror.type].isBuildSetting && authorityOf(component, mirror) === "store"
  );
}

function agreed(values: readonly string[]): string | undefined {
  const [first] = new Set(values);
  return first !== undefined && new Set(values).size === 1 && /^\d+(\.\d+)*$/.test(first) ? first : undefined;
}
