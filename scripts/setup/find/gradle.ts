import { posix } from "node:path";
import { wholeBuild } from "./builds.ts";
import { type Candidate, keyFrom, type MirrorDraft, type Survey, survey, titleFrom } from "./candidate.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

const buildFile = /(^|\/)build\.gradle(\.kts)?$/;
/** One that never closes goes on to the end. */
const comment = /\/\*(?:[^]*?\*\/|[^]*)|(^|[^:"'])\/\/[^\n]*/g;
/** Android's plugin, or one of the repository's own that applies it, as `acme.android.application`; by its id, or out of a version catalog. */
const application = [
  /["'](?:[\w.-]*\.)?android\.application["']/,
  /(?<![\w.])libs\.plugins\.(?=[\w.]*android)[\w.]*application\b/i,
];
const server =
  /["'](?:org\.springframework\.boot|io\.ktor\.plugin|io\.quarkus|io\.micronaut\.application)["']|\blibs\.plugins\.(?:ktor|spring\.?boot)\b/i;
/** A root names a plugin for its modules, and does not apply it. */
const notApplied = /\bapply[ \t]*(?:\([ \t]*)?false/;

/** Whether a line applies such a plugin. */
function applies(text: string, plugins: readonly RegExp[]): boolean {
  return text.split("\n").some((line) => {
    const ends = plugins.map((plugin) => plugin.exec(line)).flatMap((match) =>
      match === null ? [] : [match.index]
    );
    return ends.length > 0 && !notApplied.test(line.slice(Math.min(...ends)));
  });
}

/** Android apps, and servers that Gradle builds. Its other modules are libraries of these. */
export function surveyGradle(
  snapshot: Snapshot,
  { isTaken, isInApp }: { isTaken: (folder: string) => boolean; isInApp: (folder: string) => boolean },
): Survey {
  const found = survey();
  for (const file of [...snapshot.files].filter((path) => buildFile.test(path)).sort()) {
    const folder = posix.dirname(file);
    const text = (snapshot.read(file) ?? "").replace(comment, "$1");
    const isApp = applies(text, application);
    if (isTaken(folder) || !isApp && !applies(text, [server])) continue;
    const candidate = isApp
      ? androidApp(file, folder, text, snapshot, isInApp(folder))
      : serverApp(file, folder, text, snapshot);
    const role = folder === "." ? undefined : supportRole(folder) ?? androidRole(folder);
    if (role === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: folder, why: role, candidate });
  }
  return found;
}

/** An app of an app: it shows or measures it. */
function androidRole(folder: string): string | undefined {
  return /(^|\/|[-_])(catalog|showcase|benchmark|lint|macrobenchmark)($|\/)/i.test(folder)
    ? "it shows or measures another app"
    : undefined;
}

/** The folder of settings.gradle: the build that a module belongs to. */
function settingsFolder(folder: string, { files }: Snapshot): string {
  for (let at = folder;; at = posix.dirname(at)) {
    if (["settings.gradle", "settings.gradle.kts"].some((name) => files.has(posix.join(at, name)))) return at;
    if (at === ".") return folder;
  }
}

function androidApp(
  file: string,
  folder: string,
  text: string,
  snapshot: Snapshot,
  inApp: boolean,
): Candidate {
  const key = inApp ? "android" : keyOf(folder, "android", snapshot);
  const code = valueOf(text, "versionCode");
  const version = valueOf(text, "versionName");
  const build = wholeBuild(code);
  const mirrors: MirrorDraft[] = [
    ...build === undefined
      ? []
      : [{ type: "gradle" as const, file, key: "versionCode" as const, value: "build" as const }],
    ...literal(version) === undefined
      ? []
      : [{ type: "gradle" as const, file, key: "versionName" as const, value: "version" as const }],
  ];
  return {
    key,
    evidence: `${file} applies the plugin com.android.application`,
    component: {
      name: titleFrom(key),
      kind: "android",
      version: literal(version) ?? "0.0.0",
      build: build ?? 0,
      paths: [folder],
      ...mirrors.length > 0 ? { mirrors } : {},
    },
    scope: settingsFolder(folder, snapshot),
    remarks: code === undefined
      ? [`${file}: no versionCode was found, so no file mirrors the build`]
      : build === undefined
      ? [
        `${file}: versionCode is worked out (${
          code.slice(0, 60)
        }), so no file mirrors the build and it begins at 0`,
      ]
      : [],
  };
}

function serverApp(file: string, folder: string, text: string, snapshot: Snapshot): Candidate {
  const key = keyOf(folder, snapshot.name, snapshot);
  const version = literal(/^[ \t]*version(?:[ \t]*=)?[ \t]*(\S.*)$/m.exec(text)?.[1]?.trimEnd());
  return {
    key,
    evidence: `${file} builds a server`,
    component: {
      name: titleFrom(key),
      kind: "server",
      version: version ?? "0.0.0",
      build: 0,
      paths: [folder],
    },
    remarks: [],
  };
}

/** `app` and `android` say nothing of whose they are. */
function keyOf(folder: string, otherwise: string, { name }: Snapshot): string {
  const names = folder === "." ? [] : folder.split("/").reverse();
  const own = names.find((part) => !/^(app|android|androidapp|application|main)$/i.test(part));
  return names.length === 0 ? keyFrom(otherwise === "android" ? name : otherwise) : keyFrom(own ?? otherwise);
}

/** Groovy says `versionCode 42`, Kotlin `versionCode = 42`. */
function valueOf(text: string, name: string): string | undefined {
  const found = new RegExp(`^[ \\t]*${name}(?:[ \\t]*[=(]|[ \\t])[ \\t]*(\\S.*)$`, "m").exec(text)?.[1];
  return found?.trimEnd().replace(/\)$/, "");
}

function literal(value: string | undefined): string | undefined {
  const text = /^["']([^"'$]+)["']$/.exec(value ?? "")?.[1];
  return text;
}
