import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import manifest from "../../../package.json" with { type: "json" };
import { packageRoot } from "../../package.ts";
import { isMobile, readPackages } from "../find/package-json.ts";
import { ownPart, type Snapshot } from "../find/snapshot.ts";
import { supportRole } from "../find/vendored.ts";
import { emptyPlan, type Plan } from "../plan.ts";
import { digest, installedText, readInstalled } from "./installed.ts";

const name = "Packages/SlipwayUpdates";
const record = "installed.json";

/** What the files of the package are called in a plan. */
export const swiftPackage = "Swift package";

/** Where an app's copy of the Swift package is, or would be: beside its Xcode project. Undefined where no native app is. */
export function swiftPackageFolder(snapshot: Snapshot): string | undefined {
  const present = [...snapshot.files].find((path) => path.endsWith(`${name}/${record}`));
  if (present !== undefined) return posix.dirname(present);
  const { files } = ownPart(snapshot);
  const others = [
    ...readPackages(snapshot).filter(({ found }) => isMobile(found)).map(({ folder }) => folder),
    ...[...files].filter((path) => posix.basename(path) === "pubspec.yaml").map((path) =>
      posix.dirname(path)
    ),
  ];
  const isOthers = (folder: string) =>
    others.some((other) => other === "." || folder === other || folder.startsWith(`${other}/`));
  const depth = (folder: string) => folder === "." ? 0 : folder.split("/").length;
  const [app] = [...files].filter((path) => path.endsWith(".xcodeproj/project.pbxproj"))
    .map((path) => posix.dirname(posix.dirname(path)))
    .filter((folder) => supportRole(folder) === undefined && !isOthers(folder))
    .toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return app === undefined ? undefined : posix.join(app, name);
}

/** Whether an app has its copy already. */
export function hasSwiftPackage(snapshot: Snapshot): boolean {
  return [...snapshot.files].some((path) => path.endsWith(`${name}/${record}`));
}

/**
 * A copy of the Swift package beside the app's Xcode project, because Swift Package Manager takes no package out of npm's. Where nobody wants
 * it, a remark says how to get it. What was edited stays, as with the edge functions.
 */
export function planSwiftPackage(
  snapshot: Snapshot,
  { isWanted = false, update = false }: { isWanted?: boolean; update?: boolean },
): Plan {
  const plan = emptyPlan();
  const folder = swiftPackageFolder(snapshot);
  if (folder === undefined) {
    if (isWanted) {
      plan.remarks.push("no Xcode project of an app was found, so there is no place for the Swift package");
    }
    return plan;
  }
  if (!isWanted && !hasSwiftPackage(snapshot)) {
    plan.remarks.push(
      `${folder}: Slipway's Swift package would go here, so that the app can show updates: npx --no slipway init --swift-package`,
    );
    return plan;
  }
  const path = posix.join(folder, record);
  const installed = readInstalled(snapshot.read(path));
  const written = { ...installed.files };
  for (const [file, text] of packageFiles(usesSupabase(snapshot))) {
    const target = posix.join(folder, file);
    const present = snapshot.read(target);
    if (present === text) continue;
    const isUntouched = present !== undefined && installed.files[target] === digest(present);
    if (present === undefined || isUntouched && update) {
      plan.writes.push({
        path: target,
        text,
        how: present === undefined ? "create" : "replace",
        what: swiftPackage,
      });
      written[target] = digest(text);
    } else {
      const why = isUntouched ? "of another version of Slipway; --update replaces it" : "edited by you";
      plan.left.push({ path: target, why });
    }
  }
  const text = installedText(manifest.version, "", written);
  if (text !== snapshot.read(path)) {
    const how = snapshot.read(path) === undefined ? "create" : "replace";
    plan.writes.push({ path, text, how, what: swiftPackage });
  }
  return plan;
}

/** What an app gets: no tests, which need the vectors, and no examples, which the pages show. */
function packageFiles(withSupabase: boolean): [file: string, text: string][] {
  const source = join(packageRoot, "clients/swift");
  const patterns = [
    "Package.swift",
    "README.md",
    "Sources/**/*.*",
    ...withSupabase ? ["Supabase/**/*.*"] : [],
  ];
  const files = globSync(patterns, { cwd: source, exclude: ["**/.build/**"] }).sort();
  return [
    ["LICENSE", readFileSync(join(packageRoot, "LICENSE"), "utf8")],
    ...files.map((file): [string, string] => [file, readFileSync(join(source, file), "utf8")]),
  ];
}

function usesSupabase({ files, read }: Snapshot): boolean {
  return [...files].some((path) =>
    /(^|\/)(Package\.resolved|Package\.swift|project\.pbxproj)$/.test(path) &&
    read(path)?.includes("supabase-swift") === true
  );
}
