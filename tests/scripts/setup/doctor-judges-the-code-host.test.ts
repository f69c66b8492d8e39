import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { parseManifest } from "../../../scripts/manifest/load.ts";
import { examineCodeHost } from "../../../scripts/setup/doctor/code-host.ts";
import { hosted, writer, writerToken } from "../../support/code-host/hosted.ts";

/** Examines a repository whose version.json names the stand-in. */
async function examined(token: string | undefined, { isNamed = true, isDown = false } = {}) {
  const reader = { ...writer, canPush: false };
  const classic = { kind: "classic", login: "ada", scopes: ["repo"] } as const;
  const on = await hosted({ tokens: { ghs_reader00000000000: reader, ghp_classic0000000000: classic } });
  for (
    const [name, value] of Object.entries({ SLIPWAY_HOST_TOKEN: token, SLIPWAY_HOST_API: on.codeHost.apiUrl })
  ) {
    const before = process.env[name];
    onTestFinished(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  if (isDown) await on.codeHost.stop();
  const host = { type: "github", repo: "acme/shop", api: on.codeHost.apiUrl };
  const manifest = parseManifest(JSON.stringify({
    name: "x",
    build: 1,
    components: { app: { name: "App", kind: "web", build: 1, paths: ["app"] } },
    ...isNamed ? { ship: { release: { host } } } : {},
  }));
  return await examineCodeHost({ root: on.repository.path, manifest });
}

test("nothing to say where nothing is released", async () => {
  expect(await examined(writerToken, { isNamed: false })).toEqual([]);
});

test.each([
  [writerToken, "ok", "acme/shop"],
  ["ghp_classic0000000000", "ok", "its scopes: repo"],
  ["ghs_reader00000000000", "fail", "may not write"],
  ["ghs_unknown0000000000", "fail", "Bad credentials"],
])("%s: %s, %s", async (token, state, words) => {
  const [line] = await examined(token);
  expect(line).toMatchObject({ name: "code-host", state });
  expect(line?.message).toContain(words);
  expect(JSON.stringify(line)).not.toContain(token);
});

test("a host that does not answer is never taken for well", async () => {
  expect((await examined(writerToken, { isDown: true }))[0]).toMatchObject({ state: "unknown" });
});
