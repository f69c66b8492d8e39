import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { serveHttp } from "../../../../scripts/runtime.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { plainEnvironment } from "../../../support/monorepo/run.ts";
import { hasTerminal, keys, openTerminal } from "../../../support/terminal.ts";
import { repositoryRoot } from "../../../support/repository.ts";
import { useLinking } from "./linked.ts";

const linking = useLinking();

test("a refused key ends with 4, an address without an answer with 1, and what was linked stays", async () => {
  await linking().at.run("link", "--local");
  const before = await linking().written();
  const refused = await linking().at.run("link", "--url", linking().info.api_url, "--json", {
    input: "sb_secret_0123456789abcdef",
  });
  expect({ code: refused.code, error: JSON.parse(refused.stdout).error.code }).toEqual({
    code: 4,
    error: "credential_refused",
  });
  const closed = await serveHttp(() => new Response());
  await closed.stop();
  const silent = await linking().at.run("link", "--url", closed.url, "--json", {
    input: linking().info.secret_key,
  });
  expect({ code: silent.code, error: JSON.parse(silent.stdout).error.code }).toEqual({
    code: 1,
    error: "control_plane_unreachable",
  });
  expect(await linking().written()).toBe(before);
});

test("no platform of this user: it says how to start one; a file of a dead process is no platform", async () => {
  const other = await createMonorepo({ remote: false });
  onTestFinished(other.stop);
  const gone = JSON.stringify({
    pid: 2 ** 22 + 1,
    folder: other.root,
    api_url: linking().info.api_url,
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
  const command = `${repositoryRoot}/bin/slipway link --url ${linking().info.api_url}`;
  const terminal = openTerminal(command, {
    cwd: linking().at.root,
    env: plainEnvironment(linking().at.home),
  });
  await terminal.until("A secret key of");
  terminal.type(linking().info.secret_key + keys.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.shown()).not.toContain(linking().info.secret_key);
  expect(await linking().written()).toContain(linking().info.secret_key);
});

test("a control plane belongs to the first repository that is linked; another one is refused until it adopts it", async () => {
  const own = await createMonorepo();
  const other = await createMonorepo();
  onTestFinished(own.stop);
  onTestFinished(other.stop);
  const link = (from: Monorepo, ...args: string[]) =>
    from.run("link", "--url", linking().info.api_url, "--json", ...args, {
      input: linking().info.secret_key,
    });
  expect((await link(own)).code).toBe(0);
  expect((await link(own)).code).toBe(0);
  const refused = await link(other);
  expect({ code: refused.code, error: JSON.parse(refused.stdout).error.code }).toEqual({
    code: 5,
    error: "project_other",
  });
  expect(await readdir(join(other.home, ".config")).catch(() => [])).toEqual([]);

  // nor does a ship of another repository get in with the key in its environment
  const env = { SLIPWAY_URL: linking().info.api_url, SLIPWAY_SECRET_KEY: linking().info.secret_key };
  const shipped = await other.run("ship", "docs", "--json", { env });
  expect([shipped.code, shipped.stdout.includes("project_other")]).toEqual([5, true]);
  const { diagnoses } = JSON.parse((await other.run("doctor", "--json", { env })).stdout);
  const line = diagnoses.find(({ name }: { name: string }) => name === "repository");
  expect([line.state, line.fix]).toEqual(["fail", expect.stringContaining("slipway link --adopt")]);

  expect((await link(other, "--adopt")).code).toBe(0);
  expect((await link(own)).code).toBe(5);
});
