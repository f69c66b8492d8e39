import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createMonorepo } from "../../../support/monorepo.ts";
import { useLinking } from "./linked.ts";

const linking = useLinking();
const running = () => readdir(join(linking().at.home, ".cache/slipway/run"));

test("promise 25: --local finds the platform that was started here, and writes its key for its owner only", async () => {
  const { code, stdout } = await linking().at.run("link", "--local", "--json");
  expect({ code, answer: JSON.parse(stdout) }).toEqual({
    code: 0,
    answer: { project: "Nine", url: linking().info.api_url, path: linking().file },
  });
  expect(stdout).not.toContain(linking().info.secret_key);
  expect((await linking().written())?.trim().split("\n")).toEqual([
    `SLIPWAY_URL=${linking().info.api_url}`,
    `SLIPWAY_SECRET_KEY=${linking().info.secret_key}`,
    `SLIPWAY_PUBLISHABLE_KEY=${linking().info.publishable_key}`,
  ]);
  expect((await stat(linking().file)).mode & 0o777).toBe(0o600);
  // Nothing of it is in the repository.
  expect(await linking().at.git("status", "--porcelain")).toBe("");
});

test("where the platform says that it runs, only its owner can look", async () => {
  const folder = join(linking().at.home, ".cache/slipway/run");
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const [name] = await running();
  expect((await stat(join(folder, name ?? ""))).mode & 0o777).toBe(0o600);
});

test("a key from standard input; an address with a slash at the end is the same address", async () => {
  const input = `${linking().info.secret_key}\n`;
  const { code } = await linking().at.run("link", "--url", `${linking().info.api_url}/`, { input });
  expect(code).toBe(0);
  expect(await linking().written()).toBe(
    `SLIPWAY_URL=${linking().info.api_url}\nSLIPWAY_SECRET_KEY=${linking().info.secret_key}\n`,
  );
});

test.each([
  [["--local", "--url", "http://127.0.0.1:1"], 2, "options_conflict"],
  [["--url", "http://127.0.0.1:1"], 4, "credential_missing"],
])("%j ends with %i", async (args, code, error) => {
  const outcome = await linking().at.run("link", ...args, "--json");
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
