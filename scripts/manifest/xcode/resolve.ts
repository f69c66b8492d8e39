import { nameMatches } from "../glob.ts";
import type { Assignment, Layer } from "./assignment.ts";
import type { Configuration } from "./project.ts";

/** Where a value comes from in the end. */
export type Source =
  /** This place says it; `value` is as written there, and may be put together from several settings. */
  | { kind: "place"; from: Assignment }
  /** It refers to a setting that no file of the project sets. */
  | { kind: "outside"; name: string; from: Assignment | undefined }
  /** Nothing sets it, or what might set it can't be read here. */
  | { kind: "unknown" };

const unknown: Source = { kind: "unknown" };
/** Xcode gives these itself and no file sets them, so one that is missing, as CocoaPods' before `pod install`, hides none. */
const given = new Set([
  "SRCROOT",
  "PROJECT_DIR",
  "SOURCE_ROOT",
  "PROJECT_NAME",
  "TARGET_NAME",
  "TARGETNAME",
  "CONFIGURATION",
]);
const reference = /\$[({]([A-Za-z_]\w*)(?::[^)}]*)?[)}]/g;
/** Of a value that is looked at; no setting that a build or a path is made of is longer. */
const longest = 1000;
/** References that one value may lead through: two that each name the next twice would double with every step. */
const maxSteps = 100;
/** The whole value is one reference. */
const only = new RegExp(`^${reference.source}$`);

/** Whether a value is taken from elsewhere, wholly or in part. */
export function isLinked(value: string): boolean {
  return value.length <= longest && value.search(reference) !== -1;
}

/** Follows a setting through the levels, conditions and references of a configuration. */
export function resolveSetting(name: string, configuration: Configuration): Source {
  return follow(name, configuration, { layer: 0, before: Infinity }, 0);
}

/** A value with all of its references replaced; undefined when one of them leads nowhere. */
export function expand(value: string, configuration: Configuration): string | undefined {
  const { text, missing } = evaluate(value, configuration);
  return missing === undefined ? text : undefined;
}

/** A value with its references replaced; the first one that leads nowhere is `missing`, and such a one stays as it is written. */
export function evaluate(
  value: string,
  configuration: Configuration,
  around: readonly string[] = [],
  budget = { steps: maxSteps },
): { text: string; missing?: string } {
  if (value.length > longest) return { text: value, missing: `${value.slice(0, 40)} …` };
  let missing: string | undefined;
  const text = value.replaceAll(reference, (written: string, name: string) => {
    // with one that leads nowhere the rest is still shown as far as the budget goes
    const source = --budget.steps < 0 ? unknown : resolveSetting(name, configuration);
    // settings that are made of one another lead nowhere either
    if (source.kind !== "place" || around.includes(name)) {
      missing ??= source.kind === "outside" ? source.name : name;
      return written;
    }
    const found = evaluate(source.from.value, configuration, [...around, name], budget);
    missing ??= found.missing;
    return found.text;
  });
  return missing === undefined ? { text } : { text, missing };
}

/** Where a value leads that is written outside of the settings, as in Info.plist: undefined when it refers to none. */
export function followValue(value: string, configuration: Configuration): Source | undefined {
  const name = value.length > longest ? undefined : only.exec(value)?.[1];
  if (name === undefined) return undefined;
  return named(resolveSetting(name, configuration), name, undefined);
}

function follow(
  name: string,
  configuration: Configuration,
  from: { layer: number; before: number },
  depth: number,
): Source {
  const { layers } = configuration;
  for (let layer = from.layer; layer < layers.length; layer++) {
    const here = layers[layer];
    if (here === undefined) break;
    const index = winner(here, name, configuration, layer === from.layer ? from.before : Infinity);
    const found = here.assignments[index];
    if (found === undefined) {
      if (here.isPartial && !given.has(name)) return unknown;
      continue;
    }
    const to = found.value.length > longest ? undefined : only.exec(found.value)?.[1];
    if (to === undefined || depth > 20) return { kind: "place", from: found };
    // a setting that refers to itself means the level below, like $(inherited)
    if (to === "inherited" || to === name) {
      return follow(name, configuration, { layer, before: index }, depth + 1);
    }
    return named(follow(to, configuration, { layer: 0, before: Infinity }, depth + 1), to, found);
  }
  return unknown;
}

function named(source: Source, name: string, from: Assignment | undefined): Source {
  return source.kind === "unknown" ? { kind: "outside", name, from } : source;
}

/** A condition that holds wins over none; among equals the last one wins. */
function winner({ assignments }: Layer, name: string, configuration: Configuration, before: number): number {
  let best = -1;
  assignments.forEach((one, index) => {
    if (one.name !== name || index >= before || !one.conditions.every((each) => holds(each, configuration))) {
      return;
    }
    if (best === -1 || one.conditions.length > 0 || assignments[best]?.conditions.length === 0) best = index;
  });
  return best;
}

/** What an archive is made with: for devices, never for simulators. */
const deviceSdks = ["iphoneos", "macosx", "appletvos", "watchos", "xros"];

function holds({ name, pattern }: Assignment["conditions"][number], configuration: Configuration): boolean {
  const matches = (value: string) => nameMatches(pattern.replaceAll("?", "\uFFFF"), value);
  if (name === "config") return matches(configuration.name);
  if (name !== "sdk") return true;
  const root = configuration.layers.flatMap(({ assignments }) => assignments)
    .find((one) => one.name === "SDKROOT" && one.conditions.length === 0)?.value;
  const sdks = deviceSdks.filter((sdk) => root === undefined || !deviceSdks.includes(root) || root === sdk);
  // patterns name a version or leave it open: iphoneos*, iphoneos18.0
  return sdks.some((sdk) => matches(sdk) || pattern.startsWith(sdk));
}
