import type { Finding } from "../cli/command-error.ts";
import { type Draft, openDraft } from "./draft.ts";
import { finding } from "./findings.ts";
import { JsonTextError, lineAt } from "./mirrors/json-text.ts";
import { mirrorTypes } from "./mirrors/mirror-types.ts";
import type { ValueSpan } from "./mirrors/value-span.ts";
import { findXcconfig } from "./mirrors/xcconfig.ts";
import type { Component, Mirror } from "./schema.ts";
import { shownLink, shownValue } from "./shown-value.ts";
import { storeDecides } from "./store-decides.ts";
import type { Tree } from "./tree.ts";
import { isLinked } from "./xcode/resolve.ts";

/** A mirror as it stands in its file. */
export interface MirrorState {
  key: string;
  component: Component;
  mirror: Mirror;
  /** Empty when something is wrong that only a person can put right: see `problems`. */
  spans: ValueSpan[];
  problems: Finding[];
}

/** Who decides the value of a mirror: the store only the build and version of an iOS app. */
export function authorityOf(component: Component, mirror: Mirror): "manifest" | "store" {
  if (mirror.value === "name") return "manifest";
  return mirror.authority ??
    (storeDecides(component) && mirrorTypes[mirror.type].isBuildSetting ? "store" : "manifest");
}

/**
 * Finds a mirror's values. A wrong number of lines, a dotted build and a missing file are problems, never an exception.
 */
export async function readMirror(
  { draft, tree }: { draft: Draft; tree: Tree },
  key: string,
  component: Component,
  mirror: Mirror,
): Promise<MirrorState> {
  const state = { key, component, mirror };
  const refuse = (...problems: Finding[]): MirrorState => ({ ...state, spans: [], problems });
  const place = { file: mirror.file, component: key };
  const file = await draft.read(mirror.file);
  if ("problem" in file) {
    return refuse(
      finding(
        file.code ?? "mirror_missing",
        place,
        file.problem,
        "Create the file, or correct `mirrors` in version.json.",
      ),
    );
  }
  let all: ValueSpan[];
  try {
    all = findSpans(file.text, mirror);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const line = lineAt(file.text, error.offset);
    return refuse(
      finding("mirror_missing", { ...place, line }, `not JSON: ${error.message}`, "Correct the file."),
    );
  }
  // a line that refers to another setting follows it: a value written there would cut the link
  const type = mirrorTypes[mirror.type];
  const spans = type.isBuildSetting ? all.filter(({ value }) => !isLinked(value)) : all;
  const [link] = all.filter((span) => !spans.includes(span));
  if (spans.length === 0 && link !== undefined) {
    const what = `${mirror.key} is ${
      shownLink(link.value)
    } here, and a line that refers to another setting is never overwritten`;
    const hint = `Mirror the place that sets it, and correct \`mirrors\` of ${key} in version.json.`;
    return refuse(finding("mirror_linked", { ...place, line: link.line }, what, hint));
  }
  if (mirror.type === "pbxproj" && spans.length !== mirror.count) {
    const links = all.length - spans.length;
    const what = `${spans.length} lines carry ${mirror.key}${
      links > 0 ? ` and ${links} refer to another setting` : ""
    }, version.json says ${mirror.count}`;
    return refuse(
      finding("pbxproj_count_wrong", place, what, await countHint(tree, mirror.key, spans.length)),
    );
  }
  if (spans.length === 0) {
    const hint = `${
      type.addHint(mirror.key, component[mirror.value])
    }, or correct \`mirrors\` in version.json.`;
    return refuse(finding("mirror_missing", place, `there is no ${mirror.key} with a value`, hint));
  }
  const dotted = mirror.value === "build" ? spans.filter(({ value }) => !isBuild(value)) : [];
  if (dotted.length > 0) {
    return refuse(...dotted.map(({ line, value }) =>
      finding(
        "build_dotted",
        { ...place, line },
        `${mirror.key} is ${shownValue("build", value)}, and a build is one whole number`,
        dottedHint(value, component.build),
      )
    ));
  }
  return { ...state, spans, problems: [] };
}

/** A number is a number also with leading zeros. */
function isBuild(value: string): boolean {
  return /^\d+$/.test(value) && Number.isSafeInteger(Number(value));
}

/**
 * The whole number above a dotted one, since stores compare part by part; never one that is lower than what the store has, and none
 * where a variable is a link to keep.
 */
function dottedHint(value: string, build: number): string {
  if (value.includes("$")) {
    return "The number stands elsewhere: mirror the setting of that name, or leave the mirror out.";
  }
  const page = "docs/dotted-builds.md says which whole number comes next, and how to get there.";
  const next = Number(/^\d+(?=\.)/.exec(value)?.[0] ?? NaN) + 1;
  return Number.isSafeInteger(next)
    ? `Write ${Math.max(next, build)} there once: to every store that is higher. ${page}`
    : `Not to be lowered: ${page}`;
}

/** Every value of a mirror in a text. Raises JsonTextError. */
export function findSpans(text: string, mirror: Mirror): ValueSpan[] {
  return mirrorTypes[mirror.type].find(text, mirror.key);
}

/** With no line at all the setting is usually inherited from an xcconfig file: the hint names those that carry it. */
async function countHint(tree: Tree, setting: string, found: number): Promise<string> {
  if (found > 0) return "Correct the project, or `count` in version.json when targets were added or removed.";
  const carriers: string[] = [];
  for (const path of await tree.paths()) {
    if (!path.endsWith(".xcconfig")) continue;
    const file = await openDraft(tree).read(path);
    if ("text" in file && findXcconfig(file.text, setting).length > 0) {
      carriers.push(path);
    }
  }
  if (carriers.length === 0) return "Add the build setting in Xcode, or correct `mirrors` in version.json.";
  return `It stands in ${carriers.join(", ")}: use a mirror of type "xcconfig" for that file.`;
}
