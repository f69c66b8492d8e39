import { posix } from "node:path";
import { z } from "zod";
import type { Snapshot } from "../snapshot.ts";
import { readYaml } from "../yaml.ts";

/** What an Xcode project is generated from: what stands in the project itself is overwritten. */
export interface Generator {
  tool: "XcodeGen" | "Tuist";
  file: string;
  name: string;
  kind: "ios" | "desktop";
  bundle?: string;
  version?: string;
  /** As it is written. */
  build?: string;
}

const scalar = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const platforms = z.union([z.string(), z.array(z.string()).transform((all) => all.join(" "))]).default("")
  .catch("");
const settings = z.looseObject({ base: z.record(z.string(), z.unknown()).optional().catch(undefined) })
  .optional()
  .catch(undefined);
const included = z.union([z.string(), z.object({ path: z.string() }).transform(({ path }) => path)]);
const projectYml = z.object({
  name: z.string().optional().catch(undefined),
  settings,
  include: z.union([z.array(included), included.transform((one) => [one])]).default([]).catch([]),
  targets: z.record(
    z.string(),
    z.looseObject({ type: z.string().default(""), platform: platforms, settings }),
  ).default({}).catch({}),
});
type Spec = z.infer<typeof projectYml>;

/** The generator's source in a folder; nothing when none builds an application there. */
export function findGenerator(
  folder: string,
  { files, read }: Pick<Snapshot, "files" | "read">,
): Generator | undefined {
  const yml = ["project.yml", "project.yaml"].map((name) => posix.join(folder, name)).find((path) =>
    files.has(path)
  );
  if (yml !== undefined) {
    const found = xcodeGen(yml, read);
    if (found !== undefined) return found;
  }
  const swift = posix.join(folder, "Project.swift");
  return files.has(swift) ? tuist(swift, read(swift) ?? "") : undefined;
}

/** Every folder with such a source. */
export function generatorFolders({ files }: Pick<Snapshot, "files">): string[] {
  return [...files].filter((path) => /(^|\/)(project\.ya?ml|Project\.swift)$/.test(path)).map((path) =>
    posix.dirname(path)
  );
}

/** A spec with the targets of those that it includes. */
function readSpec(file: string, read: Snapshot["read"], depth = 0): Spec | undefined {
  const spec = projectYml.safeParse(readYaml(read(file))).data;
  if (spec === undefined || depth > 3) return spec;
  const more = spec.include.map((path) => readSpec(posix.join(posix.dirname(file), path), read, depth + 1));
  return { ...spec, targets: Object.assign({}, ...more.map((one) => one?.targets), spec.targets) };
}

function xcodeGen(file: string, read: Snapshot["read"]): Generator | undefined {
  const project = readSpec(file, read);
  const apps = Object.entries(project?.targets ?? {}).filter(([, { type }]) => type === "application");
  const [name, app] = apps.find(([, { platform }]) => !/macos/i.test(platform)) ?? apps[0] ?? [];
  if (project?.name === undefined || name === undefined || app === undefined) return undefined;
  const said = (key: string) =>
    scalar.parse(valueOf(app.settings, key)) ?? scalar.parse(valueOf(project.settings, key));
  return {
    tool: "XcodeGen",
    file,
    name: project.name,
    kind: /macos/i.test(app.platform) ? "desktop" : "ios",
    ...defined({
      bundle: said("PRODUCT_BUNDLE_IDENTIFIER"),
      version: said("MARKETING_VERSION"),
      build: said("CURRENT_PROJECT_VERSION"),
    }),
  };
}

/** Settings stand below `base`, or at once. */
function valueOf(
  settings: { base?: Record<string, unknown>; [key: string]: unknown } | undefined,
  key: string,
): unknown {
  return settings?.base?.[key] ?? settings?.[key];
}

/** Swift code can't be read whole: what stands there as a literal is taken. */
function tuist(file: string, text: string): Generator | undefined {
  const app = text.search(/product:\s*\.app\b/);
  if (app === -1) return undefined;
  const literal = (pattern: RegExp, from = 0) => {
    const value = pattern.exec(text.slice(from))?.[1];
    return value === undefined || value.includes("\\(") ? undefined : value;
  };
  return {
    tool: "Tuist",
    file,
    name: literal(/Project\(\s*name:\s*"([^"]+)"/) ?? posix.basename(posix.dirname(file)),
    kind: /destinations:\s*(\.macOS|\[\.mac\])|platform:\s*\.macOS/.test(text) ? "desktop" : "ios",
    ...defined({
      bundle: literal(/bundleId:\s*"([^"]+)"/, app),
      version: literal(/"MARKETING_VERSION":\s*"([^"]+)"/),
      build: literal(/"CURRENT_PROJECT_VERSION":\s*"([^"]+)"/),
    }),
  };
}

function defined<Values extends Record<string, string | undefined>>(
  values: Values,
): { [Key in keyof Values]?: string } {
  const kept: { [Key in keyof Values]?: string } = {};
  for (const key in values) if (values[key] !== undefined) kept[key] = values[key];
  return kept;
}
