import type { Finding } from "../cli/command-error.ts";
import type { TrackTexts } from "../release/demands/texts.ts";
import type { TrackFact } from "./facts.ts";
import type { Judged } from "./gate.ts";

/** The tracks whose next version is on its way: deployed there, and changed since they were last released. */
export function movingTracks(tracks: readonly TrackFact[]): TrackFact[] {
  return tracks.filter(({ isDeployed, isChanged, isRaised }) => isDeployed && (isChanged || isRaised));
}

/** A gate over what is written of each moving track. Texts that can't be read refuse; a gate that nothing in version.json gives work warns. */
export function judgeTexts(
  tracks: readonly TrackFact[],
  { look, hasWork, work }: {
    look: (track: TrackFact, texts: TrackTexts) => readonly Finding[];
    hasWork: (texts: TrackTexts) => boolean;
    /** What version.json would have to name. */
    work: string;
  },
): Judged {
  const moving = movingTracks(tracks);
  const refusals = moving.flatMap((track): readonly Finding[] => {
    const { key, texts } = track;
    if (texts.known) return look(track, texts.value);
    return [{ code: "text_unreadable", message: texts.why, hint: texts.hint, component: key }];
  });
  const isIdle = moving.length > 0 && refusals.length === 0 &&
    moving.every(({ texts }) => texts.known && !hasWork(texts.value));
  return {
    refusals,
    warnings: isIdle || tracks.every(({ isDeployed }) => !isDeployed) ? [nothingToLookAt(work)] : [],
    detail: { tracks: moving.map(({ key, version }) => ({ key, version })) },
  };
}

function nothingToLookAt(work: string): Finding {
  return {
    code: "gate_idle",
    message: `no component that is deployed there has ${work}, so nothing was looked at`,
    hint: `Give it one in version.json, or take the gate out of promote.needs.`,
  };
}
