import { platform } from "node:process";
import { type App, findApp } from "../../app-store/app.ts";
import { connectStore } from "../../app-store/app-store-connect.ts";
import { readStoreCredential } from "../../app-store/credentials.ts";
import { CommandError } from "../../cli/command-error.ts";
import { fastlaneFolder, isLaneName, pinsFastlane } from "../../lanes/lane.ts";
import type { Workspace } from "../../manifest/load.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";
import { examineProgram } from "./program.ts";

/** Milliseconds that App Store Connect may take. */
const limitMs = 15_000;

/**
 * What archives and uploads need: Xcode and fastlane, which only a Mac has, and a key that the store takes. Elsewhere it is a note: an app
 * is shipped from a Mac or from CI. Nothing where no app has a store.
 */
export async function examineApple(
  { root, manifest }: Pick<Workspace, "root" | "manifest">,
): Promise<Diagnosis[]> {
  const apps = Object.entries(manifest.components).filter(([, { store }]) => store !== undefined)
    .map(([key]) => findApp(manifest, key));
  if (apps.length === 0) return [];
  const archived = apps.filter(({ lanes }) => lanes.length > 0);
  const [tools, stores] = await Promise.all([
    archived.length === 0 ? [] : examineTools(root, manifest, archived),
    Promise.all(apps.map((app) => examineStore(app, apps.length > 1 ? `store:${app.key}` : "store"))),
  ]);
  return [...tools, ...stores];
}

async function examineTools(
  root: string,
  manifest: Workspace["manifest"],
  apps: readonly App[],
): Promise<Diagnosis[]> {
  if (platform !== "darwin") {
    return [unknown("xcode", "archives need a Mac, and this is none", "Run slipway ios ship on a Mac.")];
  }
  const lines = apps.flatMap(({ key, lanes }) => lanes.map(({ line }) => ({ key, line })));
  const lane = lines.find(({ line }) => isLaneName(line) || /\bfastlane\b/.test(line));
  const isPinned = lane !== undefined &&
    pinsFastlane(root, fastlaneFolder({ root, manifest, component: lane.key }));
  const fastlane = { args: ["--version"], least: [2, 0] as [number, number] };
  return await Promise.all([
    examineProgram({
      ...{ name: "xcode", command: "xcodebuild", args: ["-version"], least: [0, 0] },
      fix: "Install Xcode, then sudo xcode-select --switch /Applications/Xcode.app.",
    }),
    ...lane === undefined ? [] : isPinned
      ? [
        examineProgram({
          ...fastlane,
          name: "bundler",
          command: "bundle",
          fix: "gem install bundler, then bundle install.",
        }),
      ]
      : [
        examineProgram({
          ...fastlane,
          name: "fastlane",
          fix: "Install fastlane: bundle install, or brew install fastlane.",
        }),
      ],
  ]);
}

/** A machine without a key ships no app, which is fine for most: only a key that the store does not take is wrong. */
async function examineStore({ appId, platform }: App, name: string): Promise<Diagnosis> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const bundleId = await connectStore(await readStoreCredential(), platform).checkApp(appId, signal);
    return well(name, `App Store Connect takes the key, which sees ${bundleId}`);
  } catch (error) {
    if (error === signal.reason) {
      return unknown(name, `no answer within ${limitMs / 1000} s`, "Check the network.");
    }
    if (!(error instanceof CommandError)) throw error;
    const isNews = ["store_credential_missing", "store_unreachable", "store_rate_limited"].includes(
      error.code,
    );
    return (isNews ? unknown : ill)(name, error.message, error.hint);
  }
}
