import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createForeign, type Foreign, twoPackages } from "../../../support/foreign.ts";
import { plainEnvironment } from "../../../support/monorepo/run.ts";
import { hasTerminal, keys, openTerminal } from "../../../support/terminal.ts";
import { slipwayCommand } from "../../../support/repository.ts";

async function start(
  files?: Record<string, string>,
  prepare: (at: Foreign) => Promise<unknown> = async () => {},
) {
  const at = await createForeign(files);
  onTestFinished(at.stop);
  await prepare(at);
  const terminal = openTerminal(`${slipwayCommand} init`, { cwd: at.root, env: plainEnvironment(at.home) });
  return { at, terminal };
}

test.skipIf(!hasTerminal)(
  "promise 1: a person names the project, leaves one component out, and agrees",
  async () => {
    const { at, terminal } = await start();
    await terminal.until("What is the project called?");
    terminal.type(`2${keys.enter}`);
    await terminal.until("Which of these ship on their own?");
    terminal.type(keys.space);
    await terminal.until("◻ api");
    terminal.type(keys.enter);
    await terminal.until("Write this?");
    expect(await at.git("status", "--porcelain")).toBe("");
    terminal.type(keys.enter);
    expect(await terminal.ended).toBe(0);
    const manifest = JSON.parse(await at.read("version.json"));
    expect(manifest.name).toBe("foreign2");
    expect(Object.keys(manifest.components)).toEqual(["web", "supabase"]);
    expect((await at.run("check")).code).toBe(0);
  },
);

test.skipIf(!hasTerminal)("who says no, or leaves, gets 130 and an untouched repository", async () => {
  const { at, terminal } = await start();
  await terminal.until("What is the project called?");
  terminal.type(keys.interrupt);
  expect(await terminal.ended).toBe(130);
  expect(await at.git("status", "--porcelain")).toBe("");

  const second = openTerminal(`${slipwayCommand} init`, { cwd: at.root, env: plainEnvironment(at.home) });
  await second.until("What is the project called?");
  second.type(keys.enter);
  await second.until("Which of these ship on their own?");
  second.type(keys.enter);
  await second.until("Write this?");
  second.type("n");
  expect(await second.ended).toBe(130);
  expect(await at.git("status", "--porcelain")).toBe("");
});

test.skipIf(!hasTerminal)(
  "a person takes what was left out, and names the branch and the prefix of Slipway's functions",
  async () => {
    const files = {
      ...twoPackages,
      "packages/ui/package.json": '{ "name": "ui", "private": true, "exports": "./a.ts" }\n',
      "supabase/functions/push/index.ts": "// mine\n",
      ".githooks/pre-commit": "#!/bin/sh\n",
    };
    const { at, terminal } = await start(files, (at) => at.git("checkout", "--quiet", "-b", "feature/x"));
    await terminal.until("What shall stand before the names of Slipway's?");
    terminal.type(keys.enter);
    await terminal.until("What is the project called?");
    terminal.type(keys.enter);
    await terminal.until("Which branch do ships go from?");
    terminal.type(keys.down);
    await terminal.until("● feature/x");
    terminal.type(keys.enter);
    await terminal.until("Which of these ship on their own?");
    terminal.type(keys.up);
    await terminal.until("◻ packages/ui");
    terminal.type(keys.space);
    await terminal.until("◼ packages/ui");
    terminal.type(keys.enter);
    await terminal.until("activate .githooks/pre-commit");
    await terminal.until("Write this?");
    terminal.type(keys.enter);
    expect(await terminal.ended).toBe(0);
    const { ship, components } = JSON.parse(await at.read("version.json"));
    expect(ship.environment.branch).toBe("feature/x");
    expect(Object.keys(components)).toContain("ui");
    expect(components.supabase.deploy.functions).toContain("slipway-push");
    expect(await at.read("supabase/functions/push/index.ts")).toBe("// mine\n");
    expect(await at.git("config", "core.hooksPath")).toBe(join(at.root, ".git/slipway/hooks"));
    expect((await at.run("check")).code).toBe(0);
  },
);
