import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { httpFetch } from "../../../scripts/runtime.ts";
import { writer } from "../../support/code-host/hosted.ts";
import { open, openHosted, refusalOf } from "./opened.ts";

const draft = {
  tag: "tray-v1.0.0",
  name: "Tray 1.0.0",
  body: "notes",
  isDraft: true,
  isPrerelease: false,
};

async function withFile(content = "an installer") {
  const on = await openHosted();
  const path = `${on.repository.folder}/tray.zip`;
  await Deno.writeTextFile(path, content);
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  const release = await on.host.createRelease(draft);
  return { ...on, release, digest, path, file: { name: "tray.zip", path, contentType: "application/zip" } };
}

test("a draft is found by its tag, gets its files, and is published without becoming the latest", async () => {
  const { host, codeHost, release, file, digest } = await withFile();
  expect(await host.releaseOf("tray-v1.0.0")).toMatchObject({ id: release.id, isDraft: true });
  const asset = await host.uploadAsset(release, file);
  expect(asset).toMatchObject({ name: "tray.zip", digest, isComplete: true, sizeBytes: 12, label: null });
  const published = await host.publishRelease(release);
  expect(published).toMatchObject({ isDraft: false, tag: "tray-v1.0.0" });
  expect(codeHost.state.latest).toBeNull();
  // while it was a draft, its tag was in no address
  expect((await httpFetch(asset.url)).status).toBe(404);
  const [shown] = await host.listAssets(published);
  expect(await (await httpFetch(shown?.url ?? "")).text()).toBe("an installer");
  expect(await host.publishRelease(published)).toBe(published);
});

test("the latest is set where it is asked for, and never by a prerelease", async () => {
  const { host, codeHost, release, repository } = await withFile();
  await host.publishRelease(release, { isLatest: true });
  expect(String(codeHost.state.latest)).toBe(release.id);
  await repository.git("push", "-q", "origin", "main:refs/tags/tray-v1.1.0-alpha.1");
  await host.createRelease({
    ...draft,
    ...{ tag: "tray-v1.1.0-alpha.1", isDraft: false, isPrerelease: true, isLatest: true },
  });
  expect(String(codeHost.state.latest)).toBe(release.id);
});

test("a missing tag is refused, and none is made", async () => {
  const { host, repository } = await openHosted();
  const wanted = host.createRelease({ ...draft, tag: "tray-v9.9.9", isDraft: false });
  expect(await refusalOf(wanted)).toMatchObject({ code: "tag_missing", exitCode: 5 });
  expect(await repository.git("ls-remote", "origin", "refs/tags/tray-v9.9.9")).toBe("");
  const release = await host.createRelease(draft);
  await repository.git("push", "-q", "origin", ":refs/tags/tray-v1.0.0");
  expect((await refusalOf(host.publishRelease(release))).code).toBe("tag_missing");
});

test("a file that is there with the same bytes is done; with others it stays and is refused", async () => {
  const { host, codeHost, release, file, path } = await withFile();
  const first = await host.uploadAsset(release, file);
  expect(await host.uploadAsset(release, file)).toEqual(first);
  await Deno.writeTextFile(path, "other bytes");
  expect(await refusalOf(host.uploadAsset(release, file))).toMatchObject({
    code: "asset_differs",
    exitCode: 5,
  });
  expect(codeHost.state.releases[0]?.assets).toHaveLength(1);
  await host.deleteAsset(first);
  await host.deleteAsset(first);
  expect(await host.listAssets(release)).toEqual([]);
});

test("what a broken upload left behind is deleted, and the file is sent again", async () => {
  const { host, codeHost, release, file, digest, notes } = await withFile();
  codeHost.fail({ kind: "starter" }, { method: "POST", path: /assets$/, times: 2 });
  expect(await host.uploadAsset(release, file)).toMatchObject({ digest, isComplete: true });
  expect(notes.filter((line) => line.includes("only in part"))).toHaveLength(2);
  expect(codeHost.state.releases[0]?.assets.map(({ state }) => state)).toEqual(["uploaded"]);
});

test("an upload whose answer is lost is found, and not sent twice", async () => {
  const { host, codeHost, release, file, digest } = await withFile();
  codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /assets$/ });
  expect(await host.uploadAsset(release, file)).toMatchObject({ digest });
  expect(codeHost.state.calls.filter(({ call }) => call.startsWith("POST") && call.includes("assets")))
    .toHaveLength(1);
});

test("a name that the host changes is told, and found again", async () => {
  const { host, release, file } = await withFile();
  const odd = { ...file, name: "Tray (arm64) ü.zip" };
  const asset = await host.uploadAsset(release, odd);
  expect(asset).toMatchObject({ name: "Tray.arm64..zip", label: odd.name });
  expect(await host.uploadAsset(release, odd)).toEqual(asset);
});

test("a host without digests is believed by the length", async () => {
  const { host, codeHost, release, file, path } = await withFile();
  codeHost.fail({ kind: "no-digest" }, { method: "POST", path: /assets$/ });
  const asset = await host.uploadAsset(release, file);
  expect(asset.digest).toBeNull();
  expect(await host.uploadAsset(release, file)).toEqual(asset);
  await Deno.writeTextFile(path, "longer than it was");
  expect((await refusalOf(host.uploadAsset(release, file))).code).toBe("asset_differs");
});

test.each(["", null])(
  "a file that is empty or missing is refused before anything is sent: %j",
  async (content) => {
    const { host, codeHost, release, file, path } = await withFile();
    await (content === null ? Deno.remove(path) : Deno.writeTextFile(path, content));
    const before = codeHost.state.calls.length;
    expect((await refusalOf(host.uploadAsset(release, file))).code).toBe("asset_unreadable");
    expect(codeHost.state.calls).toHaveLength(before);
  },
);

test("a release is made once, though its answer was lost", async () => {
  const { host, codeHost } = await openHosted();
  codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /releases$/ });
  const release = await host.createRelease(draft);
  expect(codeHost.state.releases.map(({ id }) => String(id))).toEqual([release.id]);
});

test("text and title change by number", async () => {
  const { host, release } = await withFile();
  expect(await host.updateRelease(release, { body: "more" })).toMatchObject({
    body: "more",
    name: "Tray 1.0.0",
  });
});

test("an immutable release burns its tag, and keeps its files", async () => {
  const { host, codeHost, release, file } = await withFile();
  codeHost.state.makesImmutable = true;
  const asset = await host.uploadAsset(release, file);
  expect(await host.publishRelease(release)).toMatchObject({ isImmutable: true });
  expect((await refusalOf(host.deleteAsset(asset))).code).toBe("host_refused");
  codeHost.state.burntTags.add(draft.tag);
  codeHost.state.releases = [];
  expect(await refusalOf(host.createRelease(draft))).toMatchObject({ code: "tag_burnt", exitCode: 5 });
});

test("a commit that changes workflows names the permission that is missing", async () => {
  const on = await openHosted({
    tokens: { ghs_plain00000000000: { ...writer, permissions: { contents: "write" } } },
  });
  await on.repository.commit(".github/workflows/extra.yml", "on: push\n");
  await on.repository.git("tag", "-a", "tray-v2.0.0", "-m", "2");
  await on.repository.git("push", "-q", "origin", "tray-v2.0.0");
  const { host } = open(on, "ghs_plain00000000000");
  const refusal = await refusalOf(host.createRelease({ ...draft, tag: "tray-v2.0.0", isDraft: false }));
  expect(refusal).toMatchObject({ code: "host_scope_missing", exitCode: 4 });
  expect(refusal.hint).toContain("workflows=write");
});
