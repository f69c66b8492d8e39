import { spawn } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { slipwayCommand } from "../../support/repository.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
afterEach(() => nine.stop());

/** Runs the command; nobody reads the outputs that are named. */
function unread(
  closed: ("stdout" | "stderr")[],
  ...args: string[]
): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(slipwayCommand, args, {
      cwd: nine.root,
      env: nine.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => stderr += text);
    for (const name of closed) child[name].destroy();
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

test("help ends well", async () => {
  expect(await unread(["stdout"], "--help")).toEqual({ code: 0, stderr: "" });
  expect(await unread(["stdout"], "ship", "--help")).toEqual({ code: 0, stderr: "" });
});

test("a command that prints several lines ends with its own exit code", async () => {
  await nine.git("rm", "-r", "--quiet", "web/docs", "web/status");
  const { code, stderr } = await unread(["stdout"], "map", "--check");
  expect([code, stderr]).toEqual([7, expect.not.stringContaining("EPIPE")]);
});

test("the work goes on to its end, also when nobody reads progress", async () => {
  await nine.write("web/docs/package.json", (await nine.read("web/docs/package.json")).replace("41", "7"));
  expect((await unread(["stdout", "stderr"], "sync")).code).toBe(0);
  expect(await nine.git("status", "--porcelain")).toBe("");
});
