import type { Finding } from "../cli/command-error.ts";
import type { EditContext } from "./edit-context.ts";
import { finding } from "./findings.ts";
import { dottedHint, linkHint, projectCountHint } from "./mirror-hints.ts";
import { wantedValue } from "./mirror-value.ts";
import { lineAt } from "./mirrors/json-text.ts";
import { nameOf } from "./mirrors/mirror-name.ts";
import { findSpans, mirrorTypes } from "./mirrors/mirror-types.ts";
import { TextError } from "./mirrors/text-error.ts";
import type { ValueSpan } from "./mirrors/value-span.ts";
import type { Component, Mirror } from "./schema.ts";
import { shownLink, shownValue } from "./shown-value.ts";
import { storeDecides } from "./store-decides.ts";
import { isLinked } from "./xcode/resolve.ts";

/** A mirror as it stands in its file. */
export interface MirrorState {
  key: string;
  component: Component;
  mirror: Mirror;
  /** What version.json says, as it is written there; empty when it can't be. */
  wanted: string;
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
  context: EditContext,
  key: string,
  component: Component,
  mirror: Mirror,
): Promise<MirrorState> {
  const wanted = wantedValue(component, mirror);
  const state = { key, component, mirror, wanted: "value" in wanted ? wanted.value : "" };
  const refuse = (...problems: Finding[]): MirrorState => ({ ...state, spans: [], problems });
  const place = { file: mirror.file, component: key };
  const name = nameOf(mirror);
  const type = mirrorTypes[mirror.type];
  const correct = "correct `mirrors` in version.json.";
  const file = await context.draft.read(mirror.file);
  if ("problem" in file) {
    const hint = file.code === undefined && file.isThere && type.binaryHint ||
      `Create the file, or ${correct}`;
    return refuse(finding(file.code ?? "mirror_missing", place, file.problem, hint));
  }
  if ("problem" in wanted) {
    const hint = `Choose another version, or ${correct}`;
    return refuse(finding("mirror_missing", place, wanted.problem, hint));
  }
  let all: ValueSpan[];
  try {
    all = await findSpans(file.text, mirror, context.draft.patience);
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    const line = lineAt(file.text, error.offset);
    return refuse(
      finding("mirror_missing", { ...place, line }, `not ${error.format}: ${error.message}`, error.hint),
    );
  }
  // a line that refers to another setting follows it: a value written there would cut the link
  const isLink = ({ value, link }: ValueSpan) => link !== undefined || type.isBuildSetting && isLinked(value);
  const spans = all.filter((span) => !isLink(span));
  const [link] = all.filter(isLink);
  if (spans.length === 0 && link !== undefined) {
    const what = `${name} is ${
      shownLink(link.value)
    } here, and a line that refers to another setting is never overwritten`;
    const hint = await linkHint(context, mirror, link.link) ?? "Mirror the place that sets it.";
    return refuse(finding("mirror_linked", { ...place, line: link.line }, what, `${hint} Then ${correct}`));
  }
  if (mirror.type === "pbxproj" && spans.length !== mirror.count) {
    const links = all.length - spans.length;
    const what = `${spans.length} lines carry ${mirror.key}${
      links > 0 ? ` and ${links} refer to another setting` : ""
    }, version.json says ${mirror.count}`;
    const hint = await projectCountHint(context.tree, mirror.key, spans.length);
    return refuse(finding("pbxproj_count_wrong", place, what, hint));
  }
  if (spans.length === 0) {
    const hint = `${type.addHint(name, state.wanted)}, or ${correct}`;
    return refuse(finding("mirror_missing", place, `there is no ${name} with a value`, hint));
  }
  const count = countOf(mirror);
  if (count !== undefined && spans.length !== count) {
    const lines = spans.slice(0, 10).map(({ line }) => line).join(", ");
    const what = `${spans.length} places have ${name}, in line ${lines}; ${
      count === 1 ? "one" : count
    } should`;
    const hint = `Correct the file, or ${correct}`;
    return refuse(finding("mirror_count_wrong", { ...place, line: spans[0]?.line }, what, hint));
  }
  const dotted = mirror.value === "build" ? spans.filter(({ value }) => !isBuild(value)) : [];
  if (dotted.length > 0) {
    return refuse(...dotted.map(({ line, value }) =>
      finding(
        "build_dotted",
        { ...place, line },
        `${name} is ${shownValue("build", value)}, and a build is one whole number`,
        dottedHint(value, component.build),
      )
    ));
  }
  return { ...state, spans, problems: [] };
}

/** How many places a mirror has; undefined where lines of one file may repeat it as they like. */
function countOf(mirror: Mirror): number | undefined {
  if (mirror.type === "xcconfig") return undefined;
  return "count" in mirror ? mirror.count : 1;
}

/** A number is a number also with leading zeros. */
function isBuild(value: string): boolean {
  return /^\d+$/.test(value) && Number.isSafeInteger(Number(value));
}
