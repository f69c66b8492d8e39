import { readTargets, type Target } from "../../../manifest/xcode/project.ts";
import type { ReadText } from "../../../manifest/xcode/xcconfig-layer.ts";

/** A project's targets; undefined when its objects can't be followed to any settings. */
export async function followedTargets(read: ReadText, file: string): Promise<Target[] | undefined> {
  const targets = await readTargets(read, file);
  return targets.some(({ configurations }) => configurations.length > 0)
    ? targets.map(asFarAsRead)
    : undefined;
}

/** A file that is not here, as those that CocoaPods makes, sets nothing: a proposal is looked at by a person, and then checked. */
function asFarAsRead(target: Target): Target {
  const configurations = target.configurations.map(({ name, layers }) => ({
    name,
    layers: layers.map(({ assignments }) => ({ assignments, isPartial: false })),
  }));
  return { ...target, configurations };
}
