import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createForeign } from "../../support/foreign.ts";
import { plainEnvironment, runProgram } from "../../support/monorepo/run.ts";
import { slipwayCommand } from "../../support/repository.ts";
import { useShipyard } from "../../support/shipyard.ts";
import { hasTerminal, keys, openTerminal } from "../../support/terminal.ts";
import { until } from "../../support/until.ts";

const yard = useShipyard();
// deno-lint-ignore no-control-regex
const drawn = /\x1b\[\d*[A-KJH]|\r(?!\n)/;

async function foreign(command: string, env: Record<string, string>) {
  const at = await createForeign();
  onTestFinished(at.stop);
  return openTerminal(`${slipwayCommand} ${command}`, {
    cwd: at.root,
    env: { ...plainEnvironment(at.home), ...env },
  });
}

describe.skipIf(!hasTerminal)("at a terminal", () => {
  test.each(["true", "1", "yes", "woodpecker"])(
    "with CI=%s init does not ask, and names --yes",
    async (CI) => {
      const terminal = await foreign("init", { CI });
      expect(await terminal.ended).toBe(2);
      expect(terminal.shown()).toContain("confirmation_missing");
      expect(terminal.raw()).not.toMatch(drawn);
    },
  );

  test.each(["", "false", "0"])("with CI=%s, which means no, a person is asked", async (CI) => {
    const terminal = await foreign("init", { CI });
    await terminal.until("What is the project called?");
    terminal.type(keys.interrupt);
    expect(await terminal.ended).toBe(130);
  });

  test("link in a CI job asks for no key", async () => {
    const repo = await yard().open();
    const terminal = openTerminal(`${slipwayCommand} link --url ${yard().stack.info.api_url}`, {
      cwd: repo.root,
      env: { ...repo.env, CI: "true" },
    });
    expect(await terminal.ended).toBe(4);
    expect(terminal.shown()).toContain("credential_missing");
    expect(terminal.raw()).not.toMatch(drawn);
  });

  test("a ship in a CI job does not wait for another one unless it is told to, and then draws no live line", async () => {
    const repo = await yard().open({
      edit: ({ components: { dashboard } }) => {
        const run = 'echo > "$HOME/began"; until [ -e "$HOME/go" ]; do sleep 0.02; done';
        if (dashboard) dashboard.deploy = { type: "command", run, target: "vps" };
      },
    });
    await yard().adopt(repo);
    const other = await repo.clone();
    const holder = yard().start(repo, repo.root, ["ship", "dashboard", "--json"]);
    await until("the deploy has begun", () => existsSync(join(repo.home, "began")));
    const env = { ...repo.env, ...yard().env, CI: "true" };

    const impatient = openTerminal(`${slipwayCommand} ship dashboard`, { cwd: other.root, env });
    expect(await impatient.ended).toBe(6);
    expect(impatient.raw()).not.toMatch(drawn);

    const patient = openTerminal(`${slipwayCommand} ship dashboard --wait=1`, { cwd: other.root, env });
    expect(await patient.ended).toBe(6);
    expect(patient.shown()).toContain("Waiting: ");
    expect(patient.raw()).not.toMatch(drawn);

    await repo.write("../home/go", "");
    expect((await holder.ended).code).toBe(0);
  });

  test("status --watch in a CI job writes look after look, and wipes no screen", async () => {
    const repo = await yard().open();
    await yard().adopt(repo);
    const terminal = openTerminal(`${slipwayCommand} status --watch`, {
      cwd: repo.root,
      env: { ...repo.env, ...yard().env, CI: "true" },
    });
    await expect.poll(() => terminal.shown().match(/^web +\d/gm)?.length, { timeout: 60_000 }).toBe(2);
    expect(terminal.raw()).not.toMatch(drawn);
    terminal.type(keys.interrupt);
    await terminal.ended;
  });

  test("watch in a CI job writes its lines once, at the end", async () => {
    const repo = await yard().open();
    await yard().adopt(repo);
    expect((await repo.run("ship", "docs", { env: yard().env })).code).toBe(0);
    const terminal = openTerminal(`${slipwayCommand} watch --interval 100`, {
      cwd: repo.root,
      env: { ...repo.env, ...yard().env, CI: "true" },
    });
    expect(await terminal.ended).toBe(0);
    expect(terminal.shown()).toContain("docs");
    expect(terminal.raw()).not.toMatch(drawn);
  });

  test.each([["true", "0"], ["", "unset"]])(
    "with CI=%s git is told whether it may ask: %s",
    async (CI, told) => {
      const repo = await yard().open();
      const found = await runProgram("sh", ["-c", "command -v git"], { cwd: repo.root, env: repo.env });
      const seen = join(repo.home, "seen");
      const wrapper =
        `#!/bin/sh\necho "\${GIT_TERMINAL_PROMPT-unset}" >> '${seen}'\nexec '${found.stdout.trim()}' "$@"\n`;
      await repo.write("../home/bin/git", wrapper, 0o755);
      const { GIT_TERMINAL_PROMPT: _, ...env } = repo.env;
      const terminal = openTerminal(`${slipwayCommand} ship docs --dry-run`, {
        cwd: repo.root,
        env: { ...env, ...yard().env, CI, PATH: `${join(repo.home, "bin")}:${env.PATH}` },
      });
      await terminal.ended;
      expect(new Set((await readFile(seen, "utf8")).trim().split("\n"))).toEqual(new Set([told]));
    },
  );
});
