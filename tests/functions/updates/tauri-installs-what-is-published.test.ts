import { expect, test } from "vitest";
import { minisignPair } from "../../support/minisign.ts";
import { publishing } from "../support/publishing.ts";
import { refusal } from "../support/requests.ts";
import { artifact, published } from "../support/rows.ts";

const both = [artifact("darwin-aarch64"), artifact("windows-x86_64-msi")];

test("tauri.json has every signed target, and all that Tauri asks of a static file", async () => {
  const { ask, project } = publishing([
    published([...both, artifact("linux-x86_64", { signature_type: "ed25519" })]),
  ]);
  const response = await ask("tauri.json");
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("public, max-age=30");
  const body = await response.json();
  expect(body).toEqual({
    version: "1.2.0",
    notes: "",
    pub_date: "2026-11-21T09:00:00+00:00",
    platforms: {
      "darwin-aarch64": { url: "https://cdn.test/darwin-aarch64", signature: "c2lnbmF0dXJl" },
      "windows-x86_64-msi": { url: "https://cdn.test/windows-x86_64-msi", signature: "c2lnbmF0dXJl" },
    },
  });
  // RFC 3339, which Tauri parses
  expect(body.pub_date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  expect(project.called("update_artifacts")[0]?.args).toEqual({ component: "desk", channel: "live" });
});

test.each([
  ["as minisign wrote it", (file: string) => file],
  ["as Tauri's command writes it", (file: string) => `${Buffer.from(file).toString("base64")}\n`],
])("a signature that was recorded %s verifies", async (_, recorded) => {
  const keys = minisignPair();
  const app = new TextEncoder().encode("an app");
  const signature = recorded(keys.sign(app));
  const { ask } = publishing([published([artifact("darwin-aarch64", { signature })])]);
  const { platforms } = await (await ask("tauri.json")).json();
  const file = Buffer.from(platforms["darwin-aarch64"].signature, "base64").toString();
  expect(keys.verifies(file, app)).toBe(true);
  expect(keys.verifies(file, new TextEncoder().encode("another app"))).toBe(false);
});

test("a tag, 304 and HEAD as for the feed", async () => {
  const { ask } = publishing([published(both)]);
  const etag = (await ask("tauri.json")).headers.get("etag") ?? "";
  expect((await ask("tauri.json", { headers: { "if-none-match": etag } })).status).toBe(304);
  const head = await ask("tauri.json", { method: "HEAD" });
  expect([head.headers.get("etag"), await head.text()]).toEqual([etag, ""]);
});

test("what is above is told, with the words of the build", async () => {
  const { ask } = publishing([published(both, { notes: 'Better <b>"everything"</b>' })]);
  expect(await (await ask("tauri/darwin/aarch64/1.1.9")).json()).toEqual({
    version: "1.2.0",
    notes: 'Better <b>"everything"</b>',
    pub_date: "2026-11-21T09:00:00+00:00",
    url: "https://cdn.test/darwin-aarch64",
    signature: "c2lnbmF0dXJl",
  });
});

test.each(["1.2.0", "v1.2.0", "1.2.0+4", "1.3.0-rc.1", "2.0.0"])(
  "nothing is above %s: 204",
  async (current) => {
    const { ask } = publishing([published(both)]);
    const response = await ask(`tauri/darwin/aarch64/${encodeURIComponent(current)}`);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  },
);

test("a target that the app has named itself", async () => {
  const { ask } = publishing([published([artifact("windows-x86_64-msi")])]);
  expect((await ask("tauri/windows-x86_64-msi/x86_64/1.0.0")).status).toBe(200);
  expect((await ask("tauri/windows/x86_64-msi/1.0.0")).status).toBe(200);
});

test.each([["linux/x86_64"], ["darwin/x86_64"], ["darwin/"]])("no file for %s: 404", async (target) => {
  const { ask } = publishing([published(both)]);
  expect(await refusal(await ask(`tauri/${target}/1.0.0`))).toMatchObject({
    status: 404,
    code: "target_unknown",
  });
});

test("a current version that can't be compared: 422", async () => {
  const { ask } = publishing([published(both)]);
  expect(await refusal(await ask("tauri/darwin/aarch64/1.0"))).toMatchObject({
    status: 422,
    code: "version_invalid",
  });
});

test.each(["tauri.json", "tauri/darwin/aarch64/1.0.0"])(
  "%s: nothing is published, or nothing that runs everywhere: 204",
  async (path) => {
    for (const builds of [[], [published(both, { min_os: "15" })]]) {
      expect((await publishing(builds).ask(path)).status).toBe(204);
    }
  },
);

test("the newest build that runs everywhere is offered, not one above it with bounds that Tauri does not know", async () => {
  const builds = [published(both, { build: 132, version: "1.3.0", max_os: "14" }), published(both)];
  expect((await (await publishing(builds).ask("tauri.json")).json()).version).toBe("1.2.0");
});

test.each([null, "1.2", "latest"])(
  "a version that Tauri can't read (%s) is named, not served",
  async (version) => {
    const { ask } = publishing([published(both, { version })]);
    for (const path of ["tauri.json", "tauri/darwin/aarch64/1.0.0", "latest-mac.yml"]) {
      expect(await refusal(await ask(path))).toMatchObject({ status: 404, code: "version_not_semver" });
    }
  },
);
