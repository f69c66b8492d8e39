import { posix } from "node:path";
import { findPbxproj } from "../../manifest/mirrors/pbxproj.ts";
import { findXcconfig } from "../../manifest/mirrors/xcconfig.ts";
import { type Candidate, type ComponentDraft, keyFrom } from "./candidate.ts";
import type { Snapshot } from "./snapshot.ts";

type Mirror = NonNullable<ComponentDraft["mirrors"]>[number];

const settings = {
  build: "CURRENT_PROJECT_VERSION",
  version: "MARKETING_VERSION",
  displayName: "INFOPLIST_KEY_CFBundleDisplayName",
  bundle: "PRODUCT_BUNDLE_IDENTIFIER",
  sdk: "SDKROOT",
};

/** The Xcode projects of the repository, without those of dependencies. */
export function findXcodeProjects({ files }: Snapshot): string[] {
  return [...files]
    .filter((path) =>
      path.endsWith(".xcodeproj/project.pbxproj") && !/(^|\/)(Pods|Carthage|vendor)\//.test(path)
    )
    .sort();
}

/** An Xcode project as a component that owns `folder`; every line that holds its build number is a mirror. */
export function proposeXcode(file: string, folder: string, snapshot: Snapshot): Candidate {
  const text = snapshot.read(file) ?? "";
  const valuesOf = (key: string) => findPbxproj(text, key).map(({ value }) => value);
  const project = posix.basename(posix.dirname(file), ".xcodeproj");
  const kind = valuesOf(settings.sdk).includes("macosx") ? "desktop" : "ios";
  const builds = buildMirror(file, folder, text, snapshot);
  const displayNames = valuesOf(settings.displayName);
  const name = agreed(displayNames);
  const topic = appIdentifier(valuesOf(settings.bundle));
  return {
    key: kind === "ios" ? "ios" : keyFrom(project),
    component: {
      name: name ?? project,
      kind,
      version: agreed(valuesOf(settings.version)) ?? "1.0",
      build: builds.build,
      paths: [folder],
      mirrors: [
        ...builds.mirror ? [builds.mirror] : [],
        ...name === undefined ? [] : [{
          type: "pbxproj" as const,
          file,
          key: settings.displayName,
          value: "name" as const,
          count: displayNames.length,
        }],
      ],
      ...kind === "ios" && topic ? { apns: { topics: [topic] } } : {},
    },
    remarks: [
      ...builds.remarks,
      ...kind === "ios"
        ? [`${file}: to read builds from App Store Connect, add "store" with the app's Apple ID`]
        : [],
    ],
  };
}

/** Where the number is kept: in the project, or in one xcconfig file beside it. */
function buildMirror(file: string, folder: string, text: string, { files, read }: Snapshot) {
  const authority = "store" as const;
  const spans = findPbxproj(text, settings.build);
  const places: { mirror: Mirror; values: string[] }[] = spans.length > 0
    ? [{
      mirror: { type: "pbxproj", file, key: settings.build, value: "build", count: spans.length, authority },
      values: spans.map(({ value }) => value),
    }]
    : [...files].filter((path) =>
      path.endsWith(".xcconfig") && (folder === "." || path.startsWith(`${folder}/`))
    )
      .flatMap((path) => {
        const values = findXcconfig(read(path) ?? "", settings.build).map(({ value }) => value);
        const mirror: Mirror = {
          type: "xcconfig",
          file: path,
          key: settings.build,
          value: "build",
          authority,
        };
        return values.length > 0 ? [{ mirror, values }] : [];
      });
  const [first] = places;
  const numbers = (first?.values ?? []).map(Number).filter((value) => Number.isInteger(value) && value >= 0);
  const isClear = first !== undefined && numbers.length === first.values.length &&
    new Set(numbers).size === 1;
  return {
    mirror: first?.mirror,
    build: Math.max(0, ...numbers),
    remarks: first === undefined
      ? [`${file}: no ${settings.build} was found, so no file mirrors the build`]
      : isClear
      ? []
      : [
        `${first.mirror.file}: the lines of ${settings.build} do not hold one whole number; see \`slipway check\``,
      ],
  };
}

function agreed(values: readonly string[]): string | undefined {
  const [first] = values;
  return first !== undefined && !first.includes("$") && values.every((value) => value === first)
    ? first
    : undefined;
}

/** The app's own: the one that the identifiers of its extensions begin with. */
function appIdentifier(values: readonly string[]): string | undefined {
  const plain = values.filter((value) => /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(value) && !/Tests$/.test(value));
  return plain.toSorted((a, b) => a.length - b.length)[0];
}
