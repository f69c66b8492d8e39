import type { Finding } from "../cli/command-error.ts";
import type { Draft } from "./draft.ts";
import { manifestPath } from "./edits.ts";
import { finding } from "./findings.ts";
import type { EditContext } from "./edit-context.ts";
import { type MirrorState, readMirror } from "./mirror-state.ts";
import { findJson } from "./mirrors/json.ts";
import { toPointer } from "./mirrors/pointer.ts";
import { nameOf } from "./mirrors/mirror-name.ts";
import { findSpans } from "./mirrors/mirror-types.ts";
import { TextError } from "./mirrors/text-error.ts";
import { rewrite, type ValueSpan } from "./mirrors/value-span.ts";
import type { Component, Manifest, Mirror } from "./schema.ts";

/**
 * Every mirror of the components, in their order, each read only after the one before was applied: two may share a
 * file.
 */
export async function eachMirror(
  context: EditContext,
  components: readonly (readonly [string, Component])[],
  apply: (state: MirrorState) => Finding[] | Promise<Finding[]>,
  isMeant: (component: Component, mirror: Mirror) => boolean = () => true,
): Promise<Finding[]> {
  const meant = components.flatMap(([key, component]) =>
    component.mirrors.filter((mirror) => isMeant(component, mirror)).map((mirror) => ({
      key,
      component,
      mirror,
    }))
  );
  await Promise.all(meant.map(({ mirror }) => context.draft.read(mirror.file)));
  const findings: Finding[] = [];
  for (const { key, component, mirror } of meant) {
    const state = await readMirror(context, key, component, mirror);
    findings.push(...state.problems, ...state.problems.length === 0 ? await apply(state) : []);
  }
  return findings;
}

/**
 * Makes every value of a mirror say `value`. A file that can't hold it (xcconfig takes `//` for a comment) is a
 * problem.
 */
export async function setMirror(
  { draft }: EditContext,
  { key, mirror, spans }: MirrorState,
  value: string,
): Promise<Finding[]> {
  const file = await draft.read(mirror.file);
  if ("problem" in file) return [];
  const text = rewrite(file.text, spans, value);
  const lines = new Set(spans.map(({ line }) => line));
  const after = (await refind(draft, text, mirror)).filter(({ line, link }) =>
    link === undefined && lines.has(line)
  );
  if (after.length !== spans.length || after.some((span) => span.value !== value)) {
    const place = { file: mirror.file, line: spans[0]?.line, component: key };
    return [
      finding(
        "mirror_missing",
        place,
        `${nameOf(mirror)} can't hold ${value}`,
        mirror.type === "text"
          ? "Let `regex` in version.json match this value as well, or correct the value."
          : "Choose a value without // and quotes.",
      ),
    ];
  }
  draft.write(mirror.file, text);
  return [];
}

/** What a mirror says after it was written; nothing when its file can't be read any more. */
async function refind({ patience }: Draft, text: string, mirror: Mirror): Promise<ValueSpan[]> {
  try {
    return await findSpans(text, mirror, patience);
  } catch (error) {
    if (error instanceof TextError) return [];
    throw error;
  }
}

/** The manifest with another build of a component, and the top build as it must be. */
export function withBuild(manifest: Manifest, key: string, build: number, version?: string): Manifest {
  const components = Object.fromEntries(
    Object.entries(manifest.components).map(([other, component]) => [
      other,
      other === key ? { ...component, build, version: version ?? component.version } : component,
    ]),
  );
  return { ...manifest, components, build: topBuild(components) };
}

/** The highest build of all components. */
export function topBuild(components: Manifest["components"]): number {
  return Math.max(0, ...Object.values(components).map(({ build }) => build));
}

/** Writes one value of version.json; a problem when the text has no such value to replace. */
export async function setInManifest(draft: Draft, path: string[], value: string): Promise<Finding[]> {
  const place = { file: manifestPath, component: path[1] };
  const file = await draft.read(manifestPath);
  if ("problem" in file) return [finding("manifest_invalid", place, file.problem, "Save it as UTF-8.")];
  const pointer = toPointer(path);
  const spans = findJson(file.text, pointer);
  draft.write(manifestPath, rewrite(file.text, spans, value));
  if (spans.length > 0) return [];
  return [
    finding("mirror_missing", place, `there is no ${pointer}`, `Add it with ${JSON.stringify(value)}.`),
  ];
}
