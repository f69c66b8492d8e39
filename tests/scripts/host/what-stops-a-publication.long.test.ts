import { expect, test } from "vitest";
import { writer } from "../../support/code-host/hosted.ts";
import { open, openHosted, refusalOf } from "./opened.ts";
import { draft, withFile } from "./with-file.ts";

test("a host without digests is believed by the length", async () => {
  const { host, codeHost, release, file, path } = await withFile();
  codeHost.fail({ kind: "no-digest" }, { method: "POST", path: /assets$/ });
  const asset = await host.uploadAsset(release, file);
  expect(asset.digest).toBeNull();
  expect(await host.uploadAsset(release, file)).toEqual(asset);
  await Deno.writeTextFile(path, "longer than it was");
  expect((await refusalOf(host.uploadAsset(release, file))).code).toBe("asset_differs");
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
