import { expect, onTestFinished, test } from "vitest";
import { createForeign } from "../../../support/foreign.ts";
import { plainEnvironment } from "../../../support/monorepo/run.ts";
import { hasTerminal, keys, openTerminal } from "../../../support/terminal.ts";
import { slipwayCommand } from "../../../support/repository.ts";

async function start() {
  const at = await createForeign();
  onTestFinished(at.stop);
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
