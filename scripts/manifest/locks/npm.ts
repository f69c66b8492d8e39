import { posix } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import type { EditContext } from "../edit-context.ts";
import { findJson } from "../mirrors/json.ts";
import { TextError } from "../mirrors/text-error.ts";
import { rewrite } from "../mirrors/value-span.ts";
import { foldersUp, npmLocks } from "./lock-paths.ts";
import { drifted, readLock, unreadableLock } from "./lock-findings.ts";
import { npmVersions } from "./npm-lock.ts";

/** Writes a package's version into the lock beside it, and into those above whose workspace it belongs to. */
export async function followPackage(
  context: EditContext,
  component: string,
  file: string,
): Promise<Finding[]> {
  const version = await versionOf(context, file);
  if (version === undefined) return [];
  const findings: Finding[] = [];
  for (const folder of foldersUp(file)) {
    for (const path of npmLocks.map((name) => posix.join(folder, name))) {
      const lock = await readLock(context, component, path);
      if ("findings" in lock) {
        findings.push(...lock.findings);
        continue;
      }
      try {
        const spans = npmVersions(lock.text, posix.relative(folder, posix.dirname(file)));
        const stale = spans.filter(({ value }) => value !== version);
        findings.push(
          ...stale.map(({ line, value }) =>
            drifted({ file: path, line, component }, `${file} is ${value}`, version)
          ),
        );
        if (stale.length > 0) context.draft.write(path, rewrite(lock.text, spans, version));
      } catch (error) {
        if (!(error instanceof TextError)) throw error;
        findings.push(unreadableLock(path, component, lock.text, error));
      }
    }
  }
  return findings;
}

/** What the package says by now; undefined when it can't be read, which its mirror has told. */
async function versionOf({ draft }: EditContext, file: string): Promise<string | undefined> {
  const source = await draft.read(file);
  if ("problem" in source) return undefined;
  try {
    return findJson(source.text, "/version")[0]?.value;
  } catch (error) {
    if (error instanceof TextError) return undefined;
    throw error;
  }
}
