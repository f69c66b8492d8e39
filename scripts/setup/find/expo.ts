import { posix } from "node:path";
import { z } from "zod";
import { shortened } from "../../cli/storable-text.ts";
import { wholeBuild } from "./builds.ts";
import {
  type Candidate,
  keyOf,
  type MirrorDraft,
  oneForBothStores,
  type Survey,
  survey,
  titleFrom,
} from "./candidate.ts";
import { readJson } from "./json.ts";
import { isMobile, type Package } from "./package-json.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

const text = z.string().min(1).optional().catch(undefined);
const number = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const ios = z.looseObject({ bundleIdentifier: text, buildNumber: number }).optional().catch(undefined);
const android = z.looseObject({ package: text, versionCode: number }).optional().catch(undefined);
const settings = z.looseObject({ name: text, version: text, ios, android });
/** app.json may leave `expo` out. */
const appJson = z.union([
  z.object({ expo: settings }).transform(({ expo }) => ({ ...expo, at: "/expo" })),
  settings.transform((settings) => ({ ...settings, at: "" })),
]);

/** Apps of Expo and React Native whose native projects git does not track: they are made from app.json. */
export function surveyExpo(
  packages: readonly Package[],
  snapshot: Snapshot,
  isTaken: (folder: string) => boolean,
): Survey {
  const found = survey();
  for (const one of packages) {
    if (!isMobile(one.found) || isTaken(one.folder)) continue;
    const config = ["app.config.ts", "app.config.js", "app.json"].map((name) => posix.join(one.folder, name))
      .find((path) => snapshot.files.has(path));
    // A library for apps has these as dependencies as well.
    if (config === undefined) continue;
    const candidate = propose(one, config, snapshot);
    const role = one.folder === "." ? undefined : supportRole(one.folder);
    if (role === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: one.folder, why: role, candidate });
  }
  return found;
}

function propose({ folder, found }: Package, config: string, snapshot: Snapshot): Candidate {
  const app = config.endsWith(".json") ? appJson.safeParse(readJson(snapshot.read(config))).data : undefined;
  const key = keyOf(found.name, folder, snapshot.name);
  const kept = app === undefined
    ? { mirrors: [], build: 0, remark: `${config} is a program, so no file mirrors the build` }
    : keptBuild(config, app, snapshot.read(posix.join(folder, "eas.json")));
  const bundle = app?.ios?.bundleIdentifier;
  const isIosOnly = app?.ios !== undefined && app.android === undefined;
  return {
    key,
    evidence: `${config} of an app for phones`,
    component: {
      name: app?.name === undefined ? titleFrom(key) : shortened(app.name, 100),
      kind: isIosOnly ? "ios" : "android",
      version: app?.version ?? found.version ?? "0.0.0",
      build: kept.build,
      paths: [folder],
      ...kept.mirrors.length > 0
        ? { mirrors: isIosOnly ? kept.mirrors.map(decidedByStore) : kept.mirrors }
        : {},
      ...isIosOnly && bundle !== undefined ? { apns: { topics: [bundle] } } : {},
      ...found.scripts.deploy === undefined || isIosOnly ? {} : { deploy: { type: "npm", script: "deploy" } },
    },
    remarks: [
      ...kept.remark === undefined ? [] : [kept.remark],
      ...isIosOnly ? [] : [oneForBothStores(config)],
    ],
  };
}

function decidedByStore(mirror: MirrorDraft): MirrorDraft {
  return { ...mirror, authority: "store" };
}

/** The numbers of both stores, when they are the same. */
function keptBuild(file: string, app: z.infer<typeof appJson>, eas: string | undefined) {
  if (/"appVersionSource"\s*:\s*"remote"/.test(eas ?? "")) {
    return {
      mirrors: [],
      build: 0,
      remark: `${file}: EAS counts the builds itself (appVersionSource in eas.json), so no file mirrors them`,
    };
  }
  const places = [
    { key: `${app.at}/ios/buildNumber`, value: app.ios?.buildNumber },
    { key: `${app.at}/android/versionCode`, value: app.android?.versionCode },
  ].filter(({ value }) => value !== undefined);
  const values = new Set(places.map(({ value }) => value));
  const build = Math.max(0, ...places.map(({ value }) => wholeBuild(value) ?? 0));
  const said = places.map(({ key, value }) => `${key} ${value}`).join(", ");
  if (places.length === 0) {
    return {
      mirrors: [],
      build,
      remark: `${file} has no buildNumber or versionCode, so no file mirrors the build`,
    };
  }
  if (values.size > 1 || wholeBuild(places[0]?.value) === undefined) {
    return {
      mirrors: [],
      build,
      remark: `${file} has no one whole number (${said}), so no file mirrors the build`,
    };
  }
  const mirrors = places.map(({ key }): MirrorDraft => ({ type: "json", file, key, value: "build" }));
  return { mirrors, build, remark: undefined };
}
