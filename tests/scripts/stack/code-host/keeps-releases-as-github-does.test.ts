import { expect, test } from "vitest";
import { httpFetch } from "../../../../scripts/runtime.ts";
import { writer, writerToken } from "../../../support/code-host/hosted.ts";
import { standIn } from "./ask.ts";

const bytes = new TextEncoder().encode("bytes");

async function drafted(options: Parameters<typeof standIn>[0] = {}) {
  const on = await standIn(options);
  const body = { tag_name: "tray-v1.0.0", draft: true };
  const { body: release } = await on.ask("POST", "/releases", { body });
  const put = (name: string, headers = {}) =>
    on.ask("POST", `/releases/${release.id}/assets?name=${encodeURIComponent(name)}`, {
      ...{ body: bytes, at: on.codeHost.uploadUrl },
      headers: { "content-type": "text/plain", ...headers },
    });
  return { ...on, release, put };
}

test("a draft is in the list of those who write, and at no address by tag", async () => {
  const reader = { ...writer, permissions: { contents: "read" } } as const;
  const { ask, release, put } = await drafted({ tokens: { ghs_reader00000000000: reader } });
  expect((await ask("GET", "/releases/tags/tray-v1.0.0")).status).toBe(404);
  expect((await ask("GET", "/releases")).body).toHaveLength(1);
  expect((await ask("GET", "/releases", { token: "ghs_reader00000000000" })).body).toEqual([]);
  expect((await ask("GET", `/releases/${release.id}`, { token: "ghs_reader00000000000" })).status).toBe(404);
  const { body: asset } = await put("a.txt");
  expect((await httpFetch(asset.browser_download_url)).status).toBe(404);
  await ask("PATCH", `/releases/${release.id}`, { body: { draft: false } });
  // a draft has addresses of its own, which end with it
  expect((await httpFetch(asset.browser_download_url)).status).toBe(404);
  const { body: [published] } = await ask("GET", `/releases/${release.id}/assets`);
  expect(await (await httpFetch(published.browser_download_url)).text()).toBe("bytes");
  expect((await ask("GET", "/releases/tags/tray-v1.0.0")).body.id).toBe(release.id);
  expect((await ask("GET", "/releases/latest")).body.id).toBe(release.id);
});

test("a missing tag is made, lightweight, when the release is published and not before", async () => {
  const { ask, repository } = await standIn();
  const { body } = await ask("POST", "/releases", { body: { tag_name: "new", draft: true } });
  const tag = () => repository.git("ls-remote", "origin", "refs/tags/new");
  expect(await tag()).toBe("");
  await ask("PATCH", `/releases/${body.id}`, { body: { draft: false } });
  expect(await tag()).toBe(`${repository.main}\trefs/tags/new`);
  const again = await ask("POST", "/releases", { body: { tag_name: "new" } });
  expect(again.body.errors[0]).toMatchObject({ field: "tag_name", code: "already_exists" });
});

test("files go to a host of their own, with their length, under names without special characters", async () => {
  const { ask, put, codeHost, release } = await drafted();
  expect(release.upload_url).toBe(
    `${codeHost.uploadUrl}/repos/acme/shop/releases/${release.id}/assets{?name,label}`,
  );
  expect((await ask("POST", `/releases/${release.id}/assets?name=a`, { body: bytes })).status).toBe(404);
  const { body: asset } = await put(".my file (1).txt");
  expect(asset).toMatchObject({ name: "my.file.1..txt", state: "uploaded", size: 5 });
  expect(asset.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect((await put(".my file (1).txt")).body.errors[0].code).toBe("already_exists");
  const streamed = await httpFetch(
    `${codeHost.uploadUrl}/repos/acme/shop/releases/${release.id}/assets?name=b`,
    {
      method: "POST",
      headers: { "user-agent": "test", authorization: `Bearer ${writerToken}`, "content-type": "text/plain" },
      body: new ReadableStream({
        start: (controller) => {
          controller.enqueue(bytes);
          controller.close();
        },
      }),
    },
  );
  expect([streamed.status, (await streamed.json()).message]).toEqual([400, "Bad Content-Length"]);
});

test("an upload that breaks leaves a starter, which takes the name", async () => {
  const { ask, put, codeHost, release } = await drafted();
  codeHost.fail({ kind: "starter" });
  expect((await put("a.txt")).status).toBe(502);
  const { body: [starter] } = await ask("GET", `/releases/${release.id}/assets`);
  expect(starter).toMatchObject({ name: "a.txt", state: "starter", digest: null });
  expect((await put("a.txt")).status).toBe(422);
  expect((await ask("DELETE", `/releases/assets/${starter.id}`)).status).toBe(204);
  expect((await put("a.txt")).status).toBe(201);
});

test("an immutable release changes no more, and its tag's name is burnt when it goes", async () => {
  const { ask, put, codeHost, release } = await drafted();
  codeHost.state.makesImmutable = true;
  await put("a.txt");
  await ask("PATCH", `/releases/${release.id}`, { body: { draft: false } });
  expect((await put("b.txt")).status).toBe(422);
  expect((await ask("PATCH", `/releases/${release.id}`, { body: { body: "words" } })).status).toBe(200);
  expect((await ask("PATCH", `/releases/${release.id}`, { body: { tag_name: "x" } })).status).toBe(422);
  expect((await ask("DELETE", `/releases/${release.id}`)).status).toBe(204);
  const again = await ask("POST", "/releases", { body: { tag_name: "tray-v1.0.0", draft: true } });
  expect(again.body.errors[0].message).toBe("tag_name was used by an immutable release");
});

test("a commit that changes workflows: 404 without the right, and always for a workflow's own token", async () => {
  const permissions = { contents: "write" } as const;
  const { ask, repository } = await standIn({
    tokens: {
      ghs_plain000000000000: { ...writer, permissions },
      ghs_bot00000000000000: {
        ...writer,
        kind: "workflow",
        permissions: { ...permissions, workflows: "write" },
      },
    },
  });
  await repository.commit(".github/workflows/extra.yml", "on: push\n");
  await repository.git("tag", "extra");
  await repository.git("push", "-q", "origin", "extra");
  const make = (token?: string) =>
    ask("POST", "/releases", { body: { tag_name: "extra" }, ...token === undefined ? {} : { token } });
  expect((await make("ghs_plain000000000000")).status).toBe(404);
  expect((await make("ghs_bot00000000000000")).status).toBe(404);
  expect((await make()).status).toBe(201);
});
