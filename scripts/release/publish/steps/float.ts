import { quote } from "../../../deploy/planned-command.ts";
import { planShell } from "../../../deploy/adapters/shell.ts";
import { runCommands } from "../../../deploy/run-commands.ts";
import { exitCode } from "../../../cli/exit-code.ts";
import { deployContext } from "../../../ship/flow/run-context.ts";
import type { Step } from "../../../ship/flow/flow.ts";
import { fillTemplate } from "../../../tracks/template.ts";
import { compareVersions, parseVersion } from "../../../tracks/version.ts";
import type { PublishRun } from "../publication.ts";

/** Moves what follows the newest release of the channel, as the tag of an image; never back to an older one. */
export const floatStep: Step<PublishRun> = {
  name: "float",
  async run(run) {
    const { control, actor, publication, changed } = run;
    const { track: { key: component, written, release: { floats } }, version, channel, tag, commit } =
      publication;
    if (floats === undefined) return { summary: "the track has none", isSkipped: true };
    const { floats: moves } = await control.releaseStatus(component);
    const last = moves.find((move) => move.component === component && move.channel === channel);
    const there = last === undefined ? null : parseVersion(last.version);
    if (last?.version === version) return { summary: `${channel} is ${version}` };
    if (there !== null && !("problem" in there) && compareVersions(there, written) > 0) {
      return { summary: `${channel} stays at ${last?.version}, which is newer`, isSkipped: true };
    }
    const values = { channel, version, tag, sha: commit };
    const line = fillTemplate(
      floats.command,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, quote(value)])),
    );
    const context = { ...deployContext(run), build: publication.build, version, sha: commit };
    const said = await runCommands(context, "float", [planShell(context, line)], {
      ...{ code: "float_failed", what: `Moving the float of ${channel}`, exitCode: exitCode.partial },
      hint:
        `Everything else is done. Fix what its last lines name, then run slipway release publish ${tag} again.`,
    });
    const { before = last?.digest_after, after } = digestsIn(said);
    await control.moveFloat({
      ...{ component, channel, version, actor },
      ...{ digestBefore: before ?? undefined, digestAfter: after },
    });
    changed.add("float");
    return {
      summary: `${channel} is ${version}${after === undefined ? "" : ` (${after})`}`,
      detail: { channel, version, before, after },
    };
  },
};

/** What a command says of digests: `before: sha256:…` and `after: sha256:…`, or the last one alone, as docker and crane print it. */
export function digestsIn(lines: readonly string[]): { before?: string; after?: string } {
  const named = (name: string) => {
    const pattern = new RegExp(`\\b${name}\\b\\W*(sha256:[0-9a-f]{64})\\b`, "i");
    return lines.map((line) => pattern.exec(line)?.[1]).findLast((digest) => digest !== undefined);
  };
  const last = lines.flatMap((line) => line.match(/\bsha256:[0-9a-f]{64}\b/g) ?? []).at(-1);
  const before = named("before");
  const after = named("after") ?? (last === before ? undefined : last);
  return { ...before === undefined ? {} : { before }, ...after === undefined ? {} : { after } };
}
