import { describe, expect, onTestFinished, test } from "vitest";
import { verify } from "../../../scripts/deploy/verify.ts";
import type { Verify } from "../../../scripts/manifest/schema.ts";
import { serveHttp } from "../../../scripts/runtime.ts";
import { makeTarball } from "../../support/web/tarball.ts";
import { makeBed } from "./bed.ts";

type Served = string | Uint8Array<ArrayBuffer> | number | (() => Response);

/** A site: path → a body, a status, or a function that answers. */
async function serve(site: Record<string, Served>) {
  const asked: string[] = [];
  const server = await serveHttp((request) => {
    const { pathname } = new URL(request.url);
    asked.push(pathname);
    const found = site[pathname] ?? 404;
    if (typeof found === "function") return found();
    return typeof found === "number" ? new Response(null, { status: found }) : new Response(found);
  });
  onTestFinished(server.stop);
  return { url: server.url, asked };
}

const manifestOf = (build: number) => JSON.stringify({ components: { dashboard: { build } } });
const pointer = "/components/dashboard/build";
const short = { timeout_s: 0.05 };

async function outcome(probes: Verify[], build = 7, isAnnounced = false) {
  const bed = await makeBed();
  return await verify(bed.context, probes, { build }, { isAnnounced });
}

const failed = (seen: string) => ({
  code: "verification_failed",
  exitCode: 8,
  message: expect.stringContaining(seen),
});

describe("a probe agrees only with the wanted build", () => {
  test.each([
    ["a JSON pointer", manifestOf(7), { json: pointer }],
    ["a number as text", manifestOf(7).replace("7", '"7"'), { json: pointer }],
    ["an escaped pointer", '{"a/b":{"~":7}}', { json: "/a~1b/~0" }],
    ["a regular expression", "#!/bin/sh\nBUILD=7\n", { regex: "BUILD=(\\d+)" }],
    ["a regular expression without a group", "7", { regex: "^\\d+" }],
  ])("%s", async (_name, body, how) => {
    const { url } = await serve({ "/": body });
    await expect(outcome([{ url, ...how }])).resolves.toMatchObject({ afterAnnouncement: [] });
    await expect(outcome([{ url, ...how, ...short }], 8)).rejects.toMatchObject(failed("served 7"));
  });

  test.each<[string, Served, object, string]>([
    ["nothing at the pointer", "{}", { json: pointer }, `has nothing at ${pointer}`],
    ["no match", "hello", { regex: "BUILD=(\\d+)" }, "has nothing that matches"],
    ["no JSON", "<html>", { json: pointer }, "answered no JSON"],
    ["an error", 502, { json: pointer }, "answered 502"],
    ["a build in an object", '{"a":{"b":7}}', { json: "/a" }, 'served {"b":7}'],
    ["no archive", "hello", { file: "a", json: "/build" }, "no gzip archive"],
  ])("%s is named", async (_name, served, how, seen) => {
    const { url } = await serve({ "/": served });
    const probe: Verify = JSON.parse(JSON.stringify({ url, ...how, ...short }));
    await expect(outcome([probe])).rejects.toMatchObject(failed(seen));
  });

  test("a host that is not there is named, too", async () => {
    const { url } = await serve({});
    const gone = await serveHttp(() => new Response());
    await gone.stop();
    const probes = [{ url: gone.url, json: pointer, ...short }, { url, json: pointer, ...short }];
    await expect(outcome(probes)).rejects.toMatchObject({
      ...failed("could not be reached"),
      findings: [{ code: "verification_failed" }, { code: "verification_failed" }],
    });
  });
});

describe("a deploy takes a moment to be served", () => {
  test("it is asked again, past caches, until it agrees", async () => {
    let build = 5;
    const { url, asked } = await serve({
      "/": () => new Response(manifestOf(++build)),
    });
    await outcome([{ url, json: pointer }], 8);
    expect(asked).toHaveLength(3);
  });

  test("an abort ends the waiting with its reason", async () => {
    const bed = await makeBed();
    const { url } = await serve({
      "/": () => {
        bed.abort.abort(new Error("the lease was lost"));
        return new Response(manifestOf(6));
      },
    });
    await expect(verify(bed.context, [{ url, json: pointer }], { build: 7 })).rejects.toThrow(
      "the lease was lost",
    );
  });
});

describe("an endpoint that proxies the manifest", () => {
  const proxied = (build: number) => JSON.stringify({ seq: 3, ...JSON.parse(manifestOf(build)) });

  test("is asked once and handed back: before the record it cannot know", async () => {
    const { url, asked } = await serve({ "/": proxied(6) });
    const probe = { url, json: pointer };
    await expect(outcome([probe])).resolves.toEqual({ afterAnnouncement: [probe], results: [] });
    expect(asked).toHaveLength(1);
  });

  test("must agree after the record", async () => {
    const { url } = await serve({ "/": proxied(6) });
    await expect(outcome([{ url, json: pointer, ...short }], 7, true)).rejects.toMatchObject(
      failed("served 6"),
    );
    await expect(outcome([{ url, json: pointer, ...short }], 6, true)).resolves.toMatchObject({
      afterAnnouncement: [],
      results: [{ state: "passed", saw: "served 6" }],
    });
  });
});

describe("promise 9: a file of the archive that is served", () => {
  const packed = {
    "package/package.json": '{"name":"bmc","build":18}',
    "package/bin/bmc": "#!/bin/sh\nBUILD=18\n",
  };

  test("promise 9: /install.sh and /bmc.tar.gz carry the new build", async () => {
    const archive = await makeTarball(packed);
    const { url } = await serve({ "/install.sh": "BUILD=18\n", "/bmc.tar.gz": new Uint8Array(archive) });
    const probes: Verify[] = [
      { url: `${url}/install.sh`, regex: "BUILD=(\\d+)", ...short },
      { url: `${url}/bmc.tar.gz`, file: "package/package.json", json: "/build", ...short },
      { url: `${url}/bmc.tar.gz`, file: "./package/bin/bmc", regex: "BUILD=(\\d+)", ...short },
    ];
    await outcome(probes, 18);
    await expect(outcome(probes, 19)).rejects.toMatchObject({ findings: [{}, {}, {}] });
    const missing = { url: `${url}/bmc.tar.gz`, file: "package/other.json", json: "/build", ...short };
    await expect(outcome([missing], 18)).rejects.toMatchObject(failed("has no package/other.json"));
  });

  test.each(["ustar", "gnu", "pax"])("names of any length, in the format %s", async (format) => {
    const folder = `${"long-folder-name/".repeat(8)}end`;
    const archive = await makeTarball({ "a.txt": "x".repeat(5000), [`${folder}/b.json`]: '{"build":7}' }, [
      `--format=${format}`,
    ]);
    const { url } = await serve({ "/a.tar.gz": new Uint8Array(archive) });
    await outcome([{ url: `${url}/a.tar.gz`, file: `${folder}/b.json`, json: "/build", ...short }]);
  });
});

test("promise 65: the host that was forgotten is named: the component whose host answered", async () => {
  const { url } = await serve({ "/api/version": manifestOf(6) });
  const bed = await makeBed({
    components: {
      ios: { name: "Helper", kind: "ios", build: 7, paths: ["ios"], ride_along: ["dashboard"] },
    },
    host: new URL(url).host,
  });
  const probe = { url: `${url}/api/version`, json: pointer, ...short };
  await expect(verify({ ...bed.context, component: "ios" }, [probe], { build: 7 })).rejects.toMatchObject({
    findings: [{ component: "dashboard", hint: expect.stringContaining("dashboard") }],
  });
});
