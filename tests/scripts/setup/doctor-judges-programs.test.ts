import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { examineProgram } from "../../../scripts/setup/doctor/program.ts";

/** A program that says this, and ends so. */
async function program(says: string, code = 0): Promise<string> {
  const folder = await makeTempDir("slipway-program-");
  onTestFinished(() => removeDir(folder));
  const path = join(folder, "tool");
  await writeFile(path, `#!/bin/sh\ncat >&2 <<'END'\n${says}\nEND\nexit ${code}\n`);
  await chmod(path, 0o755);
  return path;
}

test.each<[string, [number, number], string]>([
  ['openjdk version "17.0.11" 2024-04-16', [17, 0], "ok"],
  ['openjdk version "21" 2023-09-19', [17, 0], "ok"],
  ['java version "1.8.0_402"', [17, 0], "fail"],
  ['java version "1.8.0_402"', [1, 8], "ok"],
  ["OpenSSH_9.6p1, OpenSSL 3.0.13", [0, 0], "ok"],
  ["git version 2.30.9", [2, 31], "fail"],
  ["no number here", [1, 0], "unknown"],
])("%s, at least %j: %s", async (says, least, state) => {
  const command = await program(says);
  const diagnosis = await examineProgram({
    name: "tool",
    command,
    args: ["--version"],
    least,
    fix: "Install it.",
  });
  expect(diagnosis).toMatchObject({ name: "tool", state, ...state === "ok" ? {} : { fix: "Install it." } });
});

test("a program that is not there, or can't start, is not installed", async () => {
  for (const command of ["/nowhere/tool", await program("version 9.9", 1)]) {
    const diagnosis = await examineProgram({
      name: "tool",
      command,
      args: ["--version"],
      least: [1, 0],
      fix: "Get it.",
    });
    expect(diagnosis).toEqual({
      name: "tool",
      state: "fail",
      message: "tool is not installed",
      fix: "Get it.",
    });
  }
});
