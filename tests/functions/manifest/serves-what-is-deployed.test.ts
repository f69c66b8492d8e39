import { expect, test } from "vitest";
import { manifest } from "../../../functions/manifest/index.ts";
import { Project, publishableKey } from "../support/project.ts";
import { bare } from "../support/requests.ts";
import { manifestComponent } from "../support/rows.ts";

function serving(build = 131) {
  const project = new Project();
  // jsonb gives keys in its own order
  project.rpc.manifest = () => ({
    components: {
      zeta: manifestComponent({ position: 1 }),
      alpha: manifestComponent({ position: 2 }),
      beta: manifestComponent({ position: 2 }),
      ios: manifestComponent({ position: 0, build }),
    },
    seq: 12,
    build,
    name: "Nine",
  });
  return { project, handle: project.serve(manifest) };
}

const get = (headers: Record<string, string> = {}, method = "GET") => bare({ method, headers });

test("fields and components come in the order of the wire contract, without our own columns", async () => {
  const { project, handle } = serving();
  const response = await handle(get());
  const text = await response.text();
  const body = JSON.parse(text);
  expect(Object.keys(body)).toEqual(["name", "build", "seq", "components"]);
  expect(Object.keys(body.components)).toEqual(["ios", "zeta", "alpha", "beta"]);
  const fields = ["label", "name", "kind", "host", "version", "build", "updated_at"];
  for (const entry of Object.values(body.components)) expect(Object.keys(Object(entry))).toEqual(fields);
  expect(project.calls).toEqual([{ name: "manifest", args: {}, apikey: publishableKey }]);
});

test("anyone may read it, nobody may keep it without asking", async () => {
  const { headers } = await serving().handle(get());
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("cache-control")).toBe("no-cache");
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  expect(headers.get("etag")).toMatch(/^"[0-9a-f]{64}"$/);
});

test("the tag is the content's: the same for the same manifest, another for another build", async () => {
  const tag = async (build: number) => (await serving(build).handle(get())).headers.get("etag");
  expect(await tag(131)).toBe(await tag(131));
  expect(await tag(131)).not.toBe(await tag(132));
});

test("a client that has it gets 304, also from a list, a weak tag or *", async () => {
  const { handle } = serving();
  const etag = (await handle(get())).headers.get("etag") ?? "";
  for (const known of [etag, `"other", ${etag}`, `W/${etag}`, "*"]) {
    const response = await handle(get({ "if-none-match": known }));
    expect([known, response.status, await response.text()]).toEqual([known, 304, ""]);
    expect(response.headers.get("etag")).toBe(etag);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  }
  expect((await handle(get({ "if-none-match": '"other"' }))).status).toBe(200);
});

test("HEAD has the headers of GET and no body", async () => {
  const { handle } = serving();
  const head = await handle(get({}, "HEAD"));
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(head.headers.get("etag")).toBe((await handle(get())).headers.get("etag"));
});

test("a preflight is answered without the database", async () => {
  const { project, handle } = serving();
  const response = await handle(get({}, "OPTIONS"));
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
  expect(project.calls).toEqual([]);
});

test("a database that does not answer is 503, readable across origins", async () => {
  const { project, handle } = serving();
  project.rpc.manifest = () =>
    Response.json({ code: "57014", message: "canceling statement" }, { status: 500 });
  const response = await handle(get());
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("2");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});
