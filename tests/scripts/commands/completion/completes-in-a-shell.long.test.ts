import { execFileSync } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { plainEnvironment, runProgram } from "../../../support/monorepo/run.ts";
import { repositoryRoot } from "../../../support/repository.ts";

const has = (shell: string) => {
  try {
    execFileSync(shell, ["-c", "true"]);
    return true;
  } catch {
    console.warn(`skipped: completion in ${shell}, which is not installed`);
    return false;
  }
};

let at: Monorepo;
let script: string;
beforeAll(async () => {
  at = await createMonorepo({ remote: false });
  script = (await at.run("completion", "bash")).stdout;
});
afterAll(() => at.stop());

/** What bash offers after these words; the last one is being typed. */
async function offers(...words: string[]): Promise<string[]> {
  const line = ["slipway", ...words];
  const program = `${script}
COMP_WORDS=(${line.map((word) => `'${word}'`).join(" ")})
COMP_CWORD=${line.length - 1}
_slipway
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const plain = plainEnvironment(at.home);
  const env = { ...plain, PATH: `${repositoryRoot}/bin:${plain.PATH}` };
  const { stdout, stderr } = await runProgram("bash", ["-c", program], { cwd: join(at.root, "web"), env });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

describe.skipIf(!has("bash"))("bash", () => {
  test("commands, and those below a command", async () => {
    expect(await offers("sh")).toEqual(["ship"]);
    expect(await offers("")).toEqual(expect.arrayContaining(["init", "ship", "ios", "doctor", "help"]));
    expect(await offers("ios", "conf")).toEqual(["confirm"]);
    expect(await offers("completion", "")).toEqual(expect.arrayContaining(["bash", "zsh", "fish"]));
  });

  test("options of the command that is typed", async () => {
    expect(await offers("ship", "--dry")).toEqual(["--dry-run"]);
    expect(await offers("ship", "dashboard", "--no-")).toEqual(["--no-deploy", "--no-wait"]);
    expect(await offers("stack", "up", "--")).toEqual(["--json", "--data", "--help"]);
  });

  test("promise 1: the component keys of version.json, also from a folder below it, and as an option's value", async () => {
    expect(await offers("ship", "da")).toEqual(["dashboard"]);
    expect(await offers("bump", "")).toEqual(expect.arrayContaining(["ios", "busybro", "cdp-connector"]));
    expect(await offers("notify", "--component", "bus")).toEqual(["busybro"]);
    const version = JSON.parse(await at.read("version.json"));
    version.components.brandnew = version.components.docs;
    await at.write("version.json", JSON.stringify(version));
    expect(await offers("ship", "brand")).toEqual(["brandnew"]);
  });

  test("a key of a branch runs nothing when the tab key is pressed, and nothing but a key is offered", async () => {
    const version = JSON.parse(await at.read("version.json"));
    for (const key of ["$(touch${IFS}pwned)", "`touch pwned`", "da\u001b[31mred", "*", "a\ndatabase-2"]) {
      version.components[key] = version.components.docs;
    }
    await at.write("version.json", JSON.stringify(version));
    expect(await offers("ship", "da")).toEqual(["dashboard"]);
    expect((await offers("ship", "")).filter((word) => !/^[a-z-][a-z0-9-]*$/.test(word))).toEqual([]);
    await expect(access(join(at.root, "web", "pwned"))).rejects.toThrow();
  });

  test("the value of another option is nothing that we know", async () => {
    expect(await offers("ship", "-m", "da")).toEqual([]);
  });
});

test("outside of a repository there are no components, and no error", async () => {
  const { code, stdout, stderr } = await at.run("completion", "components", { cwd: at.home });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
});

describe.each(["zsh", "fish"])("%s", (shell) => {
  test("every command and option is in the script", async () => {
    const { stdout } = await at.run("completion", shell);
    for (const word of ["ship", "confirm", "pre-push", "dry-run", "completion components"]) {
      expect(stdout).toContain(word);
    }
  });

  test.skipIf(!has(shell))("the shell takes it", async () => {
    const { stdout } = await at.run("completion", shell);
    const { code, stderr } = await runProgram(shell, ["-n"], {
      cwd: at.root,
      env: plainEnvironment(at.home),
      input: stdout,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

test.skipIf(!has("fish"))("fish offers commands, options and components", async () => {
  const script = (await at.run("completion", "fish")).stdout;
  const plain = plainEnvironment(at.home);
  const env = { ...plain, PATH: `${repositoryRoot}/bin:${plain.PATH}` };
  const offered = async (line: string) => {
    const program = `${script}\ncomplete -C '${line}'`;
    const { stdout } = await runProgram("fish", ["-c", program], { cwd: join(at.root, "web"), env });
    return stdout.split("\n").map((offer) => offer.split("\t")[0]).filter((word) => word !== "");
  };
  expect(await offered("slipway sh")).toEqual(["ship"]);
  expect(await offered("slipway ios conf")).toEqual(["confirm"]);
  expect(await offered("slipway ship --dry")).toEqual(["--dry-run"]);
  expect(await offered("slipway ship da")).toEqual(["dashboard"]);
});

test("an unknown shell is a usage error", async () => {
  expect((await at.run("completion", "tcsh")).code).toBe(2);
});
