import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { request } from "node:http";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { httpFetch, makeTempDir, removeDir, serveHttp } from "../../scripts/runtime.ts";
import { openPublishing } from "../support/publication.ts";
import { events, useShipyard } from "../support/shipyard.ts";

const require = createRequire(import.meta.url);
const { AppImageUpdater } = require("electron-updater/out/AppImageUpdater.js");
const { HttpExecutor } = require("builder-util-runtime");

const yard = useShipyard();

/** What electron-updater itself, without Electron, finds at an address for an installed version; null for nothing newer. */
async function updaterOf(version: string, url: string, channel?: string) {
  const folder = await makeTempDir("slipway-electron-");
  onTestFinished(() => removeDir(folder));
  process.env.APPIMAGE = `${folder}/Tray.AppImage`;
  process.env.TEST_UPDATER_ARCH = "x64";
  const updater = new AppImageUpdater(null, {
    ...{ version, name: "Tray", isPackaged: true, userDataPath: folder, baseCachePath: folder },
    ...{ appUpdateConfigPath: `${folder}/app-update.yml`, whenReady: () => Promise.resolve() },
    ...{ relaunch() {}, quit() {}, onQuit() {} },
  });
  const executor = new HttpExecutor();
  executor.createRequest = request;
  Object.assign(updater, { httpExecutor: executor, autoDownload: false, logger: null });
  updater.setFeedURL({ provider: "generic", url, ...channel === undefined ? {} : { channel } });
  try {
    const { isUpdateAvailable, updateInfo } = await updater.checkForUpdates();
    return isUpdateAvailable ? updateInfo : null;
  } finally {
    delete process.env.APPIMAGE;
    delete process.env.TEST_UPDATER_ARCH;
  }
}

test(
  "tag, publication, feed: an electron-updater client sees the new version, in the function and in the file in git",
  async () => {
    const on = await openPublishing(yard(), ({ components }) => {
      Object.assign(Object(components.tray?.release), {
        updater: { type: "electron", file: "updates/{channel}.yml", targets: ["linux-x64"] },
      });
    });
    const feed = `${yard().stack.info.api_url}/functions/v1/updates/tray/live`;
    await expect(updaterOf("1.8.5", feed)).rejects.toThrow(/404|latest-linux/);

    const tag = await on.cut("tray", "live");
    const folder = await on.build({ "Tray-1.9.0.AppImage": { text: "an app for Linux", signature: null } });
    const outcome = await on.publish(tag, "--assets", `${folder}/*.AppImage`);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome).at(-1)).toMatchObject({ outcome: "published", version: "1.9.0" });

    const info = await updaterOf("1.8.5", feed);
    expect(info).toMatchObject({ version: "1.9.0", releaseNotes: events(outcome).at(-1)?.url });
    expect(await updaterOf("1.9.0", feed)).toBe(null);
    const [file] = info.files;
    const bytes = new Uint8Array(await (await httpFetch(file.url)).arrayBuffer());
    expect(createHash("sha512").update(bytes).digest("base64")).toBe(file.sha512);

    const server = await serveHttp(async (asked) => {
      const text = await on.remoteFile(`updates${new URL(asked.url).pathname}`);
      return new Response(text, { status: text === null ? 404 : 200 });
    });
    onTestFinished(server.stop);
    expect(await updaterOf("1.8.5", server.url, "live")).toMatchObject({ version: "1.9.0" });
  },
  180_000,
);
