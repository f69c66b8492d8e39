import { CommandError } from "../../cli/command-error.ts";
import type { DeployContext } from "../../deploy/context.ts";
import { readInside } from "../../manifest/real-path.ts";
import { parseDotenv } from "../parse.ts";
import type { Source } from "../variables.ts";

/** The variables of an .env file below the root. */
export function readFile({ root, environment }: DeployContext, pattern: string): Source {
  const path = pattern.replaceAll("{environment}", environment.name);
  try {
    const bytes = readInside(root, path);
    if (bytes === null) {
      return { problem: `is not there: ${path}`, hint: `Write ${path}, or name another source.` };
    }
    return { kind: "values", values: parseDotenv(new TextDecoder().decode(bytes)) };
  } catch (error) {
    if (error instanceof CommandError) {
      return { problem: `can't be read: ${error.message}`, hint: error.hint };
    }
    throw error;
  }
}
