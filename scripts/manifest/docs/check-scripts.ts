import { x } from "tinyexec";
import type { Finding } from "../../cli/command-error.ts";
import { finding } from "../findings.ts";
import type { DocFiles } from "./doc-files.ts";

/** So many at once: a machine has few processors, and a folder may hold many scripts. */
const width = 4;
/** Characters. bash reads a pipe byte by byte, a million of them in 3 s. */
const longest = 1_000_000;

/** What `bash -n` says of each script: it is read, never run. Scripts of other languages are none of its business. */
export async function checkScripts(files: DocFiles, paths: readonly string[]): Promise<Finding[]> {
  const waiting = [...paths];
  const findings: Finding[] = [];
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const text = await files.text(path);
      if (text !== null && isShell(text)) findings.push(...await readByBash(path, text));
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  const isMissing = findings.find(({ code }) => code === "bash_missing");
  return isMissing === undefined ? findings.sort((a, b) => a.message < b.message ? -1 : 1) : [isMissing];
}

/** A script without a first line for the kernel is bash's as well. */
function isShell(text: string): boolean {
  const first = /^\uFEFF?#!([^\n]*)/.exec(text)?.[1];
  return first === undefined || /(?:^|[\s/])(?:ba|da|k)?sh(?:\s|$)/.test(first);
}

async function readByBash(path: string, text: string): Promise<Finding[]> {
  if (text.length > longest) {
    return [finding(
      "script_invalid",
      { file: path },
      `it has ${text.length} characters, and bash would take long to read more than ${longest}`,
      "Take it out of ship.docs.scripts in version.json.",
    )];
  }
  // bash reads these patterns only when it was told to, which -n keeps it from hearing
  const extended = /^[ \t]*shopt[ \t]+-s\b.*\bextglob\b/m.test(text) ? ["-O", "extglob"] : [];
  try {
    const { exitCode, stderr } = await x("bash", ["--norc", "--noprofile", "-n", ...extended, "-s"], {
      nodePath: false,
      stdin: text,
      nodeOptions: { env: { BASH_ENV: "", LC_ALL: "C" } },
    });
    return exitCode === 0 && stderr === "" ? [] : problemsOf(path, stderr);
  } catch (error) {
    // without bash, or without the leave to start it
    if (!(error instanceof Error) || !isAbsent(error)) throw error;
    return [finding(
      "bash_missing",
      { file: path },
      "there is no bash here that could read it",
      "Install bash, or take the scripts out of ship.docs in version.json.",
    )];
  }
}

/** `bash: line 3: syntax error near …`: the first line that it names. */
function problemsOf(path: string, stderr: string): Finding[] {
  const [first = ""] = stderr.trim().split("\n");
  const [, line, said] = /line (\d+): (.*)$/s.exec(first) ?? [];
  return [finding(
    "script_invalid",
    { file: path, line: line === undefined ? undefined : Number(line) },
    `bash can't read it: ${said ?? (first || "it ended without a word")}`,
    "Correct the script: bash -n <file> says the same.",
  )];
}

function isAbsent(error: Error): boolean {
  return Reflect.get(error, "code") === "ENOENT" || error.name === "NotCapable" ||
    error.name === "PermissionDenied";
}
