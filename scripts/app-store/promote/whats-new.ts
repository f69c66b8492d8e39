import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Tree } from "../../manifest/tree.ts";
import type { App } from "../app.ts";
import type { StoreText, StoreVersions } from "./versions.ts";

/** Characters that Apple takes. */
const longest = 4000;

/** What is new, by language; undefined where nobody has said it. */
type WhatsNew = (locale: string) => Promise<string | undefined>;

/**
 * Where the words come from: the declared file of the language, else what TestFlight says of the build in that language, in another region's,
 * or at all. Nothing is translated. Raises `whats_new_too_long` (exit 5) when it is asked.
 */
export async function readWhatsNew(
  { tree, versions, app, build, version, signal }: {
    tree: Tree;
    versions: Pick<StoreVersions, "testerNotes">;
    app: Pick<App, "whatsNew">;
    /** Apple's id. */
    build: string;
    version: string;
    signal: AbortSignal;
  },
): Promise<WhatsNew> {
  const notes = await versions.testerNotes(build, signal);
  return async (locale) => {
    const path = app.whatsNew?.replaceAll("{locale}", locale).replaceAll("{version}", version);
    const bytes = path === undefined ? null : await tree.read(path);
    const written = bytes === null ? "" : new TextDecoder().decode(bytes).trim();
    const text = written === "" ? noteFor(notes, locale) : written;
    if ([...text ?? ""].length > longest) throw tooLong(locale, path);
    return text;
  };
}

function noteFor(notes: readonly StoreText[], locale: string): string | undefined {
  const said = notes.filter(({ whatsNew }) => (whatsNew ?? "").trim() !== "");
  const language = (name: string) => name.split("-")[0];
  const found = said.find((note) => note.locale === locale) ??
    said.find((note) => language(note.locale) === language(locale)) ?? said[0];
  return found?.whatsNew?.trim();
}

function tooLong(locale: string, path: string | undefined): CommandError {
  return new CommandError(
    "whats_new_too_long",
    `what is new in ${locale} has more than ${longest} characters, and the App Store takes no more`,
    path === undefined ? "Shorten it in TestFlight, or declare store.whats_new." : `Shorten ${path}.`,
    exitCode.refused,
  );
}

/** `whats_new_missing` (exit 5): Apple takes no update without. */
export function missingWhatsNew(
  app: Pick<App, "key" | "whatsNew">,
  locales: readonly string[],
): CommandError {
  const names = locales.length === 0 ? "" : ` in ${locales.join(", ")}`;
  return new CommandError(
    "whats_new_missing",
    `nothing says what is new${names}, and the App Store takes no update without`,
    app.whatsNew === undefined
      ? `Write ship.notes.store before the next beta, or declare "whats_new": "fastlane/metadata/{locale}/release_notes.txt" in components.${app.key}.store.`
      : `Write ${app.whatsNew}.`,
    exitCode.refused,
  );
}
