import { basename } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import type { BreakingFact, Facts } from "./facts.ts";

/**
 * What the release brings and its texts don't say: every migration, every new variable and every breaking change must be named in the changelog's
 * section and in the notes. A migration is named by its file, with or without its ending, or by the number that it begins with; a variable as a
 * whole word; a breaking change by its words, its footer's or its pull request. `changelog` is null for a track without one.
 */
export function undocumented(
  facts: Pick<Facts, "migrations" | "env" | "breaking">,
  { changelog, notes }: { changelog: { file: string; text: string } | null; notes: string },
): Finding[] {
  const texts = [
    ...changelog === null ? [] : [{ where: `${changelog.file} under [Unreleased]`, text: changelog.text }],
    { where: "the release notes", text: notes },
  ].map(({ where, text }) => ({ where, text, plain: plainWords(text) }));
  const missing = (isNamed: (text: { text: string; plain: string }) => boolean) =>
    texts.filter((text) => !isNamed(text)).map(({ where }) => where).join(" and ");
  const check = (code: string, what: string, where: string): Finding[] =>
    where === "" ? [] : [{
      code,
      message: `${what} is not named in ${where}`,
      hint: "Say what it means for those who upgrade.",
    }];
  return [
    ...facts.migrations.flatMap(({ file }) =>
      check(
        "undocumented_migration",
        `the migration ${file}`,
        missing(({ text }) => namesMigration(text, file)),
      )
    ),
    ...facts.env.flatMap(({ name }) =>
      check("undocumented_env", `the variable ${name}`, missing(({ text }) => hasWord(text, name)))
    ),
    ...facts.breaking.flatMap((fact) =>
      check(
        "undocumented_breaking",
        `the breaking change ${JSON.stringify(fact.text.slice(0, 200))}`,
        missing((text) => namesChange(text, fact)),
      )
    ),
  ];
}

function namesMigration(text: string, file: string): boolean {
  const name = basename(file);
  const stem = name.replace(/\.\w+$/, "");
  const number = /^\d{4,}(?=[_-])/.exec(stem)?.[0];
  // Prisma's is a folder of that name
  const folder = /^migration\.\w+$/.test(name) ? file.split("/").at(-2) : undefined;
  return [stem, number, folder].some((word) => word !== undefined && hasWord(text, word));
}

function namesChange({ text, plain }: { text: string; plain: string }, fact: BreakingFact): boolean {
  if (fact.pull !== null && new RegExp(`[#!]${fact.pull}(?!\\d)`).test(text)) return true;
  return [fact.text, ...fact.notes].map(plainWords).some((words) => words !== "" && plain.includes(words));
}

/** Whether it stands there with nothing of a name beside it. */
function hasWord(text: string, word: string): boolean {
  const isPart = (character: string | undefined) => character !== undefined && /[A-Za-z0-9_]/.test(character);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  }
  return false;
}

/** Letters and digits alone: people quote, break lines and emphasise. */
function plainWords(text: string): string {
  return text.toLowerCase().replace(/&lt;/g, "<").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
