import { expect, test, vi } from "vitest";
import { killPid, spawn } from "../../../../scripts/runtime.ts";
import { repositoryRoot } from "../../../support/repository.ts";

test("when the stack's process is killed with -9, the functions process ends by itself", async () => {
  const parent = spawn(`${repositoryRoot}/bin/deno`, [
    "run",
    "-A",
    "--no-check",
    "--config",
    `${repositoryRoot}/deno.json`,
    `${import.meta.dirname}/fixtures/parent.ts`,
  ]);
  const { value } = await parent.stdout[Symbol.asyncIterator]().next();
  const pid = Number(value);
  expect(isAlive(pid)).toBe(true);

  parent.kill("SIGKILL");
  await parent.exited;

  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 60_000 });
});

function isAlive(pid: number): boolean {
  // A signal that does nothing: the process would only notice a resized terminal.
  return killPid(pid, "SIGWINCH");
}
