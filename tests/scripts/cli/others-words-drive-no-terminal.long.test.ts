import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createForeign } from "../../support/foreign.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { plainEnvironment } from "../../support/monorepo/run.ts";
import { slipwayCommand } from "../../support/repository.ts";
import { hasTerminal, keys, openTerminal } from "../../support/terminal.ts";

let at: Monorepo;
beforeEach(async () => void (at = await createMonorepo({ remote: false, components: ["docs", "status"] })));
afterEach(() => at.stop());

const clipboard = "\u001b]52;c;aGk=\u0007";
const conceal = "\u001b[8m";
const link = "\u001b]8;;http://evil.test\u001b\\here\u001b]8;;\u001b\\";

describe.skipIf(!hasTerminal)("a question", () => {
  test("a component's name in the choices of changes add, and a branch in a question of init", async () => {
    const manifest = JSON.parse(await at.read("version.json"));
    for (const key of ["docs", "status"]) {
      Object.assign(manifest.components[key], {
        name: `${clipboard}${conceal}name`,
        release: { tag: `${key}-v` },
      });
    }
    await at.write("version.json", JSON.stringify(manifest));
    const changes = openTerminal(`${slipwayCommand} changes add`, {
      cwd: at.root,
      env: plainEnvironment(at.home),
    });
    await changes.until("Which tracks does it change?");
    await changes.until("]52;c;aGk=");
    expect(changes.raw()).not.toContain(clipboard);
    expect(changes.raw()).not.toContain(conceal);
    changes.type(keys.interrupt);
    expect(await changes.ended).toBe(130);

    const foreign = await createForeign({
      "package.json": JSON.stringify({
        name: `evil${clipboard}`,
        version: "1.0.0",
        scripts: { start: `x ${conceal}` },
      }),
    });
    onTestFinished(() => foreign.stop());
    const init = openTerminal(`${slipwayCommand} init`, {
      cwd: foreign.root,
      env: plainEnvironment(foreign.home),
    });
    await init.until("What is the project called?");
    init.type(keys.enter);
    await init.until("Which of these ship on their own?");
    expect(init.raw()).not.toContain(clipboard);
    expect(init.raw()).not.toContain(conceal);
    init.type(keys.interrupt);
    expect(await init.ended).toBe(130);
  });
});

describe("a command that shows", () => {
  test.each([["check"], ["status"], ["map"], ["audit"]])(
    "%s: a name, a label and a path",
    async (command) => {
      const manifest = JSON.parse(await at.read("version.json"));
      manifest.name = clipboard;
      Object.assign(manifest.components.docs, { name: link, label: clipboard });
      manifest.components.docs.mirrors[0].file = "web/\u202enone.json";
      await at.write("version.json", JSON.stringify(manifest));
      for (const more of [[], ["--json"]]) {
        const { stdout, stderr } = await at.run(command, ...more);
        expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
      }
    },
  );

  test("an argument, in the error that names it", async () => {
    const { stderr } = await at.run("bump", clipboard);
    expect(stderr).not.toContain("\u0007");
  });
});
