import { expect, onTestFinished, test } from "vitest";
import { openGit } from "../../../../scripts/git/git.ts";
import { serveHttp } from "../../../../scripts/runtime.ts";
import { lookOnce } from "../../../../scripts/ship/trust/look-once.ts";
import { trustCommands } from "../../../../scripts/ship/trust/trust.ts";
import { bareRepository } from "../../../support/code-host/hosted.ts";
import { makeBed } from "../../deploy/bed.ts";

/** A clone, a server that keeps the keys that it gets, and a look at a probe of version.json. */
async function place() {
  const { git, work } = await bareRepository();
  await git("status");
  const keys: (string | null)[] = [];
  const server = await serveHttp((request) => {
    keys.push(request.headers.get("x-api-key"));
    return Response.json({ build: 7 });
  });
  onTestFinished(() => server.stop());
  const url = `http://127.0.0.1:${server.port}`;
  const bed = async (probe: object, base = url) =>
    (await makeBed({
      verify: [{ json: "/build", ...probe }],
      ship: { environments: { production: { branch: "main", url: base } } },
      env: { KEY: "a-secret-of-mine" },
    })).context;
  const look = async (probe: object, base?: string) => {
    const context = await bed(probe, base);
    const [verify] = context.manifest.components.dashboard?.verify ?? [];
    if (verify === undefined) throw new Error("there is no probe");
    return await lookOnce(openGit(work), context, verify, { build: 7 });
  };
  const agree = async (probe: object) => {
    const { manifest, output } = await bed(probe);
    await trustCommands({ git: openGit(work), workspace: { manifest }, output }, undefined);
  };
  return { keys, url, look, agree };
}

const secret = { url: "{url}/version", headers: { "x-api-key": "{env:KEY}" } };

test("a look sends a variable only as it was agreed to: neither in a new clone nor to another address", async () => {
  const { keys, url, look, agree } = await place();
  expect(await look(secret)).toMatchObject({
    isVerified: false,
    saw: expect.stringContaining("slipway verify"),
  });
  expect(keys).toEqual([]);
  await agree(secret);
  expect(await look(secret)).toMatchObject({ isVerified: true });
  expect(keys).toEqual(["a-secret-of-mine"]);

  expect(await look(secret, `${url}/`)).toMatchObject({ isVerified: false });
  expect(await look({ ...secret, url: `${url}/other` })).toMatchObject({ isVerified: false });
  expect(keys).toEqual(["a-secret-of-mine"]);
});

test("what sends nothing of whoever looks is asked anywhere", async () => {
  const { keys, look } = await place();
  expect(await look({ url: "{url}/version" })).toMatchObject({ isVerified: true });
  expect(keys).toEqual([null]);
});
