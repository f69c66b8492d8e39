import { posix, relative } from "node:path";
import manifest from "../../../package.json" with { type: "json" };
import { packageRoot } from "../../package.ts";
import { installedFrom, type Origin } from "../find/installed-from.ts";
import { type PackageJson, readPackage } from "../find/package-json.ts";
import type { Snapshot } from "../find/snapshot.ts";
import type { Plan } from "../plan.ts";
import { preparation } from "../../workflows/install.ts";
import { withDevDependency } from "./dev-dependency.ts";

const path = "package.json";

/**
 * The plan with slipway among the devDependencies of the root's package.json: `npx --no slipway` and the hook run only what is installed
 * there. It is named as the running command was installed, so that nobody gets another package of that name; when that is not known, and in
 * a repository without package.json, a remark says what to do.
 */
export function withDependency(
  plan: Plan,
  snapshot: Snapshot,
  origin: Origin | undefined = installedFrom(packageRoot),
): Plan {
  const remark = (...remarks: string[]): Plan => ({ ...plan, remarks: [...plan.remarks, ...remarks] });
  const planned = plan.writes.find((write) => write.path === path);
  const text = planned?.text ?? snapshot.read(path);
  if (text === undefined) return remark(withoutPackage);
  const found = readPackage(text);
  if (found !== undefined && isNamed(found)) return plan;
  const specifier = found === undefined || usesCatalog(found)
    ? undefined
    : specifierOf(origin, found, snapshot);
  const added = specifier === undefined ? undefined : withDevDependency(text, "slipway", specifier);
  if (added === undefined) return remark(notNamed);
  const what = `devDependencies: slipway ${specifier}`;
  const write = { path, text: added, how: "add" as const, what };
  const writes = planned === undefined
    ? [...plan.writes, write]
    : plan.writes.map((one) => one === planned ? { ...write, what: `${planned.what}; ${what}` } : one);
  return {
    ...plan,
    writes,
    remarks: [
      ...plan.remarks,
      `${path}: run ${
        installCommand(found, snapshot)
      } before you commit, so that the lock file names slipway as well`,
      ...specifier?.startsWith("file:../")
        ? [
          `${path}: slipway comes from ${specifier}, outside of the repository, where no other clone finds it`,
        ]
        : [],
    ],
  };
}

const notNamed =
  "package.json: it does not name slipway, so npm installs it for nobody else, and npx --no slipway finds nothing; add it to devDependencies, from where you have it";
const withoutPackage =
  "there is no package.json at the root, so npm installs slipway for nobody else, and npx --no slipway finds nothing: npm install --save-dev, from where you have it, makes one";

/** Whoever installs the repository's packages gets the command, or has decided not to. */
function isNamed(found: PackageJson): boolean {
  return [found.dependencies, found.devDependencies, found.optionalDependencies, found.peerDependencies].some(
    (list) => typeof list === "object" && list !== null && Object.hasOwn(list, "slipway"),
  );
}

function versionsIn({ dependencies, devDependencies }: PackageJson): string[] {
  return [...Object.values(dependencies), ...Object.values(devDependencies)].filter((one) =>
    typeof one === "string"
  );
}

/** Whose versions stand elsewhere: which list a new one belongs to is a person's choice. */
function usesCatalog(found: PackageJson): boolean {
  return versionsIn(found).some((version) => version.startsWith("catalog:"));
}

function specifierOf(
  origin: Origin | undefined,
  found: PackageJson,
  { root, read }: Snapshot,
): string | undefined {
  if (origin === undefined) return undefined;
  if (origin.kind === "address") return origin.specifier;
  if (origin.kind === "file") return `file:${relative(root, origin.path).split(/[\\/]/).join(posix.sep)}`;
  return `${rangeOf(found, read(".npmrc"))}${manifest.version}`;
}

/** `^`, `~` or nothing, as most versions of the repository have it; nothing when it has none, or says so. */
function rangeOf(found: PackageJson, npmrc = ""): string {
  const ranges = versionsIn(found).flatMap((version) => /^([\^~]?)\d+\.\d+\.\d+/.exec(version)?.[1] ?? []);
  const count = (range: string) => ranges.filter((one) => one === range).length;
  if (ranges.length === 0 || /^[ \t]*save-exact[ \t]*=[ \t]*true/m.test(npmrc)) return "";
  return ["", "^", "~"].reduce((most, range) => count(range) > count(most) ? range : most);
}

/** Of the package manager that the repository has chosen. */
function installCommand(found: PackageJson | undefined, snapshot: Snapshot): string {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(String(found?.packageManager ?? ""))?.[1];
  return `${named ?? preparation(snapshot)?.split(" ")[0] ?? "npm"} install`;
}
