import { shown, sourceOf } from "../../../manifest/xcode/info-plist.ts";
import type { Configuration, Target } from "../../../manifest/xcode/project.ts";
import { evaluate, isLinked } from "../../../manifest/xcode/resolve.ts";
import type { ReadText } from "../../../manifest/xcode/xcconfig-layer.ts";

/** A place that Slipway can write a build to. */
export interface Origin {
  file: string;
  type: "pbxproj" | "xcconfig";
  /** The setting of this name holds it: another one than Xcode asks for where that is `$(OTHER)`. */
  key: string;
}

/** Where a target takes its build from. */
export interface BuildSource {
  target: string;
  configuration: string;
  value: string;
  /** The only place that holds the value; nothing when it is put together, or set nowhere. */
  origin?: Origin;
  /** A variable that nothing in the repository sets. */
  unknown?: string;
  /** The Info.plist that holds the number itself. */
  literal?: string;
}

/** The app and what is built into it and carries a build of its own. */
export function shippedWith(
  targets: readonly Target[],
  target: Target,
  seen = new Set<Target>(),
): Target[] {
  seen.add(target);
  for (const id of target.dependencies) {
    const other = targets.find((one) => one.id === id);
    const isBundle = other !== undefined &&
      /^(app-extension|extensionkit-extension|application|watchkit)/.test(other.product);
    if (isBundle && !seen.has(other)) shippedWith(targets, other, seen);
  }
  return [...seen];
}

export function buildsOf(read: ReadText, target: Target): Promise<BuildSource[]> {
  return Promise.all(target.configurations.map(async (configuration) => ({
    target: target.name,
    configuration: configuration.name,
    ...await buildOf(read, configuration),
  })));
}

async function buildOf(
  read: ReadText,
  configuration: Configuration,
): Promise<Omit<BuildSource, "target" | "configuration">> {
  const source = await sourceOf(read, configuration, shown.build);
  if (source.kind === "unknown") return { value: "" };
  if (source.kind === "outside") return { value: "", unknown: source.name };
  const { name, value, place } = source.from;
  if (isLinked(value)) {
    const { text, missing } = evaluate(value, configuration);
    return { value: text, ...missing === undefined ? {} : { unknown: missing } };
  }
  if (place === undefined) return { value };
  const { file } = place;
  if (name === shown.build.key) return { value, literal: file };
  return { value, origin: { file, type: file.endsWith(".pbxproj") ? "pbxproj" : "xcconfig", key: name } };
}
