import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { componentKeys } from "../../../../scripts/setup/completion/words.ts";

test("a shell gets only words that are keys, whatever version.json holds", async () => {
  const root = await mkdtemp(join(tmpdir(), "completion-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const strange = [
    "$(touch${IFS}pwned)",
    "`id`",
    "a b",
    "a\nb",
    "\u001b[31mred",
    "-rf",
    "*",
    "",
    "A",
    "a".repeat(49),
  ];
  const components = Object.fromEntries(["api", ...strange, "web-2"].map((key) => [key, {}]));
  await writeFile(join(root, "version.json"), JSON.stringify({ name: "shop", components }));
  expect(await componentKeys(root)).toEqual(["api", "web-2"]);
});
