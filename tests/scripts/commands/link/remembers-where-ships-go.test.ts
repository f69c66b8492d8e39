import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { serveHttp } from "../../../../scripts/runtime.ts";
import type { StackInfo } from "../../../../scripts/stack/info.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { plainEnvironment } from "../../../support/monorepo/run.ts";
import { hasTerminal, keys, openTerminal } from "../../../support/terminal.ts";
import { repositoryRoot } from "../../../support/repository.ts";
import { end, stackUp } from "../../stack/up/slipway.ts";

let at: Monorepo;
let up: Awaited<ReturnType<typeof stackUp>>;
let info: StackInfo;
beforeAll(async () => {
  at = await createMonorepo({ remote: false });
  up = await stackUp([], { cwd: at.root, env: plainEnvironment(at.home), clearEnv: true });
  info = up.info;
});
afterAll(async () => {
  await end(up);
  await at.stop();
});

/** Of a clone without a remote: it goes by its own path. */
const file = () => {
  const digest = createHash("sha256").update(realpathSync(at.root)).digest("hex").slice(0, 12);
  return join(at.home, `.config/slipway/nine-${digest}.env`);
};
const written = () => readFile(file(), "utf8").then((text) => text.replace(/^#.*\n/, ""), () => null);
const running = () => readdir(join(at.home, ".cache/slipway/run"));

test("promise 25: --local finds the platform that was started here, and writes its key for its owner only", async () => {
  const { code, stdout } = await at.run("link", "--local", "--json");
  expect({ code, answer: JSON.parse(stdout) }).toEqual({
    code: 0,
    answer: { project: "Nine", url: info.api_url, path: file() },
  });
  expect(stdout).not.toContain(info.secret_key);
  expect((await written())?.trim().split("\n")).toEqual([
    `SLIPWAY_URL=${info.api_url}`,
    `SLIPWAY_SECRET_KEY=${info.secret_key}`,
    `SLIPWAY_PUBLISHABLE_KEY=${info.publishable_key}`,
  ]);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  // Nothing of it is in the repository.
  expect(await at.git("status", "--porcelain")).toBe("");
});

test("where the platform says that it runs, only its owner can look", async () => {
  const folder = join(at.home, ".cache/slipway/run");
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const [name] = await running();
  expect((await stat(join(folder, name ?? ""))).mode & 0o777).toBe(0o600);
});

test("a key from standard input; an address with a slash at the end is the same address", async () => {
  const input = `${info.secret_key}\n`;
  const { code } = await at.run("link", "--url", `${info.api_url}/`, { input });
  expect(code).toBe(0);
  expect(await written()).toBe(`SLIPWAY_URL=${info.api_url}\nSLIPWAY_SECRET_KEY=${info.secret_key}\n`);
});

test("a refused key ends with 4, an address without an answer with 1, and what was linked stays", async () => {
  await at.run("link", "--local");
  const before = await written();
  const refused = await at.run("link", "--url", info.api_url, "--json", {
    input: "sb_secret_0123456789abcdef",
  });
  expect({ code: refused.code, error: JSON.parse(refused.stdout).error.code }).toEqual({
    code: 4,
    error: "credential_refused",
  });
  const closed = await serveHttp(() => new Response());
  await closed.stop();
  const silent = await at.run("link", "--url", closed.url, "--json", { input: info.secret_key });
  expect({ code: silent.code, error: JSON.parse(silent.stdout).error.code }).toEqual({
    code: 1,
    error: "control_plane_unreachable",
  });
  expect(await written()).toBe(before);
});

test.each([
  [["--local", "--url", "http://127.0.0.1:1"], 2, "options_conflict"],
  [["--url", "http://127.0.0.1:1"], 4, "credential_missing"],
])("%j ends with %i", async (args, code, error) => {
  const outcome = await at.run("link", ...args, "--json");
  expect({ code: outcome.code, error: JSON.parse(outcome.stdout).error.code }).toEqual({ code, error });
});

test("without an address the project of version.json is meant; without one there it says what to give", async () => {
  const plain = await createMonorepo({ remote: false });
  onTestFinished(plain.stop);
  const version = JSON.parse(await plain.read("version.json"));
  delete version.ship.environment.project_ref;
  await plain.write("version.json", JSON.stringify(version));
  const { code, stdout } = await plain.run("link", "--json", { input: "sb_secret_0123456789abcdef" });
  expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: "url_missing" });
});

test("no platform of this user: it says how to start one; a file of a dead process is no platform", async () => {
  const other = await createMonorepo({ remote: false });
  onTestFinished(other.stop);
  const gone = JSON.stringify({
    pid: 2 ** 22 + 1,
    folder: other.root,
    api_url: info.api_url,
    publishable_key: "p",
    secret_key: "s",
  });
  const folder = join(other.home, ".cache/slipway/run");
  await other.write("../home/.cache/slipway/run/4194305.json", gone);
  const { code, stdout } = await other.run("link", "--local", "--json");
  expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 1, error: "stack_missing" });
  expect(await readdir(folder)).toEqual([]);
});

test.skipIf(!hasTerminal)("at a terminal the key is asked for and not shown", async () => {
  const command = `${repositoryRoot}/bin/slipway link --url ${info.api_url}`;
  const terminal = openTerminal(command, { cwd: at.root, env: plainEnvironment(at.home) });
  await terminal.until("A secret key of");
  terminal.type(info.secret_key + keys.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.shown()).not.toContain(info.secret_key);
  expect(await written()).toContain(info.secret_key);
});

test("a control plane belongs to the first repository that is linked; another one is refused until it adopts it", async () => {
  const own = await createMonorepo();
  const other = await createMonorepo();
  onTestFinished(own.stop);
  onTestFinished(other.stop);
  const link = (from: Monorepo, ...args: string[]) =>
    from.run("link", "--url", info.api_url, "--json", ...args, { input: info.secret_key });
  expect((await link(own)).code).toBe(0);
  expect((await link(own)).code).toBe(0);
  const refused = await link(other);
  expect({ code: refused.code, error: JSON.parse(refused.stdout).error.code }).toEqual({
    code: 5,
    error: "project_other",
  });
  expect(await readdir(join(other.home, ".config")).catch(() => [])).toEqual([]);

  // nor does a ship of another repository get in with the key in its environment
  const env = { SLIPWAY_URL: info.api_url, SLIPWAY_SECRET_KEY: info.secret_key };
  const shipped = await other.run("ship", "docs", "--json", { env });
  expect([shipped.code, shipped.stdout.includes("project_other")]).toEqual([5, true]);
  const { diagnoses } = JSON.parse((await other.run("doctor", "--json", { env })).stdout);
  const line = diagnoses.find(({ name }: { name: string }) => name === "repository");
  expect([line.state, line.fix]).toEqual(["fail", expect.stringContaining("slipway link --adopt")]);

  expect((await link(other, "--adopt")).code).toBe(0);
  expect((await link(own)).code).toBe(5);
});
