import { planSsh } from "../../deploy/adapters/ssh.ts";
import { capture } from "../../deploy/capture.ts";
import type { DeployContext } from "../../deploy/context.ts";
import { quote } from "../../deploy/planned-command.ts";
import { hideValues } from "../hide-values.ts";
import { type Source, valuesOf } from "../variables.ts";
import { parseEnvironmentFile } from "../systemd/environment-file.ts";
import { parseUnit, type Unit } from "../systemd/show.ts";

/** Seconds that the host has to answer. */
const timeoutS = 60;
/** Before the content of each file, with its number; nothing that systemd prints begins so. */
const fileMark = "slipway-file ";

/**
 * What a systemd unit gets when it is started next: `Environment=`, then its environment files, which have the last word, without what
 * `UnsetEnvironment=` takes away. Source: systemd.exec(5).
 */
export async function readUnit(
  context: DeployContext,
  { target, unit = context.component }: { target: string; unit?: string },
): Promise<Source> {
  const properties = ["LoadState", "Environment", "EnvironmentFiles", "UnsetEnvironment"];
  const shown = await ask(
    context,
    target,
    `systemctl show --no-pager ${properties.map((name) => `--property=${name}`).join(" ")} -- ${quote(unit)}`,
  );
  if (typeof shown !== "string") return shown;
  const hint = `On the host: systemctl show --property=Environment ${quote(unit)}`;
  const found = parseUnit(shown);
  if ("problem" in found) return { problem: `${found.problem} (${unit} on ${target})`, hint };
  const files = await readFiles(context, target, found.files);
  if (!Array.isArray(files)) return files;
  return valuesOf(combine(found, files));
}

function combine({ variables, unset }: Unit, files: readonly string[]): Map<string, string> {
  const all = new Map([...variables, ...files.flatMap((text) => [...parseEnvironmentFile(text)])]);
  for (const entry of unset) {
    const [name = "", ...value] = entry.split("=");
    if (value.length === 0 || all.get(name) === value.join("=")) all.delete(name);
  }
  return all;
}

/** The contents of the files, in their order; one that may be missing and is gone is empty. As base64: output is read line by line. */
async function readFiles(
  context: DeployContext,
  target: string,
  files: Unit["files"],
): Promise<string[] | Exclude<Source, { kind: string }>> {
  if (files.length === 0) return [];
  const lines = files.map(({ path, isOptional }, index) => {
    const read = `for f in ${globbed(path)}; do [ ! -e "$f" ] || base64 "$f" || exit 71; done`;
    const missing = isOptional ? "" : `ls -d -- ${globbed(path)} >/dev/null 2>&1 || exit 72; `;
    return `echo '${fileMark}${index}'; ${missing}${read}`;
  });
  const said = await ask(context, target, `{ ${lines.join("; ")}; } 2>/dev/null`);
  if (typeof said !== "string") return said;
  return said.split(new RegExp(`^${fileMark}\\d+$`, "m")).slice(1)
    .map((part) => Buffer.from(part, "base64").toString("utf8"));
}

/** A path whose wildcards the host's shell fills in, as systemd does. */
function globbed(path: string): string {
  return path.split(/([*?]|\[[^\]/']*\])/).map((part, index) =>
    index % 2 === 0 && part !== "" ? quote(part) : part
  )
    .join("");
}

const meanings: Readonly<Record<number, string>> = {
  71: "has an environment file that this user may not read",
  72: "has an environment file that is not there",
  127: "has no systemctl or no base64",
  255: "can't be reached by ssh",
};

/** What a line prints on the host; on a failure why, without anything that it printed but the end of an error. */
async function ask(
  context: DeployContext,
  target: string,
  line: string,
): Promise<string | Exclude<Source, { kind: string }>> {
  const command = planSsh(context, { type: "ssh", target, run: line }, line);
  const limit = AbortSignal.timeout(timeoutS * 1000);
  const hint = `Try it: ssh to the target ${target}, and read the unit's environment as that user.`;
  const said = await capture(command, AbortSignal.any([context.signal, limit])).catch((error: unknown) => {
    context.signal.throwIfAborted();
    if (!limit.aborted) throw error;
  });
  if (said === undefined) return { problem: `(${target}) did not answer within ${timeoutS} s`, hint };
  const { code, stdout, stderr } = said;
  if (code === 0) return stdout;
  const last = (stderr.trim() || stdout.trim()).split("\n").at(-1) ?? "";
  return {
    problem: `(${target}) ${meanings[code] ?? `ended with code ${code}: ${hideValues(last, [])}`}`,
    hint,
  };
}
