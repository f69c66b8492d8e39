import { askOne, askSome, askText, askYes, showBox, showIntro } from "../cli/prompts.ts";
import type { Agreed, Found } from "./init.ts";
import { including } from "./include.ts";

/** What Slipway's functions are called, when some of the user's have these names; empty leaves those of ours away. Raises `interrupted`. */
export async function askForPrefix(taken: readonly string[]): Promise<string> {
  const given = await askText(
    `Functions of yours are called ${
      taken.join(", ")
    }, as Slipway's are. What shall stand before the names of Slipway's?`,
    { initial: "slipway-", problem: prefixProblem },
  );
  return given.trim();
}

/** What is wrong with a prefix; the names of functions are words of a URL. */
function prefixProblem(prefix: string): string | undefined {
  return /^([a-z][a-z0-9-]{0,19})?$/.test(prefix.trim())
    ? undefined
    : "Lower case, digits and dashes, at most 20 characters, for example slipway-";
}

/** Asks for the project's name, its branch and which components to take. Raises `interrupted`, exit code 130, when the person leaves. */
export async function askForComponents(found: Found): Promise<Agreed> {
  const { name, candidates, leftOut, branches } = found;
  await showIntro("Slipway: a version.json for this repository");
  const called = await askText("What is the project called? The chat shows this name.", {
    initial: name,
    problem: (text) => text.trim() ? undefined : "A name is needed.",
  });
  const [proposed = "main"] = branches;
  const branch = branches.length < 2 ? proposed : await askOne(
    "Which branch do ships go from?",
    branches.map((value) => ({ value, label: value })),
    proposed,
  );
  const others = leftOut.flatMap((one) => one.candidate === undefined ? [] : [one]);
  const chosen = await askSome(
    "Which of these ship on their own?",
    [
      ...candidates.map(({ key, component, evidence }) => ({
        value: `component ${key}`,
        label: key,
        hint: `${component.kind}, ${component.paths.join(", ")}${
          component.release === undefined ? "" : `, tags ${component.release.tag}${component.version}`
        }: ${evidence}`,
      })),
      ...others.map(({ path, why }) => ({ value: `path ${path}`, label: path, hint: why })),
    ],
    candidates.map(({ key }) => `component ${key}`),
  );
  const isChosen = (kind: string, value: string) => chosen.includes(`${kind} ${value}`);
  const more = others.filter(({ path }) => isChosen("path", path)).map(({ path }) => path);
  const kept = { ...found, candidates: candidates.filter(({ key }) => isChosen("component", key)) };
  return {
    name: called.trim(),
    branch,
    candidates: including(kept, more).candidates,
    placement: found.placement,
  };
}

/** Whether the app gets its copy of the Swift package. Raises `interrupted`. */
export async function askForSwiftPackage(folder: string): Promise<boolean> {
  const message = `Shall the app show updates? Slipway's Swift package then goes into ${folder}.`;
  return await askYes(message);
}

/** Whether to go on. Raises `interrupted`, exit code 130. */
export async function askToWrite(lines: readonly string[]): Promise<boolean> {
  await showBox(lines, "To be written");
  return await askYes("Write this?");
}
