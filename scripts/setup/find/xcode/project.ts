import { posix } from "node:path";
import { type Plist, readOpenStep } from "./openstep.ts";

/** A build configuration of a project or a target, as `Release`. */
export interface Configuration {
  name: string;
  settings: Record<string, string>;
  /** The xcconfig file it is based on, below the repository's root; its name alone when its folder can't be told. */
  base?: string;
}

export interface XcodeTarget {
  name: string;
  /** `application`, `app-extension`, `framework` …; empty for an aggregate. */
  product: string;
  configurations: Configuration[];
  /** Ids of the targets that it is built with. */
  dependencies: string[];
}

/** What project.pbxproj says of its targets. */
export interface XcodeProject {
  /** project.pbxproj, and the folder that its paths begin at. */
  file: string;
  folder: string;
  targets: Map<string, XcodeTarget>;
  configurations: Configuration[];
}

type Entry = { [key: string]: Plist };

/** Reads the objects of a project; undefined when they can't be understood. */
export function readProject(file: string, text: string): XcodeProject | undefined {
  const root = entry(readOpenStep(text));
  const objects = entry(root.objects);
  const get = (id: Plist | undefined) => entry(typeof id === "string" ? objects[id] : undefined);
  const project = get(root.rootObject);
  if (project.isa !== "PBXProject") return undefined;
  const folder = posix.dirname(posix.dirname(file));
  const places = placesOf(project, get, folder);

  const configurationsOf = (list: Plist | undefined): Configuration[] =>
    items(get(list).buildConfigurations).map(get).filter(({ isa }) => isa === "XCBuildConfiguration").map(
      (one) => {
        const anchor = textOf(one.baseConfigurationReferenceAnchor);
        const relative = textOf(one.baseConfigurationReferenceRelativePath);
        const reference = textOf(one.baseConfigurationReference);
        // A folder that Xcode 16 synchronises has no entry for each file.
        const base = anchor !== "" && relative !== ""
          ? posix.join(places.get(anchor) ?? folder, relative)
          : places.get(reference) ?? textOf(get(reference).path);
        return {
          name: textOf(one.name),
          settings: Object.fromEntries(
            Object.entries(entry(one.buildSettings)).map(([key, value]) => [
              key,
              Array.isArray(value) ? value.map(textOf).join(" ") : textOf(value),
            ]),
          ),
          ...base === "" ? {} : { base },
        };
      },
    );
  const targets = new Map(
    items(project.targets).filter((id) => typeof id === "string").map((id) => {
      const target = get(id);
      return [id, {
        name: textOf(target.name),
        product: textOf(target.productType).replace("com.apple.product-type.", ""),
        configurations: configurationsOf(target.buildConfigurationList),
        dependencies: items(target.dependencies).map(get).flatMap(({ target }) =>
          typeof target === "string" ? [target] : []
        ),
      }];
    }),
  );
  const isFollowed = [...targets.values()].some(({ configurations }) => configurations.length > 0);
  return isFollowed
    ? { file, folder, targets, configurations: configurationsOf(project.buildConfigurationList) }
    : undefined;
}

/** Where every file and group lies, by the groups around it. */
function placesOf(
  project: Entry,
  get: (id: Plist | undefined) => Entry,
  folder: string,
): Map<string, string> {
  const places = new Map<string, string>();
  const start = posix.join(folder, textOf(project.projectDirPath));
  const visit = (id: Plist | undefined, around: string) => {
    if (typeof id !== "string" || places.has(id)) return;
    const { path, sourceTree, children } = get(id);
    const base = sourceTree === "SOURCE_ROOT" ? start : around;
    const place = posix.normalize(posix.join(base, textOf(path)));
    places.set(id, place);
    for (const child of items(children)) visit(child, place);
  };
  visit(project.mainGroup, start);
  return places;
}

function entry(value: Plist | undefined): Entry {
  return typeof value === "object" && !Array.isArray(value) ? value : {};
}

function items(value: Plist | undefined): Plist[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Plist | undefined): string {
  return typeof value === "string" ? value : "";
}
