import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { baseEnvironment, type DeployContext } from "../deploy/context.ts";
import { runChild } from "../deploy/run-child.ts";
import { createStream, maskVariables } from "../deploy/stream.ts";
import { componentOf } from "../manifest/component-of.ts";
import { previewUrl } from "./preview-url.ts";

/**
 * Runs the `preview` command of a component, its output live on standard error; resolves with the address that its last line on standard output
 * is. Raises `preview_missing` (exit 2), `preview_failed` and `preview_no_url` (exit 1).
 */
export async function runPreview(context: DeployContext): Promise<string> {
  const { component, manifest, output, signal } = context;
  const { preview } = componentOf(manifest, component);
  if (preview === undefined) {
    throw new CommandError(
      "preview_missing",
      `${component} has no preview in version.json`,
      "Give it one: a command that deploys to an address of its own and prints that as its last line.",
      exitCode.usage,
    );
  }
  maskVariables(baseEnvironment(context));
  output.note(`${component} $ ${preview}`);
  const stream = createStream(output, component);
  let last = "";
  const code = await runChild(planShell(context, preview), signal, (line, from) => {
    if (from === "stdout" && line.trim() !== "") last = line.trim();
    stream.onLine(line);
  }).finally(stream.end);
  const url = previewUrl(last);
  if (code === 0 && url !== null) return url;
  const end = stream.tail().map((line) => `\n    ${line}`).join("");
  throw code === 0
    ? new CommandError(
      "preview_no_url",
      `the preview of ${component} did not end with an http or https address on standard output${end}`,
      "Let the command print the address, and nothing else, as its last line.",
    )
    : new CommandError(
      "preview_failed",
      `the preview of ${component} failed: "${preview}" ended with code ${code}.${end}`,
      `Run it here: npx --no slipway preview ${component}`,
    );
}
