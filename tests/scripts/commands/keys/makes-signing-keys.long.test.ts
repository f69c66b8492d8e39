import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { signingKeys, signingVariables } from "../../../../functions/_shared/signing/env.ts";
import { type HttpServer, serveHttp } from "../../../../scripts/runtime.ts";
import { createForeign, type Foreign } from "../../../support/foreign.ts";
import { type ManagementApi, startManagementApi } from "../../../support/management-api/management-api.ts";

const first = { kty: "OKP", crv: "Ed25519", kid: "first", x: "A".repeat(43) };

let at: Foreign;
let api: ManagementApi;
let project: HttpServer;
/** What the project's function `updates` answers. */
let answer: () => Response;
beforeAll(async () => {
  [at, api] = await Promise.all([createForeign(), startManagementApi()]);
  project = await serveHttp((request) =>
    new URL(request.url).pathname === "/functions/v1/updates/.well-known/keys"
      ? answer()
      : new Response(null, { status: 500 })
  );
  expect((await at.run("init", "--yes")).code).toBe(0);
  await at.write(".git/profile.yaml", api.profile);
  const version = JSON.parse(await at.read("version.json"));
  version.ship.environment.project_ref = api.projectRef;
  await at.write("version.json", `${JSON.stringify(version, null, 2)}\n`);
});
afterAll(() => Promise.all([at.stop(), api.stop(), project.stop()]));
beforeEach(() => {
  api.secretValues.clear();
  answer = () => Response.json({ keys: [] });
});

const keys = (args: string[], more: Record<string, string> = {}) =>
  at.run("keys", "signing", ...args, {
    env: {
      SLIPWAY_URL: project.url,
      SLIPWAY_PUBLISHABLE_KEY: "sb_publishable_0123456789abcdef",
      SUPABASE_PROFILE: join(at.root, ".git/profile.yaml"),
      SUPABASE_HOME: at.home,
      SUPABASE_ACCESS_TOKEN: api.accessToken,
      SUPABASE_NO_KEYRING: "1",
      TMPDIR: at.home,
      ...more,
    },
  });

/** As the functions read it. */
function read(value: string | undefined) {
  return signingKeys(signingVariables.SLIPWAY_SIGNING_KEYS.parse(value));
}

/** The value in a line of an env file. */
const valueOf = (text: string) => /^SLIPWAY_SIGNING_KEYS='(.*)'$/m.exec(text)?.[1];

test("new sets a key that the functions take, prints its public half, and shows or leaves the secret one nowhere", async () => {
  const { code, stdout, stderr } = await keys(["new"]);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  const set = read(api.secretValues.get("SLIPWAY_SIGNING_KEYS"));
  expect(JSON.parse(stdout)).toEqual({ keys: set.published });
  expect(set.signing?.kid).toMatch(/^[A-Za-z0-9_-]{16}$/);
  expect(stdout + stderr).not.toContain(set.signing?.d);
  expect((await readdir(at.home)).filter((name) => name.startsWith("slipway-keys-"))).toEqual([]);
  const { x = "", d = "" } = set.signing ?? {};
  const jwk = { kty: "OKP", crv: "Ed25519", x };
  const secret = await crypto.subtle.importKey("jwk", { ...jwk, d }, "Ed25519", false, ["sign"]);
  const open = await crypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["verify"]);
  const bytes = new TextEncoder().encode("a feed");
  expect(
    await crypto.subtle.verify("Ed25519", open, await crypto.subtle.sign("Ed25519", secret, bytes), bytes),
  ).toBe(true);
});

test("--json is one line without the secret", async () => {
  const { stdout } = await keys(["new", "--json"]);
  const set = read(api.secretValues.get("SLIPWAY_SIGNING_KEYS"));
  expect(JSON.parse(stdout)).toEqual({ kid: set.signing?.kid, is_set: true, keys: set.published });
});

test("rotate signs with a new key, and keeps the public half of the one that apps have pinned", async () => {
  answer = () => Response.json({ keys: [{ ...first, use: "sig", alg: "EdDSA" }] });
  const { code, stdout } = await keys(["rotate"]);
  expect(code).toBe(0);
  const { signing, published } = read(api.secretValues.get("SLIPWAY_SIGNING_KEYS"));
  expect(published).toEqual([{ kty: "OKP", crv: "Ed25519", kid: signing?.kid, x: signing?.x }, first]);
  expect(JSON.parse(stdout)).toEqual({ keys: published });
  expect(api.secretValues.get("SLIPWAY_SIGNING_KEYS")?.match(/"d":/g)).toHaveLength(1);
});

test("--out sets nothing: a new file for its owner's eyes only, never over another one", async () => {
  const { code, stdout } = await keys(["new", "--out", "keys.env", "--json"]);
  onTestFinished(() => at.git("clean", "-fq", "keys.env").then(() => {}));
  const path = join(at.root, "keys.env");
  const text = await readFile(path, "utf8");
  const set = read(valueOf(text));
  expect({ code, answer: JSON.parse(stdout) }).toEqual({
    code: 0,
    answer: { kid: set.signing?.kid, is_set: false, path: "keys.env", keys: set.published },
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(api.secretValues.size).toBe(0);
  const again = await keys(["new", "--out", "keys.env", "--json"]);
  expect([again.code, JSON.parse(again.stdout).error.code]).toEqual([5, "file_exists"]);
  expect(await readFile(path, "utf8")).toBe(text);
});

test("--show sets nothing: whoever asks for the secret gets it", async () => {
  const { stdout } = await keys(["new", "--show"]);
  expect(read(valueOf(stdout)).signing?.d).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(api.secretValues.size).toBe(0);
});

test.each<[string, string[], number, string, (() => Response) | undefined]>([
  ["a second first key", ["new"], 5, "signing_keys_exist", () => Response.json({ keys: [first] })],
  ["a rotation of nothing", ["rotate"], 5, "signing_keys_missing", undefined],
  [
    "a rotation while nobody says what there is",
    ["rotate"],
    1,
    "signing_keys_unknown",
    () => new Response("", { status: 503 }),
  ],
  [
    "a first key while nobody says what there is",
    ["new"],
    1,
    "signing_keys_unknown",
    () => Response.json({ keys: [{ ...first, x: 1 }] }),
  ],
  ["both ways out", ["new", "--show", "--out", "a.env"], 2, "options_conflict", undefined],
])("%s is refused, and nothing is set", async (_, args, code, error, said) => {
  answer = said ?? answer;
  const outcome = await keys([...args, "--json"]);
  expect({ code: outcome.code, error: JSON.parse(outcome.stdout).error.code }).toEqual({ code, error });
  expect(api.secretValues.size).toBe(0);
});

test("a project without the function has no keys yet", async () => {
  answer = () => new Response(null, { status: 404 });
  expect((await keys(["new"])).code).toBe(0);
});

test("a CLI that is not logged in: nothing is set, and it says what to do", async () => {
  const { code, stdout } = await keys(["new", "--json"], { SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` });
  expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 1, error: "secret_not_set" });
  expect(stdout).not.toContain('"d"');
});

test("a repository without a hosted project: the way out is a file", async () => {
  const local = await createForeign();
  onTestFinished(local.stop);
  await local.run("init", "--yes");
  const refused = await local.run("keys", "signing", "new", "--json");
  expect([refused.code, JSON.parse(refused.stdout).error.code]).toEqual([5, "project_unnamed"]);
  expect((await local.run("keys", "signing", "new", "--out", "keys.env")).code).toBe(0);
});
