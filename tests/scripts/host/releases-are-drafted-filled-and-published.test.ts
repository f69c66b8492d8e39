import { expect, test } from "vitest";
import { httpFetch } from "../../../scripts/runtime.ts";
import { openHosted, refusalOf } from "./opened.ts";
import { draft, withFile } from "./with-file.ts";

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
