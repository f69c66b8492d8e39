import { join } from "node:path";
import { openGit } from "../../git/git.ts";
import { findWrapper, gradleComponents } from "../../lanes/gradle-wrapper.ts";
import { componentOf } from "../../manifest/component-of.ts";
import type { Workspace } from "../../manifest/load.ts";
import { env } from "../../runtime.ts";
import { type Diagnosis, ill, well } from "./diagnosis.ts";
import { examineProgram } from "./program.ts";

/** What Gradle needs: a Java, and a wrapper that every clone can run. Nothing where no component is built with it. */
export async function examineGradle(
  { root, manifest }: Pick<Workspace, "root" | "manifest">,
): Promise<Diagnosis[]> {
  const keys = gradleComponents(manifest);
  if (keys.length === 0) return [];
  const git = openGit(root);
  const home = env("JAVA_HOME");
  const isAndroid = keys.some((key) => componentOf(manifest, key).kind === "android");
  return await Promise.all([
    examineProgram({
      name: "java",
      // Gradle takes this one first
      command: home === undefined ? "java" : join(home, "bin", "java"),
      args: ["-version"],
      // the Android Gradle plugin 8 asks for 17, Gradle 8 itself for 8
      least: isAndroid ? [17, 0] : [1, 8],
      fix: `Install a JDK${isAndroid ? " 17 or later" : ""}, then export JAVA_HOME=<its folder>.`,
    }),
    ...keys.map((key) => examineWrapper(key)),
  ]);

  async function examineWrapper(key: string): Promise<Diagnosis> {
    const { folder, findings: [finding] } = await findWrapper(git, key, componentOf(manifest, key));
    return finding === undefined
      ? well(`wrapper:${key}`, `Gradle's wrapper in ${folder || "the root"} is committed, and can be run`)
      : ill(`wrapper:${key}`, finding.message, finding.hint);
  }
}
