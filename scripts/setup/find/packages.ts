import { posix } from "node:path";
import { whyDotted } from "./builds.ts";
import { type Candidate, keyOf, type LeftOut, type Survey, survey, titleFrom } from "./candidate.ts";
import { ownHost } from "./own-host.ts";
import type { HostingSign } from "./hosting.ts";
import { hasWorkspaces } from "./package-folders.ts";
import {
  isLibraryLike,
  isMeantForRegistry,
  type Package,
  type PackageJson,
  readPackages,
} from "./package-json.ts";
import { whatRuns } from "./package-kind.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

/** What the packages of a repository say of each other. */
interface Around {
  snapshot: Snapshot;
  packages: readonly Package[];
  signs: readonly HostingSign[];
  isWorkspace: boolean;
}

/** The packages, without those in folders that something else owns: what ships on its own, and what does not. */
export function surveyPackages(
  snapshot: Snapshot,
  signs: readonly HostingSign[],
  isTaken: (folder: string) => boolean,
): Survey {
  const packages = readPackages(snapshot, signs.map(({ folder }) => folder));
  const around = { snapshot, packages, signs, isWorkspace: hasWorkspaces(snapshot) };
  const found = packages.filter(({ folder }) => !isTaken(folder)).map((one) => judge(one, around));
  return survey({
    candidates: found.flatMap(({ candidate, why }) => why === undefined ? [candidate] : []),
    leftOut: found.flatMap(({ candidate, why }): LeftOut[] =>
      why === undefined || why === "" ? [] : [{ path: candidate.component.paths[0] ?? ".", why, candidate }]
    ),
  });
}

/** A package as a component, and why it is none; an empty reason is not worth a line. */
function judge(one: Package, around: Around): { candidate: Candidate; why?: string } {
  const { folder, found } = one;
  const { snapshot, signs, isWorkspace, packages } = around;
  const isRoot = folder === ".";
  const leads = isRoot && (isWorkspace || packages.length > 1 || snapshot.files.has("nx.json"));
  const hasPage = snapshot.files.has(posix.join(folder, "index.html"));
  const key = keyOf(found.name, folder, snapshot.name);
  const { kind, runs } = whatRuns(found, key, hasPage);
  const own = leads ? [] : signs.filter((sign) => sign.folder === folder);
  const deploy = found.scripts.deploy !== undefined && !(leads && delegates(found.scripts.deploy));
  const role = isRoot ? undefined : supportRole(folder) ?? supportRole(key) ?? phoenixRole(folder, snapshot);
  const signed = [...deploy ? ["it has a script deploy"] : [], ...own.map(({ what }) => what)];
  const candidate = draft(one, around, {
    key,
    kind: kind === "library" && signed.length > 0 ? own[0]?.kind ?? kind : kind,
    deploy,
  });
  const say = (evidence: string) => ({ candidate: { ...candidate, evidence } });
  const leave = (why: string) => ({ candidate: { ...candidate, evidence: "it was asked for" }, why });

  const isShown = /(^|\/)(examples?|samples?|templates?|starters?)\//i.test(folder);
  if (role !== undefined && (!deploy || isShown)) return leave(role);
  if (runs !== undefined && !(leads && delegates(startOf(found)))) {
    return say([runs, ...signed].join(", "));
  }
  if (signed.length > 0) return say(signed.join(", "));
  if (leads) return isPublished(found) ? say("it is published: it is not private") : leave("");
  if (found.private) {
    const isPlaced = /(^|\/)(apps|services|sites)\//.test(folder) && Object.keys(found.scripts).length > 0;
    return isPlaced && !isLibraryLike(found)
      ? say(`it is private and lies in ${posix.dirname(folder)}/`)
      : leave("a private package that nothing starts or deploys");
  }
  if (found.name === undefined) return leave(isRoot ? "" : "its package.json has no name");
  const isMeantForOthers = isMeantForRegistry(found);
  if (!isMeantForOthers && found.version === "0.0.0") {
    return leave("its version is 0.0.0: it is never published");
  }
  if (!isMeantForOthers && isUsedHere(found.name, packages)) {
    return leave("a library that other packages of the repository use");
  }
  return say("it can be published: it is not private");
}

/** The pages of a Phoenix server are built with it. */
function phoenixRole(folder: string, { files }: Snapshot): string | undefined {
  const isPart = posix.basename(folder) === "assets" &&
    files.has(posix.join(posix.dirname(folder), "mix.exs"));
  return isPart ? "the assets of a Phoenix server" : undefined;
}

function draft(
  { folder, file, found }: Package,
  { snapshot, packages }: Around,
  { key, kind, deploy }: { key: string; kind: Candidate["component"]["kind"]; deploy: boolean },
): Candidate {
  const isLink = snapshot.links?.has(file) ?? false;
  const build = buildOf(found.build);
  const mirrored = !isLink && (build !== undefined || found.build === undefined);
  const host = kind === "web" || kind === "server" ? ownHost(found, packages) : undefined;
  return {
    key,
    evidence: "",
    component: {
      name: titleFrom(key),
      kind,
      ...host ? { host } : {},
      ...found.description ? { description: found.description } : {},
      version: found.version ?? "0.0.0",
      build: build ?? 0,
      paths: [folder],
      ...mirrored ? { mirrors: [{ type: "json", file, key: "/build", value: "build" }] } : {},
      ...deploy ? { deploy: { type: "npm", script: "deploy" } } : {},
    },
    ...mirrored && found.build === undefined ? { lacksBuild: file } : {},
    remarks: isLink
      ? [`${file} is a symbolic link, so its build is not written there`]
      : mirrored
      ? []
      : [whyDotted(`"build" of ${file}`, found.build)],
  };
}

function buildOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0 ? Number(number) : undefined;
}

/** A command that only hands on to the packages below. */
function delegates(line: string): boolean {
  return /\b(turbo|nx|lerna|rush|moon|wireit|concurrently|npm-run-all|run-[ps])\b|--filter|--workspaces?\b|\bworkspaces? (foreach|run)\b|(npm|pnpm|yarn|bun) .{0,1000}-(w|r|F|C)\b|--(prefix|cwd)\b|\bcd \w/
    .test(line);
}

function startOf({ scripts }: PackageJson): string {
  return scripts.start ?? scripts.serve ?? scripts.preview ?? scripts.dev ?? scripts.build ?? "";
}

function isPublished(found: PackageJson): boolean {
  return !found.private && found.name !== undefined && found.version !== undefined &&
    found.version !== "0.0.0" &&
    (found.files ?? found.publishConfig ?? found.exports ?? found.main) !== undefined;
}

function isUsedHere(name: string, packages: readonly Package[]): boolean {
  return packages.some(({ found: { dependencies, devDependencies } }) =>
    dependencies[name] !== undefined || devDependencies[name] !== undefined
  );
}
