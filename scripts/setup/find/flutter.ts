import { posix } from "node:path";
import { z } from "zod";
import { wholeBuild } from "./builds.ts";
import {
  type Candidate,
  type ComponentDraft,
  keyFrom,
  type MirrorDraft,
  oneForBothStores,
  type Survey,
  survey,
  titleFrom,
  withoutMirror,
} from "./candidate.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";
import { readYaml } from "./yaml.ts";

const pubspec = z.looseObject({
  name: z.string(),
  description: z.string().min(1).max(200).optional().catch(undefined),
  version: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
  publish_to: z.unknown().optional(),
  dependencies: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  flutter: z.unknown().optional(),
});

const pluginSpec = z.object({ flutter: z.object({ plugin: z.looseObject({}) }) });

/** An application has a folder for a platform; what Flutter makes for a package's example lies in an example. */
const platforms: readonly [string, RegExp, ComponentDraft["kind"]][] = [
  ["Android", /^android\/app\//, "android"],
  ["iOS", /^ios\/Runner/, "ios"],
  ["macOS", /^macos\/Runner/, "desktop"],
  ["Windows", /^windows\/runner\//, "desktop"],
  ["Linux", /^linux\/(runner\/|main\.cc|my_application)/, "desktop"],
  ["the web", /^web\/index\.html$/, "web"],
];

/** Flutter applications. Packages of Dart that nothing starts ship with them. */
export function surveyFlutter(snapshot: Snapshot): Survey {
  const found = survey();
  for (const file of [...snapshot.files].filter((path) => posix.basename(path) === "pubspec.yaml").sort()) {
    const folder = posix.dirname(file);
    const spec = pubspec.safeParse(readYaml(snapshot.read(file))).data;
    if (spec === undefined) continue;
    const isPlugin = pluginSpec.safeParse(spec).success;
    const on = isPlugin ? [] : platformsOf(folder, snapshot);
    const candidate = propose(file, folder, spec, on);
    const role = folder === "." ? undefined : supportRole(folder);
    if (on.length > 0 && role === undefined) found.candidates.push(candidate);
    else if (on.length > 0 || folder !== ".") {
      found.leftOut.push({
        path: folder,
        why: role ?? "a Dart package that builds no application",
        candidate,
      });
    }
  }
  return found;
}

function propose(
  file: string,
  folder: string,
  spec: z.infer<typeof pubspec>,
  on: readonly (readonly [string, unknown, ComponentDraft["kind"]])[],
): Candidate {
  const [version = "0.0.0", build] = (spec.version ?? "0.0.0").split("+");
  const key = keyFrom(spec.name);
  const mirror: MirrorDraft = {
    type: "yaml",
    file,
    key: "/version",
    value: build === undefined ? "version" : "version+build",
  };
  const isMirror = spec.version !== undefined && (build === undefined || wholeBuild(build) !== undefined);
  const stores = on.filter(([, , kind]) => kind === "ios" || kind === "android");
  return {
    key,
    evidence: on.length === 0
      ? `${file} is a package of Dart`
      : `${file} builds for ${on.map(([name]) => name).join(", ")}`,
    component: {
      name: titleFrom(key),
      kind: on[0]?.[2] ?? "library",
      ...spec.description ? { description: spec.description } : {},
      version: version || "0.0.0",
      build: wholeBuild(build) ?? 0,
      paths: [folder],
      ...isMirror ? { mirrors: [mirror] } : {},
    },
    remarks: [
      ...isMirror ? [] : [withoutMirror(file, `version: ${spec.version ?? "none"}`)],
      ...stores.length > 1 ? [oneForBothStores(file)] : [],
    ],
  };
}

function platformsOf(folder: string, { files }: Snapshot) {
  const start = folder === "." ? "" : `${folder}/`;
  const below = [...files].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  return platforms.filter(([, pattern]) => below.some((path) => pattern.test(path)));
}
