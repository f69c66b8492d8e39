import { posix } from "node:path";
import { type Layer, placeIn, toAssignment } from "./assignment.ts";
import { type PlistNode, readOpenStep } from "./open-step.ts";
import { type ReadText, readXcconfig } from "./xcconfig-layer.ts";

/** What Xcode builds. */
export interface Target {
  /** Its name among the objects of the project. */
  id: string;
  name: string;
  /** `application`, `app-extension`, `framework`, …; empty for one that only groups others. */
  product: string;
  configurations: Configuration[];
  /** Ids of the targets that are built before it: what it embeds, or what it tests. */
  dependencies: string[];
}

/** A target as one configuration builds it. */
export interface Configuration {
  name: string;
  /** Highest first: the target's settings, its xcconfig, the project's settings, its xcconfig, what Xcode knows by itself. */
  layers: Layer[];
}

/** The targets of `<folder>/<name>.xcodeproj/project.pbxproj`; none when it can't be read as a project. */
export async function readTargets(read: ReadText, file: string): Promise<Target[]> {
  const text = await read(file);
  const root = text === null ? undefined : readOpenStep(text);
  const objects = root?.members?.get("objects")?.members;
  if (text === null || objects === undefined) return [];
  const folder = posix.dirname(posix.dirname(file));
  const object = (id: string | undefined) => objects.get(id ?? "")?.members;
  const textOf = (node: Map<string, PlistNode> | undefined, key: string) => node?.get(key)?.text;
  const list = (node: Map<string, PlistNode> | undefined, key: string) =>
    (node?.get(key)?.items ?? []).map(({ text }) => object(text));
  const project = object(textOf(root?.members, "rootObject"));
  const start = posix.join(folder, textOf(project, "projectDirPath") ?? "");
  const paths = filePaths(objects, textOf(project, "mainGroup") ?? "", start);

  const configurationsOf = (owner: Map<string, PlistNode> | undefined) =>
    list(object(textOf(owner, "buildConfigurationList")), "buildConfigurations");
  const layersOf = async (configuration: Map<string, PlistNode> | undefined): Promise<Layer[]> => {
    const settings = configuration?.get("buildSettings")?.members ?? new Map<string, PlistNode>();
    const assignments = [...settings].map(([key, value]) =>
      toAssignment(key, settingText(value), placeIn(file, text, value.start))
    );
    const own = { assignments, isPartial: false };
    const reference = textOf(configuration, "baseConfigurationReference");
    const anchor = textOf(configuration, "baseConfigurationReferenceAnchor");
    if (reference === undefined && anchor === undefined) return [own];
    const relative = textOf(configuration, "baseConfigurationReferenceRelativePath") ?? "";
    const path = paths.get(reference ?? "") ??
      (paths.has(anchor ?? "") ? posix.join(paths.get(anchor ?? "") ?? "", relative) : undefined);
    return [
      own,
      path === undefined ? { assignments: [], isPartial: true } : await readXcconfig(read, path, folder),
    ];
  };

  const below = new Map<string, Layer[]>();
  for (const configuration of configurationsOf(project)) {
    below.set(textOf(configuration, "name") ?? "", await layersOf(configuration));
  }
  return await Promise.all(
    (project?.get("targets")?.items ?? []).map(async ({ text: id = "" }): Promise<Target> => {
      const target = object(id);
      const name = textOf(target, "name") ?? "";
      const configurations = await Promise.all(
        configurationsOf(target).map(async (configuration) => {
          const of = textOf(configuration, "name") ?? "";
          const layers = [...await layersOf(configuration), ...below.get(of) ?? [], builtIn(file, name, of)];
          return { name: of, layers };
        }),
      );
      return {
        id,
        name,
        product: textOf(target, "productType")?.replace("com.apple.product-type.", "") ?? "",
        configurations,
        dependencies: list(target, "dependencies").flatMap((one) => textOf(one, "target") ?? []),
      };
    }),
  );
}

/** A list of words counts as the words with spaces between. */
function settingText({ text, items = [] }: PlistNode): string {
  return text ?? items.map(({ text = "" }) => text).join(" ");
}

/** What Xcode knows by itself, as far as paths are made of it. */
function builtIn(file: string, target: string, configuration: string): Layer {
  const folder = posix.dirname(posix.dirname(file));
  const known = {
    SRCROOT: folder,
    PROJECT_DIR: folder,
    SOURCE_ROOT: folder,
    PROJECT_NAME: posix.basename(posix.dirname(file), ".xcodeproj"),
    TARGET_NAME: target,
    TARGETNAME: target,
    PRODUCT_NAME: "$(TARGET_NAME)",
    CONFIGURATION: configuration,
  };
  const assignments = Object.entries(known).map(([key, value]) => toAssignment(key, value));
  return { assignments, isPartial: false };
}

/** Groups within groups: each is a call on the stack. */
const maxDepth = 200;

/** Where files and folders of the project are, by the id of their reference: a group's path is put before its children's. */
function filePaths(objects: Map<string, PlistNode>, mainGroup: string, folder: string): Map<string, string> {
  const paths = new Map<string, string>();
  const visit = (id: string, above: string, depth = 0) => {
    const node = objects.get(id)?.members;
    if (node === undefined || paths.has(id) || depth > maxDepth) return;
    const path = node.get("path")?.text ?? "";
    const tree = node.get("sourceTree")?.text;
    const base = tree === "SOURCE_ROOT" ? folder : above;
    const place = posix.normalize(posix.join(base, path));
    paths.set(id, place);
    for (const { text: child } of node.get("children")?.items ?? []) visit(child ?? "", place, depth + 1);
  };
  visit(mainGroup, folder);
  return paths;
}
