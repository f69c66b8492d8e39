import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProgram } from "../../../../scripts/program.ts";
import { repositoryRoot } from "../../../support/repository.ts";

const pages = ["README.md", ...globSync(["docs/*.md", "docs/adopt/*.md"], { cwd: repositoryRoot })];
const text = (page: string) => readFileSync(join(repositoryRoot, page), "utf8");

/** What people would type: `slipway …` in code, up to a comment, a pipe or the end. */
function commandsOf(page: string): string[] {
  const code = [...text(page).matchAll(/```\w*[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(([, block, span]) =>
    block ?? span ?? ""
  );
  return code.flatMap((part) =>
    part.split("\n").flatMap((line) => line.split(/&&|\|/)).flatMap((line) =>
      /^\s*(?:npx --no )?(slipway(?: [^#]*)?)(#|$)/.exec(line)?.[1]?.trim() ?? []
    )
  );
}

const program = await createProgram();

/** The words or options that no command has. */
function strange(line: string): string[] {
  let command = program;
  const unknown: string[] = [];
  for (const word of line.split(/\s+/).slice(1)) {
    const next = command.commands.find((one) => one.name() === word);
    if (next !== undefined) command = next;
    else if (word.startsWith("-") && word.length > 1) {
      const flag = word.split("=")[0];
      const known = command.createHelp().visibleOptions(command).flatMap(({ short, long }) => [short, long]);
      if (!known.includes(flag)) unknown.push(word);
    } else if (command.commands.length > 0 && command.registeredArguments.length === 0) unknown.push(word);
  }
  return unknown;
}

test.each(pages)("%s names only commands and options that there are", (page) => {
  const wrong = commandsOf(page).flatMap((line) => strange(line).map((word) => `${line}: ${word}`));
  expect(wrong).toEqual([]);
});

test("the pages about shipping do name commands", () => {
  const named = ["ship-a-web-component", "ship-ios", "when-something-went-wrong"].map((page) =>
    commandsOf(`docs/${page}.md`)
  );
  for (const commands of named) expect(commands.length).toBeGreaterThan(4);
});

test.each(["docs/ship-ios.md", "docs/when-something-went-wrong.md"])(
  "%s names only codes that are raised",
  (page) => {
    const sources = globSync([
      "bin/slipway",
      "scripts/**/*.ts",
      "functions/**/*.ts",
      "supabase/schemas/**/*.sql",
    ], {
      cwd: repositoryRoot,
    })
      .map(text).join("\n");
    const rows = text(page).split("\n").filter((line) =>
      line.startsWith("| ") || line.startsWith("**You see**")
    );
    const codes = rows.flatMap((
      line,
    ) => [...line.split("|")[line.startsWith("| ") ? 1 : 0]?.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g) ?? []])
      .map(([, code = ""]) => code);
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => !new RegExp(`["']${code}["']`).test(sources))).toEqual([]);
  },
);

test("no page and no message lets npx fetch whatever is called slipway on the registry", () => {
  const all = globSync(["*.md", "{docs,platform,scripts,clients}/**/*.md", "scripts/**/*.ts"], {
    cwd: repositoryRoot,
  });
  expect(all).toEqual(expect.arrayContaining(["README.md", "docs/security.md", "scripts/commands/init.ts"]));
  const bare = /\b(npx|npm exec|pnpm dlx|pnpx|bunx|yarn dlx)( -\S+)* slipway\b/g;
  const found = all.flatMap((page) => [...text(page).matchAll(bare)].map(([line]) => `${page}: ${line}`));
  expect(found.filter((line) => !line.includes(" --no "))).toEqual([]);
});

test.each(pages)("%s links to pages that there are", (page) => {
  const links = [...text(page).matchAll(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g)].map(([, link = ""]) =>
    link
  );
  const missing = links.filter((link) =>
    globSync(link, { cwd: join(repositoryRoot, page, "..") }).length === 0
  );
  expect(missing).toEqual([]);
});
