import {
  about,
  type Case,
  type ClientFields,
  type Fields,
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

const isCritical = says("recommended", "critical", {
  ...shows(131, "critical"),
  can_skip: false,
  message: null,
});
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

/** Which marks make what is offered how severe. */
const severities: [string, Fields[], Decision["severity"]][] = [
  ["without marks", [], "normal"],
  ["of the build that one has", [mark(130, "critical")], "normal"],
  ["of an older build", [mark(100, "critical")], "normal"],
  ["of a build beyond the offer", [mark(132, "critical")], "normal"],
  ["of the offered build", [mark(131, "critical")], "critical"],
  ["that is important", [mark(131, "important")], "important"],
  ["that is normal", [mark(131, "normal")], "normal"],
  ["that is not known", [mark(131, "apocalyptic")], "normal"],
  ["in other letters", [mark(131, "Critical")], "normal"],
  ["critical before important", [mark(131, "critical"), mark(131, "important")], "critical"],
  ["important before critical", [mark(131, "important"), mark(131, "critical")], "critical"],
];

function severe(name: string, fields: Fields, severity: Decision["severity"], by: ClientFields = {}): Case {
  return about(
    name,
    fields,
    {
      normal: isAvailable(),
      important: isImportant,
      critical: isCritical,
    }[severity ?? "normal"],
    by,
  );
}

/** Rules 6, 7 and 8: what people are asked to have. */
export const recommended: Case[] = [
  ...severities.map(([name, marks, severity]) =>
    severe(`a mark ${name} makes it ${severity}`, { marks }, severity)
  ),
  ...severities.map(([name, marks, severity]) =>
    severe(`an offer's own severity is no less: a mark ${name}`, {
      marks,
      offers: [offer(131, { severity: "important" })],
    }, severity === "critical" ? "critical" : "important")
  ),
  severe("an offer's own severity counts", { offers: [offer(131, { severity: "critical" })] }, "critical"),
  about("a skipped build's mark counts", { marks: [mark(125, "critical")] }, isCritical, { build: 120 }),
  about(
    "a skipped build's offer counts, though it is not for this device",
    {
      offers: [offer(131), offer(125, { severity: "critical", bps: 0 })],
    },
    isCritical,
    { build: 120 },
  ),
  about(
    "a skipped build's offer counts, though it is for later",
    {
      offers: [offer(131), offer(125, { severity: "important", available_at: "2027-01-01T00:00:00Z" })],
    },
    isImportant,
    { build: 120 },
  ),
  about(
    "an offer on a channel that is not known counts for nothing",
    {
      offers: [offer(131), offer(125, { severity: "critical", channel: "canary" })],
    },
    isAvailable(),
    { build: 120 },
  ),
  about("an offer's severity beyond the candidate counts for nothing", {
    offers: [offer(131), offer(132, { severity: "critical", bps: 0 })],
  }, isAvailable()),
  about("what is critical knows no skipping", { marks: [mark(131, "critical")] }, isCritical, {
    remembered: { skipped_build: 131 },
  }),
  about(
    "what is critical knows no pause",
    { marks: [mark(131, "critical")], policy: policy({ message: null }) },
    isCritical,
    {
      remembered: { nudged_at: "2026-11-20T12:00:00Z" },
    },
  ),
  about("what is critical has the text of the policy, and no address", {
    marks: [mark(131, "critical")],
    policy: policy(),
  }, { ...isCritical, message }),
  about("what is critical goes before what is recommended", { ...asked, marks: [mark(131, "critical")] }, {
    ...isCritical,
    message,
  }),
  about("what is critical and not offered to this device is no news", {
    offers: [offer(131, { bps: 0, severity: "critical" })],
  }, isUpToDate),

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
