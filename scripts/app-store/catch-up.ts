import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { findOverlaps, mergeTexts, type Overlap, setIndex } from "../git/overlaps.ts";
import { fastForward, type RemoteBranch } from "../git/remote.ts";
import { readStatus } from "../git/repository.ts";
import { componentOf } from "../manifest/component-of.ts";
import { writeEdits } from "../manifest/edits.ts";
import { authorityOf, findSpots } from "../manifest/mirror-state.ts";
import type { Component, Mirror } from "../manifest/schema.ts";
import type { ShipRun } from "../ship/flow/flow.ts";
import { isGeneratedConflict } from "../ship/push/generated-conflicts.ts";

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
    const { own, number: flying } = withoutNumber(component, overlap);
    // builds and tables of a confirmation that was killed are written again
    const isGenerated = number.isChosen && isGeneratedConflict({ ...overlap, own });
    const text = await mergeTexts(git, { ...overlap, own: isGenerated ? overlap.base : own });
    return { ...overlap, text: text === null ? null : withNumber(component, overlap.path, text, flying) };
  }));
  const stuck = [...others, ...merged.filter(({ text }) => text === null).map(({ path }) => path)];
  if (stuck.length > 0) throw blocked(upstream, stuck);

  const write = (
    choose: (file: typeof merged[number]) => { from: string; to: string | null; entry: string },
  ) =>
    Promise.all([
      writeEdits(
        git.root,
        merged.map((file) => {
          const { from, to } = choose(file);
          return { path: file.path, before: bytes(from), after: bytes(to ?? from) };
        }),
      ),
      setIndex(git, merged.map((file) => ({ path: file.path, entry: choose(file).entry }))),
    ]);
  if (merged.length > 0) {
    // the work tree first: whatever stops it, nothing that somebody wrote is gone
    await write(({ own, text, remoteEntry }) => ({ from: own, to: text, entry: remoteEntry }));
  }
  try {
    await fastForward(git, upstream);
  } catch (error) {
    if (merged.length > 0) {
      await write(({ own, text, baseEntry }) => ({ from: text ?? own, to: own, entry: baseEntry }));
    }
    throw error;
  }
}

/** The text with the number that HEAD has, and the number that it had. */
function withoutNumber(
  component: Component,
  { path, base, own }: Overlap,
): { own: string; number: number | undefined } {
  let text = own;
  let number: number | undefined;
  for (const mirror of numberMirrors(component, path)) {
    const before = findSpots(base, mirror);
    const after = findSpots(text, mirror);
    if (before.length !== after.length) continue;
    for (const [index, spot] of [...after.entries()].reverse()) {
      const value = before[index]?.value ?? spot.value;
      if (value === spot.value) continue;
      number = Math.max(number ?? 0, Number(spot.value));
      text = text.slice(0, spot.start) + spot.write(value) + text.slice(spot.end);
    }
  }
  return { own: text, number: Number.isSafeInteger(number) ? number : undefined };
}

/** The same number in every line that is lower. */
function withNumber(component: Component, path: string, text: string, number: number | undefined): string {
  if (number === undefined) return text;
  for (const mirror of numberMirrors(component, path)) {
    for (const spot of findSpots(text, mirror).reverse()) {
      if (Number(spot.value) < number) {
        text = text.slice(0, spot.start) + spot.write(String(number)) + text.slice(spot.end);
      }
    }
  }
  return text;
}

function numberMirrors(component: Component, path: string): Mirror[] {
  return component.mirrors.filter((mirror) =>
    mirror.file === path && mirror.value === "build" && authorityOf(component, mirror) === "store"
  );
}

function blocked({ remote, branch }: RemoteBranch, paths: readonly string[]): CommandError {
  return new CommandError(
    "fast_forward_blocked",
    `${remote}/${branch} has moved, and ${paths.join(", ")} changed there in the same lines as here`,
    `Commit yours, run git pull --rebase ${remote} ${branch}, resolve it, then run slipway ios confirm.`,
    exitCode.refused,
  );
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
