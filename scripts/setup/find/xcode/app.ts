import { posix } from "node:path";
import { readInfoPlist, shown } from "../../../manifest/xcode/info-plist.ts";
import type { Configuration, Target } from "../../../manifest/xcode/project.ts";
import { evaluate, resolveSetting } from "../../../manifest/xcode/resolve.ts";
import type { ReadText } from "../../../manifest/xcode/xcconfig-layer.ts";
import type { ComponentDraft } from "../candidate.ts";
import { buildsOf, type BuildSource, shippedWith } from "./app-builds.ts";

/** The application of a project, as Xcode would build it for its users. */
export interface XcodeApp {
  target: Pick<Target, "name" | "product">;
  kind: ComponentDraft["kind"];
  name: string;
  version?: string;
  bundle?: string;
  /** The build of the app and of everything inside it, in every configuration. */
  builds: BuildSource[];
  /** Other applications of the project. */
  others: string[];
}

/** The application that a project with these targets ships; undefined when it builds none. */
export async function findApp(
  read: ReadText,
  file: string,
  targets: readonly Target[],
): Promise<XcodeApp | undefined> {
  const tools = targets.filter(({ product }) => product === "tool");
  const apps = targets.filter(({ product, name }) => isApp(product) && !/tests?$|uitests?host/i.test(name))
    .map((target) => ({ target, kind: kindOf(target) }));
  const title = posix.basename(posix.dirname(file), ".xcodeproj");
  // Tests depend on the app that they run in.
  const inside = new Set(
    targets.flatMap(({ product, dependencies }) => product.includes("test") ? [] : dependencies),
  );
  const isInside = ({ id }: Target) => inside.has(id);
  // An app for phones goes before the helper for the Mac that comes with it, the outer app before the one inside.
  const rank = ({ target, kind }: typeof apps[number]) =>
    (kind === "ios" ? 0 : 4) + (isInside(target) ? 2 : 0) + (sameName(target.name, title) ? 0 : 1);
  const [main, ...others] = apps.toSorted((a, b) => rank(a) - rank(b));
  if (main === undefined) {
    const [tool] = tools;
    return tool === undefined ? undefined : await describe(read, targets, tool, "cli", []);
  }
  const own = others.filter(({ target }) => !isInside(target)).map(({ target }) => target.name);
  return await describe(read, targets, main.target, main.kind, own);
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
function releaseOf({ configurations }: Target): Configuration {
  return configurations.find(({ name }) => name === "Release") ??
    configurations.find(({ name }) => /^(app ?store|production|release)/i.test(name)) ??
    configurations.at(-1) ?? { name: "", layers: [] };
}

/** As far as it can be worked out; empty when nothing sets it. */
function valueOf(setting: string, configuration: Configuration): string {
  const source = resolveSetting(setting, configuration);
  return source.kind === "place" ? evaluate(source.from.value, configuration).text : "";
}

/** By its own SDK and platforms. A platform that only the App Store has counts as an iOS app. */
function kindOf(target: Target): "ios" | "desktop" {
  const release = releaseOf(target);
  const platforms = valueOf("SUPPORTED_PLATFORMS", release);
  const sdk = valueOf("SDKROOT", release);
  const said = sdk === "auto" || sdk === "" ? platforms : sdk;
  if (/iphone|appletv|watch|xros/.test(said)) return "ios";
  if (said.includes("macosx")) return "desktop";
  const isMac = valueOf("MACOSX_DEPLOYMENT_TARGET", release) !== "" &&
    valueOf("IPHONEOS_DEPLOYMENT_TARGET", release) === "";
  return isMac ? "desktop" : "ios";
}

async function describe(
  read: ReadText,
  targets: readonly Target[],
  target: Target,
  kind: ComponentDraft["kind"],
  others: string[],
): Promise<XcodeApp> {
  const release = releaseOf(target);
  const said = (setting: string) => clean(valueOf(setting, release));
  const fromPlist = async (key: string) => {
    const written = (await readInfoPlist(read, release, key))?.value ?? "";
    return clean(evaluate(written, release).text);
  };
  const name = said("INFOPLIST_KEY_CFBundleDisplayName") ?? await fromPlist("CFBundleDisplayName") ??
    said("PRODUCT_NAME") ?? target.name;
  const version = await fromPlist(shown.version.key) ?? said(shown.version.setting);
  const bundle = said("PRODUCT_BUNDLE_IDENTIFIER");
  const builds = await Promise.all(shippedWith(targets, target).map((one) => buildsOf(read, one)));
  return {
    target,
    kind,
    name,
    ...version === undefined ? {} : { version },
    ...bundle !== undefined && /^[A-Za-z0-9][A-Za-z0-9.-]{0,154}$/.test(bundle) ? { bundle } : {},
    builds: builds.flat(),
    others,
  };
}

/** A value that is worked out to the end. */
function clean(value: string): string | undefined {
  return value === "" || value.includes("$") ? undefined : value;
}
