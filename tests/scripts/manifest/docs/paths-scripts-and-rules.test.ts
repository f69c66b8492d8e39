import { expect, test } from "vitest";
import { docsFindings } from "../../../support/docs-workspace.ts";

const cited = async (...code: string[]) =>
  (await docsFindings({ docs: { files: ["docs"] } }, {
    "docs/a.md": code.map((path) => `\`${path}\``).join("\n"),
    "scripts/deploy.sh": "1\n2\n3\n",
    "scripts/lib/x.ts": "",
  })).map((line) => /^path_cited_missing docs\/a\.md:(\d+): /.exec(line)?.[1] ?? line);

test("promise 149: a path that the documentation cites is there, and has the line", async () => {
  expect(
    await cited(
      "scripts/gone.sh",
      "scripts/deploy.sh:4",
      "scripts/deploy.sh:2-9",
      "scripts/gone/",
      "./web/a.ts",
      "scripts/lib/gone",
    ),
  )
    .toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(
    await cited(
      "scripts/deploy.sh",
      "scripts/deploy.sh:3",
      "scripts/deploy.sh:1-3",
      "scripts/lib/",
      "scripts/lib",
      "scripts/deploy.sh#L3",
    ),
  )
    .toEqual([]);
});

test.each([
  "origin/main",
  "application/json",
  "scripts/*.sh",
  "scripts/<name>.sh",
  "scripts/${name}.sh",
  "scripts/…/x.ts",
  "web/dashboard",
  "run scripts/gone.sh",
  "scripts",
  "@web/index.ts",
  "https://x.test/scripts/gone.sh",
  "../scripts/gone.sh",
])("%s is no path of this repository", async (code) => {
  expect(await cited(code)).toEqual([]);
});

test("promise 149: bash can read every script; it runs none, and leaves other languages alone", async () => {
  const found = await docsFindings({ docs: { scripts: ["scripts/**", "deploy"] } }, {
    "scripts/a.sh": "#!/bin/sh\nif true; then\n  echo\n",
    "scripts/b.sh": "echo it was run >&2\nexit 3\n",
    "scripts/c.py": "#!/usr/bin/env python3\nif x:\n  pass)\n",
    "scripts/d.sh": "#!/usr/bin/env bash\nshopt -s extglob\necho !(a|b)\n",
    "deploy": "#!/bin/bash\necho 'open\n",
  });
  expect(found.map((line) => line.slice(0, line.indexOf(": ")))).toEqual([
    "script_invalid deploy:2",
    "script_invalid scripts/a.sh:4",
  ]);
});

const rule = { id: "never-deploy-main", text: "Nothing is deployed from main.", in: "CONTRIBUTING.md" };
const ruled = (text: string, more: Record<string, string> = {}) =>
  docsFindings({ gates: { rules: [rule] } }, { "CONTRIBUTING.md": text, ...more });

test("promise 150: a rule is in front of contributors with a link that names it and leads to where people read why", async () => {
  const rules = { "docs/rules.md": "# Never deploy main\n" };
  expect(await ruled("[Nothing is deployed from main](docs/rules.md#never-deploy-main).", rules)).toEqual([]);
  expect(
    await ruled("Nothing is deployed from main: [never-deploy-main][why].\n\n[why]: docs/rules.md", rules),
  ).toEqual([]);
});

test.each<[string, string, string]>([
  ["no link", "Nothing is deployed from main.", "rule_missing CONTRIBUTING.md: "],
  ["a longer id", "[x](docs/rules.md#never-deploy-mainline)", "rule_missing CONTRIBUTING.md: "],
  ["a link in code", "`[never-deploy-main](docs/rules.md)`", "rule_missing CONTRIBUTING.md: "],
  ["a link to nowhere", "a\n[never-deploy-main](docs/gone.md)", "link_broken CONTRIBUTING.md:2: "],
])("promise 150: %s is not enough", async (_, text, begin) => {
  const found = await ruled(text, { "docs/rules.md": "# Never deploy mainline\n" });
  expect(found).toEqual([expect.stringMatching(new RegExp(`^${begin}`))]);
});

test("promise 150: without the page every rule is missing", async () => {
  expect(await docsFindings({ gates: { rules: [rule] } }, {})).toEqual([
    expect.stringMatching(/^rule_missing CONTRIBUTING\.md: is missing/),
  ]);
});

test("promise 146: a number that two decision records have is found with the other checks", async () => {
  const found = await docsFindings({ docs: { decisions: "docs/adr" } }, {
    "docs/adr/0001-a.md": "",
    "docs/adr/0001-b.md": "",
    "docs/adr/0002-c.md": "",
    "docs/adr/20260101-d.md": "",
    "docs/adr/20260101-e.md": "",
    "docs/adr/template.md": "",
  });
  expect(found).toEqual([
    "decision_number_taken docs/adr/0001-b.md: the number 0001 is taken: docs/adr/0001-a.md has it as well",
  ]);
});
