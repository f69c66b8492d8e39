import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { findOverlaps, mergeTexts, type Overlap, setIndex } from "../git/overlaps.ts";
import { fastForward, type RemoteBranch } from "../git/remote.ts";
import { readStatus } from "../git/repository.ts";
import { componentOf } from "../manifest/component-of.ts";
import { writeEdits } from "../manifest/edits.ts";
import { authorityOf } from "../manifest/mirror-state.ts";
import { buildIn, holdsBuild, withBuildIn } from "../manifest/mirror-value.ts";
import { findSpans } from "../manifest/mirrors/mirror-types.ts";
import { TextError } from "../manifest/mirrors/text-error.ts";
import type { ValueSpan } from "../manifest/mirrors/value-span.ts";
import type { Component, Mirror } from "../manifest/schema.ts";
import type { ShipRun } from "../ship/flow/flow.ts";
import { isGeneratedConflict } from "../ship/push/generated-conflicts.ts";
import { confirmCommand } from "./train.ts";

/**
 * Brings the clone up to the remote while files wait here that are not committed: the number of the archive, and what a person has
 * changed. An archive takes half an hour, and meanwhile others push. What they changed in the same files is merged line by line; the
 * number is no change that could stand in the way. Raises `fast_forward_blocked` (exit 5), with everything as it was.
 */
export async function catchUp(run: ShipRun): Promise<void> {
  const { git, upstream, request, workspace, number } = run;
  const { changes } = await readStatus(git);
  const { texts, others } = await findOverlaps(git, upstream, changes);
  const component = componentOf(workspace.manifest, request.component);
  const merged = await Promise.all(texts.map(async (overlap) => {
    const { own, number: flying } = await withoutNumber(component, overlap);
    // builds and tables of a confirmation that was killed are written again
    const isGenerated = number.isChosen &&
      isGeneratedConflict({ ...overlap, own }, workspace.manifest.ship.readme);
    const text = await mergeTexts(git, { ...overlap, own: isGenerated ? overlap.base : own });
    return {
      ...overlap,
      text: text === null ? null : await withNumber(component, overlap.path, text, flying),
    };
  }));
  const stuck = [...others, ...merged.filter(({ text }) => text === null).map(({ path }) => path)];
  const next = number.isChosen ? confirmCommand(number.build) : "slipway ios ship";
  if (stuck.length > 0) throw blocked(upstream, stuck, next);

  const write = async (
    choose: (file: typeof merged[number]) => { from: string; to: string; entry: string },
  ) => {
    if (merged.length === 0) return;
    const edits = merged.map((file) => ({ ...choose(file), path: file.path }));
    // the work tree first: whatever stops it, nothing that somebody wrote is gone
    await writeEdits(
      git.root,
      edits.map(({ path, from, to }) => ({ path, before: bytes(from), after: bytes(to) })),
    );
    await setIndex(git, edits);
  };
  await write(({ own, text, remoteEntry }) => ({ from: own, to: text ?? own, entry: remoteEntry }));
  try {
    await fastForward(git, upstream);
  } catch (error) {
    await write(({ own, text, baseEntry }) => ({ from: text ?? own, to: own, entry: baseEntry }));
    throw error;
  }
}

/** The text with the number that HEAD has, and the number that it had. */
async function withoutNumber(
  component: Component,
  { path, base, own }: Overlap,
): Promise<{ own: string; number: number | undefined }> {
  let text = own;
  let number: number | undefined;
  for (const mirror of numberMirrors(component, path)) {
    const before = await spansOf(base, mirror);
    const after = await spansOf(text, mirror);
    if (before.length !== after.length) continue;
    for (const [index, span] of [...after.entries()].reverse()) {
      const value = before[index]?.value ?? span.value;
      if (value === span.value) continue;
      number = Math.max(number ?? 0, buildIn(mirror, span.value));
      text = text.slice(0, span.start) + span.write(value) + text.slice(span.end);
    }
  }
  return { own: text, number: Number.isSafeInteger(number) ? number : undefined };
}

/** The same number in every line that is lower. */
async function withNumber(
  component: Component,
  path: string,
  text: string,
  number: number | undefined,
): Promise<string> {
  if (number === undefined) return text;
  for (const mirror of numberMirrors(component, path)) {
    for (const span of (await spansOf(text, mirror)).reverse()) {
      if (buildIn(mirror, span.value) < number) {
        const next = span.write(withBuildIn(mirror, span.value, number));
        text = text.slice(0, span.start) + next + text.slice(span.end);
      }
    }
  }
  return text;
}

function numberMirrors(component: Component, path: string): Mirror[] {
  return component.mirrors.filter((mirror) =>
    mirror.file === path && holdsBuild(mirror) && authorityOf(component, mirror) === "store"
  );
}

/** None in a text that can't be read: whoever reads it next says so. Places that only refer to others hold no number. */
async function spansOf(text: string, mirror: Mirror): Promise<ValueSpan[]> {
  try {
    return (await findSpans(text, mirror)).filter(({ link }) => link === undefined);
  } catch (error) {
    if (error instanceof TextError) return [];
    throw error;
  }
}

function blocked({ remote, branch }: RemoteBranch, paths: readonly string[], next: string): CommandError {
  return new CommandError(
    "fast_forward_blocked",
    `${remote}/${branch} has moved, and ${paths.join(", ")} changed there in the same lines as here`,
    `Commit yours, run git pull --rebase ${remote} ${branch}, resolve it, then run ${next}.`,
    exitCode.refused,
  );
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
