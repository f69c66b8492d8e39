import { changelogEmpty, untold } from "../release/demands/texts.ts";
import { type Gate, judged } from "./gate.ts";
import { judgeTexts } from "./tracks.ts";

/**
 * Each track that changed says what did: its [Unreleased] is not empty, or dated already, and migrations, new variables and breaking changes since
 * the last live tag are named there and in the notes.
 */
export const changelog: Gate = ({ tracks }) =>
  judged("changelog", tracks, (value) =>
    judgeTexts(value, {
      look: ({ key, facts }, texts) => [changelogEmpty(key, texts) ?? [], untold(key, facts, texts)].flat(),
      hasWork: (texts) => texts.changelog !== null,
      work: "release.changelog",
    }));
