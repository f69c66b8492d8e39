import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { z } from "zod";
import { publishing } from "../support/publishing.ts";
import { refusal } from "../support/requests.ts";
import { artifact, published } from "../support/rows.ts";

const require = createRequire(import.meta.url);
const { GenericProvider } = require("electron-updater/out/providers/GenericProvider.js");
const { findFile } = require("electron-updater/out/providers/Provider.js");

const infoSchema = z.looseObject({
  version: z.string(),
  releaseDate: z.string(),
  releaseNotes: z.string().optional(),
});
const filesSchema = z.array(
  z.object({ url: z.instanceof(URL), info: z.looseObject({ sha512: z.string(), size: z.number() }) }),
);

/** What electron-updater itself makes of our answers, its own way from a system to the files. */
async function updater(builds: unknown[], platform: "win32" | "darwin" | "linux", arch = "x64") {
  const { ask } = publishing(builds);
  const asked: string[] = [];
  const executor = {
    async request({ path }: { path: string }) {
      asked.push(path);
      const response = await ask(path.split("/").at(-1) ?? "");
      if (!response.ok) throw new Error(`answered ${response.status}`);
      return await response.text();
    },
  };
  const configuration = { url: "http://project.test/functions/v1/updates/desk/live" };
  const provider = new GenericProvider(configuration, { channel: null, isAddNoCacheQuery: false }, {
    platform,
    executor,
  });
  process.env.TEST_UPDATER_ARCH = arch;
  try {
    const info = infoSchema.parse(await provider.getLatestVersion());
    return { asked, info, files: filesSchema.parse(provider.resolveFiles(info)) };
  } finally {
    delete process.env.TEST_UPDATER_ARCH;
  }
}

const url = (target: string, name: string) =>
  artifact(target, { url: `https://cdn.test/1.2.0/${name}`, signature: null, signature_type: "none" });
const all = [
  url("darwin-aarch64", "Desk-aarch64.zip"),
  url("darwin-x86_64", "Desk.zip"),
  url("linux-aarch64", "Desk-arm64.AppImage"),
  url("linux-x86_64", "Desk.AppImage"),
  url("windows-x86_64", "Desk Setup.exe"),
];

test.each(
  [
    ["win32", "x64", "latest.yml", ["/1.2.0/Desk%20Setup.exe"]],
    ["darwin", "arm64", "latest-mac.yml", ["/1.2.0/Desk-aarch64.zip", "/1.2.0/Desk.zip"]],
    ["linux", "x64", "latest-linux.yml", ["/1.2.0/Desk.AppImage"]],
    ["linux", "arm64", "latest-linux-arm64.yml", ["/1.2.0/Desk-arm64.AppImage"]],
  ] as const,
)("on %s %s it reads %s and finds its files", async (platform, arch, name, paths) => {
  const { asked, info, files } = await updater([published(all)], platform, arch);
  expect(asked).toEqual([`/functions/v1/updates/desk/live/${name}`]);
  expect(info).toMatchObject({ version: "1.2.0", releaseDate: "2026-11-21T09:00:00.000Z" });
  expect(files.map((file) => file.url.pathname)).toEqual(paths);
  expect(Buffer.from(files[0]?.info.sha512 ?? "", "base64").toString("hex")).toBe("ab".repeat(64));
  expect(files[0]?.info.size).toBe(1_000);
});

test("an Intel Mac tells the file that is not for it, whatever the name of the file", async () => {
  const { files } = await updater([published(all)], "darwin");
  // as MacUpdater does: what names arm64 is for Apple's processors alone
  const forIntel = files.filter((file) => !file.url.href.includes("arm64"));
  expect(findFile(forIntel, "zip", ["pkg", "dmg"]).url.pathname).toBe("/1.2.0/Desk.zip");
});

test("texts arrive as they are, whatever is in them", async () => {
  const notes = `- a: "b" # 'c' \\ \u0007 \u0085 \u007f \u2028 \ufffe ✓\n%TAG ! x\n---\n*ref &anchor`;
  const { info } = await updater([published(all, { notes })], "win32");
  expect(info.releaseNotes).toBe(notes);
});

test("the content type is YAML's, with a tag", async () => {
  const { ask } = publishing([published(all)]);
  const { headers } = await ask("latest.yml");
  expect(headers.get("content-type")).toBe("application/yaml; charset=utf-8");
  expect(headers.get("etag")).toMatch(/^"[0-9a-f]{64}"$/);
});

test.each([
  ["nothing is published", []],
  ["no file is for the system", [published([url("darwin-x86_64", "Desk.zip")])]],
  ["a file has no sha512", [published([artifact("windows-x86_64", { sha512: null })])]],
])("%s: 404, which it takes for no update", async (_, builds) => {
  const { ask } = publishing(builds);
  expect(await refusal(await ask("latest.yml"))).toMatchObject({ status: 404, code: "update_unpublished" });
});
