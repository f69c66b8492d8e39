import { expect, test } from "vitest";
import type { Output } from "../../../scripts/cli/output.ts";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { createStream, maskVariables } from "../../../scripts/deploy/stream.ts";
import { until } from "../../support/until.ts";
import { makeBed } from "./bed.ts";

const secret = "f00dcafe-0123456789";

async function shownOf(run: string): Promise<string[]> {
  const bed = await makeBed({ deploy: { type: "command", run }, env: { DEPLOY_TOKEN: secret } });
  await deploy(bed.context);
  return bed.notes.slice(1).map((note) => note.replace("dashboard | ", ""));
}

test("two chunks of output, with a pause between them, make one line", async () => {
  expect(await shownOf('printf "it is f00dcafe-"; sleep 0.2; echo "0123456789."')).toEqual(["it is ***."]);
});

test("a secret that goes on in the next line, and the line after that, is hidden in all of them", async () => {
  expect(await shownOf('printf "it is f00dca\\nfe-01234\\n56789 so\\n"')).toEqual([
    "it is ***",
    "***",
    "*** so",
  ]);
});

test.each([46, 47, 48, 70])(
  "base64 as the command folds it is hidden, after %i other bytes",
  async (zeros) => {
    const shown = await shownOf(`printf "%0${zeros}d%s" 0 "$DEPLOY_TOKEN" | base64 -w 76; echo done`);
    expect(shown.at(-1)).toBe("done");
    const folded = shown.slice(0, -1).join("");
    const [before = "", after] = folded.split(/[*]+/);
    expect(before).toHaveLength(Math.floor(zeros * 8 / 6));
    expect(after).toMatch(/^=*$/);
  },
);

test("a secret whose rest comes after a pause is hidden in both lines", async () => {
  expect(await shownOf('echo "it is f00dcafe-01"; sleep 0.5; echo 23456789; echo more')).toEqual([
    "it is ***",
    "***",
    "more",
  ]);
});

test("a secret that the end of the output cuts off is hidden; a letter that it begins with is shown", async () => {
  expect(await shownOf('printf "it is f00dcafe-01"')).toEqual(["it is ***"]);
  expect(await shownOf('printf "half\\nhalf"')).toEqual(["half", "half"]);
});

test("a line that waits is shown after a moment, while the command still runs", async () => {
  const bed = await makeBed({
    deploy: { type: "command", run: 'echo "half"; until [ -e go ]; do sleep 0.02; done' },
    env: { DEPLOY_TOKEN: secret },
  });
  const running = deploy(bed.context);
  await until("the line is shown", () => bed.notes.includes("dashboard | half"));
  await Deno.writeTextFile(`${bed.root}/go`, "");
  await running;
});

test("what waits is shown, in its order, before the failure is told", async () => {
  const bed = await makeBed({
    deploy: { type: "command", run: "printf 'one\\n\\nhalf\\nf'; exit 3" },
    env: { DEPLOY_TOKEN: secret },
  });
  await expect(deploy(bed.context)).rejects.toMatchObject({
    message: expect.stringContaining("\n    one\n    half\n    f"),
  });
  expect(bed.notes.slice(1)).toEqual(["dashboard | one", "dashboard | half", "dashboard | f"]);
});

test("a line of 1 MB is shown whole and masked", () => {
  maskVariables({ DEPLOY_TOKEN: secret });
  const notes: string[] = [];
  const output: Output = {
    isJson: false,
    isInteractive: false,
    print: () => {},
    json: () => {},
    note: (text) => void notes.push(text),
    warn: () => {},
  };
  const stream = createStream(output, "web");
  stream.onLine(`${"x".repeat(500_000)}${secret}${"y".repeat(500_000)}`);
  stream.end();
  // Not as one comparison: nobody wants to read two megabytes.
  expect(notes.map((note) => note.replace(/x+/, "x").replace(/y+/, "y"))).toEqual(["web | x***y"]);
  expect(notes[0]?.length).toBe(1_000_009);
});
