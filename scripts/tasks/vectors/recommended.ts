import {
  about,
  type Case,
  type ClientFields,
  isAvailable,
  isUpToDate,
  offer,
  policy,
  says,
  shows,
} from "./case.ts";
import type { Decision } from "../../../clients/ts/src/decide.ts";

const message = "Please update";
const mark = (build: number, severity: string) => ({ build, severity });

const isImportant = says("recommended", "important", shows(131, "important"));
const isRecommended = says("recommended", "recommended_build", { ...shows(131), message });
const asked = { policy: policy({ recommended_build: 131 }) };
const important = { marks: [mark(131, "important")] };

/** When it was asked last, in an hour's pace, and whether that is a pause. */
const hourly: [string, string | null, boolean][] = [
  ["never", null, false],
  ["now", "2026-11-20T12:00:00Z", true],
  ["one millisecond less than an hour ago", "2026-11-20T11:00:00.001Z", true],
  ["an hour ago", "2026-11-20T11:00:00Z", false],
  ["an hour ago, by another offset", "2026-11-20T13:00:00+02:00", false],
  ["years ago", "2020-01-01T00:00:00Z", false],
  ["a little ahead, by a clock that was off", "2026-11-20T12:30:00Z", true],
  ["an hour ahead, by a clock that was off", "2026-11-20T13:00:00Z", true],
  ["more than an hour ahead, by a clock that was off", "2026-11-20T13:00:00.001Z", false],
  ["years ahead, by a clock that was off", "2036-01-01T00:00:00Z", false],
];

function nudged(
  name: string,
  every: number,
  nudged_at: string | null,
  isPause: boolean,
  by: ClientFields = {},
): Case {
  const kind: [Decision["kind"], string] = isPause
    ? ["available", "nudged"]
    : ["recommended", "recommended_build"];
  return about(
    name,
    { policy: policy({ recommended_build: 131, nudge_every_s: every }) },
    says(...kind, { ...shows(131), message }),
    {
      ...by,
      remembered: { nudged_at, ...by.remembered },
    },
  );
}

/** Rules 6, 7 and 8: what people are asked to have. */
export const recommended: Case[] = [
  about("a build that is recommended", asked, isRecommended),
  about("a recommended build that one has", { policy: policy({ recommended_build: 130 }) }, isAvailable()),
  about(
    "a recommended build beyond the offer",
    { policy: policy({ recommended_build: 200 }) },
    isRecommended,
  ),
  about(
    "a recommended build below the offer",
    { ...asked, offers: [offer(140)] },
    says("recommended", "recommended_build", { ...shows(140), message }),
  ),
  about("a recommended build below one's own", { policy: policy({ recommended_build: -1 }) }, isAvailable()),
  about(
    "a recommended build that nobody offers",
    { policy: policy({ recommended_build: 131 }), offers: [] },
    isUpToDate,
  ),
  about(
    "a recommended build in a rollout that one is not in",
    { ...asked, offers: [offer(131, { bps: 1 })] },
    isUpToDate,
  ),
  about("a policy's text is not shown with what is merely newer", { policy: policy() }, isAvailable()),
  about("recommended goes before important", { ...asked, ...important }, {
    ...isRecommended,
    severity: "important",
  }),
  about("what is important has the text of the policy", { ...important, policy: policy() }, {
    ...isImportant,
    message,
  }),

  about(
    "a build that was skipped is not asked for again",
    asked,
    says("available", "skipped", { ...shows(131), message }),
    {
      remembered: { skipped_build: 131 },
    },
  ),
  about(
    "what is important can be skipped",
    important,
    says("available", "skipped", shows(131, "important")),
    {
      remembered: { skipped_build: 131 },
    },
  ),
  about("an older build that was skipped is no matter", asked, isRecommended, {
    remembered: { skipped_build: 130 },
  }),
  about("a newer build that was skipped is no matter", asked, isRecommended, {
    remembered: { skipped_build: 132 },
  }),
  about(
    "what was skipped stays skipped when asked by hand",
    asked,
    says("available", "skipped", { ...shows(131), message }),
    {
      is_manual: true,
      remembered: { skipped_build: 131 },
    },
  ),
  about("skipped goes before a pause", asked, says("available", "skipped", { ...shows(131), message }), {
    remembered: { skipped_build: 131, nudged_at: "2026-11-20T12:00:00Z" },
  }),
  about("what is merely newer has no need to be skipped", {}, isAvailable(), {
    remembered: { skipped_build: 131 },
  }),

  ...hourly.map(([name, at, isPause]) => nudged(`asked every hour, and last ${name}`, 3600, at, isPause)),
  nudged("asked by hand there is no pause", 3600, "2026-11-20T12:00:00Z", false, { is_manual: true }),
  nudged("asked every 0 seconds there is no pause", 0, "2026-11-20T12:00:00Z", false),
  nudged("asked every 2^53 − 1 seconds there is one for ever", 2 ** 53 - 1, "2020-01-01T00:00:00Z", true),
  about("without a policy what is important knows no pause", important, isImportant, {
    remembered: { nudged_at: "2026-11-20T12:00:00Z" },
  }),
  about(
    "what is important knows the policy's pause",
    { ...important, policy: policy() },
    says("available", "nudged", {
      ...shows(131, "important"),
      message,
    }),
    { remembered: { nudged_at: "2026-11-20T00:00:00Z" } },
  ),
  about("what is merely newer knows no pause", { policy: policy() }, isAvailable(), {
    remembered: { nudged_at: "2026-11-20T12:00:00Z" },
  }),
];
