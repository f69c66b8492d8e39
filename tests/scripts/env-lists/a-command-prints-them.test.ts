import { describe, expect, test } from "vitest";
import { checkEnv } from "../../../scripts/env-lists/check-env.ts";
import { pidIn, untilEnded } from "../../support/processes.ts";
import { makeBed } from "../deploy/bed.ts";

const secret = `s3cret-${"v".repeat(20)}`;
const pin = "7731";

async function bedOf(run: string, more: object = {}) {
  return await makeBed({
    env_lists: {
      source: { type: "command", run, ...more },
      required: ["TOKEN"],
      rules: [{ name: "NODE_ENV", equals: "production" }],
    },
    env: { LEAKED_TOKEN: secret, LEAKED_PIN: pin },
  });
}

async function check(run: string, more: object = {}) {
  const bed = await bedOf(run, more);
  const { refusals } = await checkEnv(bed.context);
  return { bed, refusals: refusals.map(({ code, message }) => `${code}: ${message}`) };
}

test.each([
  ["NAME=value lines", `printf 'TOKEN=%s\\nNODE_ENV=production\\n' "$LEAKED_TOKEN"`],
  ["an object", `printf '{"TOKEN":"%s","NODE_ENV":"production","PORT":3000,"NONE":null}' "$LEAKED_TOKEN"`],
  ["lines with Windows' ends", `printf 'TOKEN=x\\r\\nNODE_ENV=production\\r\\n'`],
  ["what goes by the environment", 'test "$SLIPWAY_ENVIRONMENT" = production && echo TOKEN=x'],
])("a command prints %s", async (_name, run) => {
  expect((await check(run)).refusals).toEqual([]);
});

describe("a command that does not print them refuses the deploy", () => {
  test.each([
    [
      "prints nothing of it",
      "echo Hello",
      'the command "echo Hello" printed neither NAME=value lines nor a JSON object of texts',
    ],
    ["prints a list", 'echo "{\\"a\\": [1]}"', "printed neither"],
    ["prints nothing", "true", "env_missing: TOKEN"],
    [
      "prints a name without a value",
      "echo TOKEN=",
      "env_missing: TOKEN of dashboard in production is empty",
    ],
    ["is not there", "no-such-program", "ended with code 127"],
  ])("it %s", async (_name, run, message) => {
    expect((await check(run)).refusals).toEqual([expect.stringContaining(message)]);
  });

  test("one that never ends is ended, with all it started", async () => {
    const { bed, refusals } = await check("echo $$ > pid; sleep 300 & sleep 300", { timeout_s: 1 });
    expect(refusals).toEqual([expect.stringContaining("did not end within 1 s and was ended")]);
    await untilEnded([await pidIn(`${bed.root}/pid`)]);
  });
});

test("what it prints to standard error is not shown, nor in the error when it fails: not the value, not what looks like one", async () => {
  const loud = `echo "TOKEN=$LEAKED_TOKEN"; echo "got TOKEN=$LEAKED_TOKEN and PIN=$LEAKED_PIN" >&2`;
  const well = await check(`${loud}; echo NODE_ENV=production`);
  expect(well.refusals).toEqual([]);
  expect(well.bed.notes.join("\n")).toBe("");
  const failed = await check(
    `echo PIN=$LEAKED_PIN; ${loud}; echo "last: $LEAKED_TOKEN pin $LEAKED_PIN, TOKEN: '$LEAKED_TOKEN'" >&2; exit 3`,
  );
  expect(failed.refusals).toEqual([expect.stringContaining("ended with code 3: last: ***")]);
  expect(failed.refusals.join()).not.toMatch(new RegExp(`${secret}|${pin}`));
  expect(failed.bed.notes.join("\n")).toBe("");
});

test("where nothing of the repository may be run it is not, and the person is told", async () => {
  const bed = await bedOf("touch ran; echo TOKEN=x");
  const { refusals, warnings } = await checkEnv(bed.context, { isReadingOnly: true });
  expect([refusals, warnings.map(({ code }) => code)]).toEqual([[], ["env_unreadable"]]);
  await expect(Deno.stat(`${bed.root}/ran`)).rejects.toThrow();
});
