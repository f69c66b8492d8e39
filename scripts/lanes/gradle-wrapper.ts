import { posix } from "node:path";
import type { Finding } from "../cli/command-error.ts";
import { fields, type Git } from "../git/git.ts";
import { matcherOf } from "../manifest/ownership.ts";
import type { Component, Manifest } from "../manifest/schema.ts";

/** What a build needs of Gradle's wrapper, below its folder. */
const wrapperFiles = {
  script: "gradlew",
  jar: "gradle/wrapper/gradle-wrapper.jar",
  properties: "gradle/wrapper/gradle-wrapper.properties",
};

/** Where a component is built from with Gradle, and what its commit lacks. */
interface GradleWrapper {
  /** Below the root; empty for the root. */
  folder: string;
  /** Empty when a fresh clone can build with it. */
  findings: Finding[];
}

/** Whether a component is built with Gradle: an Android app, or one whose build is in a Gradle file. */
export function isGradle({ kind, mirrors }: Pick<Component, "kind" | "mirrors">): boolean {
  return kind === "android" || mirrors.some(({ type }) => type === "gradle");
}

/** Each component that Gradle builds. */
export function gradleComponents({ components }: Pick<Manifest, "components">): string[] {
  return Object.entries(components).filter(([, component]) => isGradle(component)).map(([key]) => key);
}

/**
 * Looks into the index, which is what the next commit has: the work tree may hold files that git ignores, and a mode that it does not
 * keep. Findings: `gradle_wrapper_missing` for a part that is not committed, `gradle_wrapper_not_executable` for a script that is no program.
 */
export async function findWrapper(
  git: Git,
  key: string,
  { paths }: Pick<Component, "paths">,
): Promise<GradleWrapper> {
  const entries = await indexEntries(git);
  const folder = wrapperFolder(entries, paths);
  const at = (name: string) => posix.join(folder, name);
  const missing = Object.values(wrapperFiles).map(at).filter((path) => !entries.has(path));
  const findings: Finding[] = missing.length === 0 ? [] : [{
    code: "gradle_wrapper_missing",
    message: `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} in no commit`,
    hint: `${folder === "" ? "" : `cd ${folder} && `}gradle wrapper && git add -f ${
      Object.values(wrapperFiles).join(" ")
    }, then commit: .gitignore often takes *.jar out.`,
    component: key,
  }];
  const mode = entries.get(at(wrapperFiles.script));
  if (mode !== undefined && mode !== "100755") {
    findings.push({
      code: "gradle_wrapper_not_executable",
      message: `${at(wrapperFiles.script)} is committed with mode ${mode}, so that no other clone can run it`,
      hint: `git update-index --chmod=+x ${at(wrapperFiles.script)}, then commit.`,
      component: key,
      file: at(wrapperFiles.script),
    });
  }
  return { folder, findings };
}

/**
 * The folder of any part of the wrapper that lies above the component's files or among them: the nearest to them. The component's first
 * folder where there is none.
 */
function wrapperFolder(entries: ReadonlyMap<string, string>, paths: readonly string[]): string {
  const names = Object.values(wrapperFiles);
  const folders = [...entries.keys()].flatMap((path) =>
    names.flatMap((name) =>
      path === name ? [""] : path.endsWith(`/${name}`) ? [path.slice(0, -name.length - 1)] : []
    )
  );
  const holders = paths.map(matcherOf);
  const isNear = (folder: string) =>
    folder === "" || holders.some((holds) => holds(posix.join(folder, "gradlew"))) ||
    paths.some((path) => `${path}/`.startsWith(`${folder}/`));
  const [best] = [...new Set(folders)].filter(isNear).sort((a, b) => b.length - a.length);
  return best ?? paths.find((path) => !/[*?[{]/.test(path)) ?? "";
}

/** Each file of the index with its mode. */
async function indexEntries(git: Git): Promise<Map<string, string>> {
  const { stdout } = await git.run(["ls-files", "--stage", "-z", "--full-name", ":/"]);
  return new Map(
    fields(stdout).map((line): [string, string] => {
      const [head = "", ...path] = line.split("\t");
      return [path.join("\t"), head.split(" ")[0] ?? ""];
    }),
  );
}
