import { posix } from "node:path";
import { findPbxproj } from "../../../manifest/mirrors/pbxproj.ts";
import { findXcconfig } from "../../../manifest/mirrors/xcconfig.ts";
import { shown } from "../../../manifest/xcode/info-plist.ts";
import type { Snapshot } from "../snapshot.ts";
import type { XcodeApp } from "./app.ts";
import type { Origin } from "./app-builds.ts";
import { type KeptBuild, keptBuild } from "./kept-build.ts";

/** An application by the lines of a project whose objects can't be followed. */
export function looseApp(file: string, { read }: Snapshot): XcodeApp {
  const text = read(file) ?? "";
  const valuesOf = (key: string) => findPbxproj(text, key).map(({ value }) => value);
  const name = agreed(valuesOf("INFOPLIST_KEY_CFBundleDisplayName")) ??
    posix.basename(posix.dirname(file), ".xcodeproj");
  const version = agreed(valuesOf(shown.version.setting));
  const bundle = appIdentifier(valuesOf("PRODUCT_BUNDLE_IDENTIFIER"));
  return {
    target: { name, product: "application" },
    kind: valuesOf("SDKROOT").includes("macosx") ? "desktop" : "ios",
    name,
    ...version === undefined ? {} : { version },
    ...bundle === undefined ? {} : { bundle },
    builds: [],
    others: [],
  };
}

/** The build by the lines of the project, else by an xcconfig file of its folder. */
export function looseBuild(file: string, folder: string, snapshot: Snapshot): KeptBuild {
  const { files, read } = snapshot;
  const key = shown.build.setting;
  const inProject = findPbxproj(read(file) ?? "", key);
  const configs = [...files].filter((path) =>
    path.endsWith(".xcconfig") && (folder === "." || path.startsWith(`${folder}/`)) &&
    findXcconfig(read(path) ?? "", key).length > 0
  );
  const origins: Origin[] = inProject.length > 0
    ? [{ file, key, type: "pbxproj" }]
    : configs.map((path) => ({ file: path, key, type: "xcconfig" }));
  const sources = origins.flatMap((origin) =>
    (origin.type === "pbxproj" ? inProject : findXcconfig(read(origin.file) ?? "", key)).map((
      { value },
    ) => ({
      target: "",
      configuration: "",
      ...value.includes("$")
        ? { value: "", unknown: value.replace(/^\$[({]|[)}]$/g, "") }
        : { value, origin },
    }))
  );
  return keptBuild(file, sources, snapshot);
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
