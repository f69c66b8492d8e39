import { posix } from "node:path";
import type { ComponentDraft } from "../candidate.ts";
import type { Snapshot } from "../snapshot.ts";
import type { XcodeProject, XcodeTarget } from "./project.ts";
import { buildsOf, type BuildSource, infoPlist, shippedWith } from "./app-builds.ts";
import { expand, levelsOf, resolve } from "./settings.ts";

/** The application of a project, as Xcode would build it for its users. */
export interface XcodeApp {
  target: XcodeTarget;
  kind: ComponentDraft["kind"];
  name: string;
  version?: string;
  bundle?: string;
  /** The build of the app and of everything inside it, in every configuration. */
  builds: BuildSource[];
  /** Other applications of the project. */
  others: string[];
}

const settings = {
  version: "MARKETING_VERSION",
  displayName: "INFOPLIST_KEY_CFBundleDisplayName",
  bundle: "PRODUCT_BUNDLE_IDENTIFIER",
};

/** The application that a project ships; undefined when it builds none. */
export function findApp(project: XcodeProject, snapshot: Snapshot): XcodeApp | undefined {
  const targets = [...project.targets.values()];
  const tools = targets.filter(({ product }) => product === "tool");
  const apps = targets.filter(({ product, name }) => isApp(product) && !/tests?$|uitests?host/i.test(name))
    .map((target) => ({ target, kind: kindOf(project, target, snapshot) }));
  const title = posix.basename(posix.dirname(project.file), ".xcodeproj");
  // Tests depend on the app that they run in.
  const inside = new Set(
    targets.flatMap(({ product, dependencies }) => product.includes("test") ? [] : dependencies),
  );
  const isInside = (target: XcodeTarget) =>
    [...project.targets].some(([id, other]) => other === target && inside.has(id));
  // An app for phones goes before the helper for the Mac that comes with it, the outer app before the one inside.
  const rank = ({ target, kind }: typeof apps[number]) =>
    (kind === "ios" ? 0 : 4) + (isInside(target) ? 2 : 0) + (sameName(target.name, title) ? 0 : 1);
  const [main, ...others] = apps.toSorted((a, b) => rank(a) - rank(b));
  if (main === undefined) {
    const [tool] = tools;
    return tool === undefined ? undefined : describe(project, tool, "cli", [], snapshot);
  }
  const own = others.filter(({ target }) => !isInside(target)).map(({ target }) => target.name);
  return describe(project, main.target, main.kind, own, snapshot);
}

function isApp(product: string): boolean {
  return product === "application" || product === "application.messages" ||
    product === "application.watchapp2-container";
}

function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return plain(a) === plain(b);
}

/** The configuration that users get. */
function releaseOf({ configurations }: XcodeTarget): string {
  const names = configurations.map(({ name }) => name);
  return names.find((name) => name === "Release") ??
    names.find((name) => /^(app ?store|production|release)/i.test(name)) ??
    names.at(-1) ?? "";
}

/** By its own SDK and platforms. A platform that only the App Store has counts as an iOS app. */
function kindOf(project: XcodeProject, target: XcodeTarget, snapshot: Snapshot): "ios" | "desktop" {
  const levels = levelsOf(project, target, releaseOf(target), snapshot);
  const platforms = resolve(levels, "SUPPORTED_PLATFORMS").value;
  const sdk = resolve(levels, "SDKROOT").value;
  const said = sdk === "auto" || sdk === "" ? platforms : sdk;
  if (/iphone|appletv|watch|xros/.test(said)) return "ios";
  if (said.includes("macosx")) return "desktop";
  const isMac = resolve(levels, "MACOSX_DEPLOYMENT_TARGET").value !== "" &&
    resolve(levels, "IPHONEOS_DEPLOYMENT_TARGET").value === "";
  return isMac ? "desktop" : "ios";
}

function describe(
  project: XcodeProject,
  target: XcodeTarget,
  kind: ComponentDraft["kind"],
  others: string[],
  snapshot: Snapshot,
): XcodeApp {
  const levels = levelsOf(project, target, releaseOf(target), snapshot);
  const own = [...levels, {
    settings: new Map([["TARGET_NAME", target.name]]),
    origin: () => ({ file: "", type: "pbxproj" as const }),
  }];
  const said = (key: string) => clean(resolve(own, key).value);
  const plist = infoPlist(project, own, snapshot);
  const fromPlist = (key: string) => clean(expand(own, plist?.get(key) ?? "").value);
  const name = said(settings.displayName) ?? fromPlist("CFBundleDisplayName") ?? said("PRODUCT_NAME") ??
    target.name;
  const version = fromPlist("CFBundleShortVersionString") ?? said(settings.version);
  const bundle = said(settings.bundle);
  return {
    target,
    kind,
    name,
    ...version === undefined ? {} : { version },
    ...bundle !== undefined && /^[A-Za-z0-9][A-Za-z0-9.-]{0,154}$/.test(bundle) ? { bundle } : {},
    builds: shippedWith(project, target).flatMap((one) => buildsOf(project, one, snapshot)),
    others,
  };
}

/** A value that is worked out to the end. */
function clean(value: string): string | undefined {
  return value === "" || value.includes("$") ? undefined : value;
}
