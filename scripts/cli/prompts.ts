import process from "node:process";
import type { CANCEL_SYMBOL } from "@clack/prompts";
import { interrupted } from "./interrupt.ts";
import { mask } from "./mask.ts";
import { safeText } from "./safe-text.ts";

// The only place that asks: questions name components, branches and files, which are others' words. They are no results, so they go to
// standard error. The library is loaded when somebody is asked first.

interface Choice<Value> {
  value: Value;
  label: string;
  hint?: string;
}

const load = () => import("@clack/prompts");
const output = process.stderr;

/** As all output: masked, and nothing that a terminal obeys. */
function shown(text: string): string {
  return safeText(mask.apply(text));
}

function shownChoices<Value extends string>(
  choices: readonly Choice<Value>[],
): { value: string; label: string; hint?: string }[] {
  return choices.map(({ value, label, hint }) => ({
    value,
    label: shown(label),
    ...hint === undefined ? {} : { hint: shown(hint) },
  }));
}

/** Yes or no. Raises `interrupted` (exit 130) when the person leaves, as all of these do. */
export async function askYes(question: string, isYesFirst = true): Promise<boolean> {
  const { confirm } = await load();
  return answered(await confirm({ output, message: shown(question), initialValue: isYesFirst }));
}

/** A line of text; `problem` says in words what is wrong with one. */
export async function askText(
  question: string,
  { initial, problem }: { initial?: string; problem?: (text: string) => string | undefined } = {},
): Promise<string> {
  const { text } = await load();
  return answered(
    await text({
      output,
      message: shown(question),
      ...initial === undefined ? {} : { initialValue: shown(initial) },
      ...problem === undefined ? {} : { validate: (value) => problem(value ?? "") },
    }),
  ) ?? "";
}

/** A line that is not shown while it is typed. */
export async function askSecret(question: string): Promise<string> {
  const { password } = await load();
  return answered(await password({ output, message: shown(question) })) ?? "";
}

/** One of them. */
export async function askOne<Value extends string>(
  question: string,
  choices: readonly Choice<Value>[],
  initial?: Value,
): Promise<Value> {
  const { select } = await load();
  const chosen = answered(
    await select<string>({
      output,
      message: shown(question),
      options: shownChoices(choices),
      initialValue: initial,
    }),
  );
  const found = choices.find(({ value }) => value === chosen);
  if (found === undefined) throw interrupted();
  return found.value;
}

/** At least one of them. */
export async function askSome(
  question: string,
  choices: readonly Choice<string>[],
  initial: readonly string[] = [],
): Promise<string[]> {
  const { multiselect } = await load();
  return answered(
    await multiselect<string>({
      output,
      message: shown(question),
      options: shownChoices(choices),
      initialValues: [...initial],
      required: true,
    }),
  );
}

/** What the questions are about. */
export async function showIntro(title: string): Promise<void> {
  (await load()).intro(shown(title), { output });
}

/** Lines in a box, under a title. */
export async function showBox(lines: readonly string[], title: string): Promise<void> {
  (await load()).note(lines.map(shown).join("\n"), shown(title), { output });
}

function answered<Value>(value: Value | typeof CANCEL_SYMBOL): Value {
  if (typeof value === "symbol") throw interrupted();
  return value;
}
