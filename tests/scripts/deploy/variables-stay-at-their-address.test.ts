import { beforeEach, expect, onTestFinished, test } from "vitest";
import { probeUrl } from "../../../scripts/deploy/probes/url.ts";
import type { HttpProbe } from "../../../scripts/manifest/schema-probes.ts";
import { serveHttp } from "../../../scripts/runtime.ts";

/** A request as a server got it. */
interface Got {
  path: string;
  method: string;
  key: string | null;
  login: string | null;
  plain: string | null;
  body: string;
}

let here: string;
let there: string;
let got: Record<"here" | "there", Got[]>;

/** Two origins: what is asked at one leads on, to the address of its query, with the status of its path. */
beforeEach(async () => {
  got = { here: [], there: [] };
  const serve = async (name: "here" | "there") => {
    const server = await serveHttp(async (request) => {
      const { pathname: path, searchParams } = new URL(request.url);
      const of = (header: string) => request.headers.get(header);
      got[name].push({
        ...{ path, method: request.method, body: await request.text() },
        ...{ key: of("x-api-key"), login: of("authorization"), plain: of("x-plain") },
      });
      const to = searchParams.get("to");
      return to === null ? Response.json({ build: 7 }) : new Response(null, {
        status: Number(path.slice(1)),
        headers: { location: to === "itself" ? request.url : to },
      });
    });
    onTestFinished(() => server.stop());
    return `http://127.0.0.1:${server.port}`;
  };
  [here, there] = [await serve("here"), await serve("there")];
});

const probed = (probe: Partial<HttpProbe> & { url: string }) =>
  probeUrl(
    {
      json: "/build",
      headers: { "X-Api-Key": "{env:KEY}", authorization: "Bearer {env:KEY}", "x-plain": "yes" },
      ...probe,
    },
    { wanted: { build: 7 }, env: { KEY: "a-secret-of-mine" }, signal: new AbortController().signal },
  );
const leading = (status: number, to: string) => `${here}/${status}?to=${encodeURIComponent(to)}`;

test("within its origin a redirect takes them along", async () => {
  expect(await probed({ url: leading(302, "/version") })).toMatchObject({ isVerified: true });
  expect(got.here[1]).toMatchObject({ path: "/version", key: "a-secret-of-mine", plain: "yes" });
});

test("to another origin a redirect takes nothing that holds a variable, nor back again", async () => {
  const back = `${there}/307?to=${encodeURIComponent(`${here}/version`)}`;
  expect(await probed({ url: leading(308, back) })).toMatchObject({ isVerified: true });
  expect(got.there).toMatchObject([{ key: null, login: null, plain: "yes" }]);
  expect(got.here[1]).toMatchObject({ path: "/version", key: null, login: null });
});

test("a body that holds one is not sent on; a plain one is, as fetch does it", async () => {
  const to = { url: leading(307, `${there}/version`), method: "POST" } as const;
  expect(await probed({ ...to, body: { key: "{env:KEY}" } })).toMatchObject({
    isVerified: false,
    saw: "answered 307",
  });
  expect(got.there).toEqual([]);
  expect(await probed({ ...to, body: "plain" })).toMatchObject({ isVerified: true });
  expect(got.there).toMatchObject([{ method: "POST", body: "plain" }]);
  const less = { url: leading(303, `${there}/version`), method: "POST", body: "{env:KEY}" } as const;
  expect(await probed(less)).toMatchObject({ isVerified: true });
  expect(got.there[1]).toMatchObject({ method: "GET", body: "", key: null });
});

test("a circle ends, and an address that is none of the web is not followed", async () => {
  expect((await probed({ url: leading(302, "itself") })).saw).toContain("more than 20 times");
  expect(got.here).toHaveLength(21);
  expect((await probed({ url: leading(302, "file:///etc/passwd") })).saw).toContain("file:");
});
