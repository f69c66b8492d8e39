import { expect, test } from "vitest";
import { z } from "zod";
import { askCli } from "../../../scripts/deploy/ask-cli.ts";
import { commandEnvironment } from "../../../scripts/deploy/context.ts";
import { makeBed } from "./bed.ts";

const number = z.number();

async function ask(line: string) {
  const { context, root, abort } = await makeBed();
  const command = {
    program: "sh",
    args: ["-c", line],
    cwd: root,
    env: commandEnvironment(context),
    shown: line,
  };
  return { abort, ask: (limitMs?: number) => askCli(context, command, number, limitMs) };
}

test("a CLI that never ends could not be asked; one that does gives its answer", async () => {
  const { ask: hangs } = await ask("sleep 600");
  expect(await hangs(100)).toEqual({ problem: expect.stringContaining('could not be asked: "sleep 600"') });
  const { ask: answers } = await ask("echo 7");
  expect(await answers()).toEqual({ value: 7 });
});

test("an abort of the deploy is raised, as everywhere", async () => {
  const { ask: hangs, abort } = await ask("sleep 600");
  const reason = new Error("enough");
  abort.abort(reason);
  await expect(hangs()).rejects.toBe(reason);
});
