import { posix } from "node:path";
import { surveyCargo } from "./find/cargo.ts";
import { type Candidate, distinct, type LeftOut, type Survey } from "./find/candidate.ts";
import { surveyContainers } from "./find/containers.ts";
import { surveyElixir } from "./find/elixir.ts";
import { surveyExpo } from "./find/expo.ts";
import { surveyFlutter } from "./find/flutter.ts";
import { surveyGo } from "./find/go.ts";
import { surveyGradle } from "./find/gradle.ts";
import { surveyHelm } from "./find/helm.ts";
import { findHosting } from "./find/hosting.ts";
import { nxSigns, surveyNx } from "./find/nx.ts";
import { isMobile, readPackages } from "./find/package-json.ts";
import { surveyPackages } from "./find/packages.ts";
import { surveyPython } from "./find/python.ts";
import { ownPart, type Snapshot } from "./find/snapshot.ts";
import { supabaseFolder, surveySupabase } from "./find/supabase.ts";
import type { Placement } from "./files/own-files.ts";
import { labelled, onceEach, oneEach, widened } from "./settle.ts";
import { surveyTauri, tauriCode } from "./find/tauri.ts";
import { surveyXcode } from "./find/xcode.ts";

/**
 * Everything in the repository that looks as if it shipped on its own, and what does not. What knows most of a folder goes first: a Tauri
 * app is no package and no crate besides, and a Dockerfile says something only of a folder that nothing else has recognised.
 */
export async function surveyRepository(whole: Snapshot, placement?: Placement): Promise<Survey> {
  const snapshot = ownPart(whole);
  const signs = [...findHosting(snapshot), ...nxSigns(snapshot)];
  const packages = readPackages(snapshot);
  const mobile = packages.filter(({ found }) => isMobile(found)).map(({ folder }) => folder);

  const tauri = surveyTauri(snapshot);
  const flutter = surveyFlutter(snapshot);
  const isInFlutter = within(foldersOf(flutter).flatMap(nativeFolders));
  const isInTauri = within(tauriCode(snapshot));
  const isForeign = (folder: string) => isInFlutter(folder) || isInTauri(folder);
  const appAround = (folder: string) => mobile.find((around) => within([around])(folder));

  const xcode = await surveyXcode(snapshot, {
    isTaken: isForeign,
    ownerOf: (folder) => appAround(folder) ?? folder,
  });
  const android = surveyGradle(snapshot, {
    isTaken: isForeign,
    isInApp: (folder) => appAround(folder) !== undefined,
  });
  const gradle = {
    ...android,
    candidates: android.candidates.map((one) => owningItsApp(one, appAround, xcode)),
  };
  const hasNative = (folder: string) => foldersOf(xcode, gradle).some((native) => within([folder])(native));
  const expo = surveyExpo(packages, snapshot, hasNative);
  const pages = tauri.candidates.flatMap(({ component }) => component.paths.slice(1));
  const owned = new Set([...foldersOf(tauri, flutter, xcode, expo), ...pages, ...mobile.filter(hasNative)]);

  const node = surveyPackages(snapshot, signs, (folder) => owned.has(folder));
  const known = new Set([...owned, ...foldersOf(node)]);
  const nx = surveyNx(
    snapshot,
    (folder) => known.has(folder) || packages.some((one) => one.folder === folder),
  );
  const isNative = (folder: string) => owned.has(folder) || isForeign(folder);
  const cargo = surveyCargo(snapshot, isInTauri);
  const python = surveyPython(snapshot, signs, isNative);
  const go = surveyGo(snapshot, signs, isNative);
  const elixir = surveyElixir(snapshot, signs, isNative);
  const helm = surveyHelm(snapshot);
  const services = [node, nx, cargo, python, go, elixir, gradle, helm];
  const all = new Set([...owned, ...foldersOf(...services)]);
  const containers = surveyContainers(snapshot, signs, {
    isTaken: (folder) => all.has(folder) || isForeign(folder),
    hasOthers: [tauri, flutter, xcode, expo, ...services].some(({ candidates }) => candidates.length > 0),
  });
  const supabase = surveySupabase(snapshot, placement ?? { folder: supabaseFolder(snapshot), prefix: "" });

  const parts = [
    tauri,
    flutter,
    node,
    nx,
    cargo,
    python,
    go,
    elixir,
    containers,
    helm,
    expo,
    gradle,
    xcode,
    supabase,
  ];
  const ranked = [tauri, flutter, xcode, expo, gradle, supabase].flatMap(({ candidates }) => candidates);
  const { kept, crowded } = oneEach(parts.flatMap(({ candidates }) => candidates), ranked);
  return {
    candidates: labelled(distinct(widened(kept))),
    leftOut: onceEach([...crowded, ...parts.flatMap(({ leftOut }) => leftOut), ...untracked(whole)], kept),
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
}

/** What Flutter keeps for each platform. */
function nativeFolders(folder: string): string[] {
  return ["android", "ios", "macos", "linux", "windows", "web"].map((name) => posix.join(folder, name));
}

/** An Android app that is written in JavaScript owns its whole package, where no iOS app does. */
function owningItsApp(
  candidate: Candidate,
  appAround: (folder: string) => string | undefined,
  xcode: Survey,
): Candidate {
  const around = appAround(candidate.component.paths[0] ?? ".");
  if (around === undefined || foldersOf(xcode).includes(around)) return candidate;
  const { scope: _, ...rest } = candidate;
  return { ...rest, component: { ...candidate.component, paths: [around] } };
}

/** Packages that git does not track: they may be somebody's work of today. */
function untracked(snapshot: Snapshot): LeftOut[] {
  const files = [...snapshot.untracked ?? []].filter((path) =>
    posix.basename(path) === "package.json" && path !== "package.json"
  );
  const known = ownPart({ ...snapshot, files: new Set(files), untracked: new Set() }).files;
  return [...known].map((path) => ({
    path: posix.dirname(path),
    why: "git does not track it: add it first",
  }));
}

function foldersOf(...surveys: readonly Survey[]): string[] {
  return surveys.flatMap(({ candidates, leftOut }) => [
    ...candidates.map(({ component }) => component.paths[0] ?? "."),
    ...leftOut.flatMap(({ candidate }) => candidate?.component.paths[0] ?? []),
  ]);
}

/** Whether a folder is one of these, or below one. */
function within(folders: readonly string[]): (folder: string) => boolean {
  return (folder) =>
    folders.some((around) => around === "." || folder === around || folder.startsWith(`${around}/`));
}
