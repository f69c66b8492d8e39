import { upgradeNotesMissing } from "../release/demands/texts.ts";
import { type Gate, judged } from "./gate.ts";
import { judgeTexts } from "./tracks.ts";

/** Each track that changed has its notes for those who host it themselves. */
export const upgradeNotes: Gate = ({ tracks }) =>
  judged("upgrade-notes", tracks, (value) =>
    judgeTexts(value, {
      look: ({ key }, texts) => [upgradeNotesMissing(key, texts) ?? []].flat(),
      hasWork: (texts) => texts.upgradeNotes !== null,
      work: "release.upgrade_notes",
    }));
