import { posix } from "node:path";
import { shortened } from "../../cli/storable-text.ts";
import { findPbxproj } from "../../manifest/mirrors/pbxproj.ts";
import { wholeBuild } from "./builds.ts";
import { type Candidate, type ComponentDraft, keyFrom, type Survey, survey } from "./candidate.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";
import { findApp, type XcodeApp } from "./xcode/app.ts";
import { keptBuild } from "./xcode/kept-build.ts";
import { findGenerator, type Generator, generatorFolders } from "./xcode/generator.ts";
import { looseApp, looseBuild } from "./xcode/loose.ts";
import { followedTargets } from "./xcode/targets.ts";

const displayName = "INFOPLIST_KEY_CFBundleDisplayName";

/** The folders of the repository's Xcode projects, with the files; without projects that others own. */
function findXcodeProjects({ files }: Pick<Snapshot, "files">): { file: string; folder: string }[] {
  return [...files].filter((path) => path.endsWith(".xcodeproj/project.pbxproj")).sort()
    .map((file) => ({ file, folder: posix.dirname(posix.dirname(file)) }));
}

/** Every application that an Xcode project builds, as a component that owns the folder which `ownerOf` says. */
export async function surveyXcode(
  snapshot: Snapshot,
  { isTaken, ownerOf }: { isTaken: (folder: string) => boolean; ownerOf: (folder: string) => string },
): Promise<Survey> {
  const found = survey();
  // A file beside the clone may be included, and is nobody else's.
  const read = (path: string) => Promise.resolve(path.startsWith("../") ? null : snapshot.read(path) ?? null);
  const projects = findXcodeProjects(snapshot).filter(({ folder }) => !isTaken(folder));
  for (const { file, folder } of projects) {
    const role = supportRole(folder === "." ? posix.basename(posix.dirname(file)) : folder);
    const owner = ownerOf(folder);
    const targets = await followedTargets(read, file);
    const app = targets === undefined ? looseApp(file, snapshot) : await findApp(read, file, targets);
    if (app === undefined) {
      found.leftOut.push({ path: posix.dirname(file), why: "an Xcode project that builds no application" });
      continue;
    }
    const candidate = propose(file, owner, app, snapshot);
    if (role === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: posix.dirname(file), why: role, candidate });
    for (const name of role === undefined ? app.others : []) {
      found.remarks.push(
        `${file} builds another application, ${name}: if it ships on its own, give it a component`,
      );
    }
  }
  found.candidates = namedApart(found.candidates);
  const generated = generatorFolders(snapshot).filter((folder) =>
    !projects.some((project) => project.folder === folder) && supportRole(folder) === undefined &&
    !isTaken(folder)
  );
  for (const folder of new Set(generated)) {
    const generator = findGenerator(folder, snapshot);
    if (generator !== undefined) found.candidates.push(proposeGenerated(generator, ownerOf(folder)));
  }
  return found;
}

function propose(
  file: string,
  folder: string,
  app: XcodeApp,
  snapshot: Snapshot,
): Candidate {
  const text = snapshot.read(file) ?? "";
  const { kind, bundle } = app;
  const hasSources = app.builds.some(({ value, unknown }) => value !== "" || unknown !== undefined);
  const kept = hasSources ? keptBuild(file, app.builds, snapshot) : looseBuild(file, folder, snapshot);
  const isInProject = app.builds.some(({ origin }) => origin?.type === "pbxproj") ||
    kept.mirrors.some(({ type }) => type === "pbxproj");
  const generator = isInProject ? findGenerator(posix.dirname(posix.dirname(file)), snapshot) : undefined;
  // What a generator overwrites is no place to write to; the xcconfig files that it refers to are.
  const builds = generator === undefined ? kept : {
    mirrors: [],
    build: Math.max(kept.build, wholeBuild(generator.build) ?? 0),
    remarks: [generatedRemark(generator)],
  };
  const names = findPbxproj(text, displayName).map(({ value }) => value);
  const isNamed = names.length > 0 && names.every((name) => name === app.name);
  return {
    key: kind === "ios" ? "ios" : keyFrom(app.name),
    evidence: app.target.product === "tool"
      ? `${posix.dirname(file)} builds the command ${app.target.name}`
      : `${posix.dirname(file)} builds the application ${app.target.name}`,
    component: {
      name: shortened(app.name, 100),
      kind,
      version: app.version ?? "1.0",
      build: builds.build,
      paths: [folder],
      mirrors: [
        ...builds.mirrors,
        ...isNamed
          ? [{
            type: "pbxproj" as const,
            file,
            key: displayName,
            value: "name" as const,
            count: names.length,
          }]
          : [],
      ],
      ...topics(kind, bundle),
    },
    remarks: [...builds.remarks, ...storeRemark(kind, file)],
  };
}

/** One app is called ios; of several it is the one that lies highest, and the others go by their names. */
function namedApart(candidates: readonly Candidate[]): Candidate[] {
  const depth = ({ component: { paths: [path = "."] } }: Candidate) =>
    path === "." ? 0 : path.split("/").length;
  const [main] = candidates.filter(({ key }) => key === "ios").toSorted((a, b) => depth(a) - depth(b));
  return candidates.map((one) =>
    one.key === "ios" && one !== main ? { ...one, key: keyFrom(one.component.name) } : one
  );
}

function proposeGenerated(generator: Generator, folder: string): Candidate {
  const { kind, name, version, bundle, build, tool, file } = generator;
  return {
    key: kind === "ios" ? "ios" : keyFrom(name),
    evidence: `${file} generates an application with ${tool}`,
    component: {
      name,
      kind,
      version: version ?? "1.0",
      build: wholeBuild(build) ?? 0,
      paths: [folder],
      ...topics(kind, bundle),
    },
    remarks: [generatedRemark(generator), ...storeRemark(kind, file)],
  };
}

function generatedRemark({ tool, file }: Generator): string {
  return `${file}: ${tool} writes the Xcode project from this file, so the build belongs here and not into the project. Slipway does not write it ` +
    "yet: keep the build in an .xcconfig file that this one names, and add a mirror of type xcconfig for that";
}

function topics(kind: ComponentDraft["kind"], bundle: string | undefined): Pick<ComponentDraft, "apns"> {
  return kind === "ios" && bundle !== undefined && !bundle.includes("$")
    ? { apns: { topics: [bundle] } }
    : {};
}

function storeRemark(kind: ComponentDraft["kind"], file: string): string[] {
  return kind === "ios"
    ? [`${file}: to read builds from App Store Connect, add "store" with the app's Apple ID`]
    : [];
}
