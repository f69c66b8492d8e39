import { about, type Case, isUpToDate, now, offer, policy, says, shows } from "./case.ts";

const message = "Please update";
const contact_url = "https://example.com/help";
const atLeast = (min_build: number, fields = {}) => ({ policy: policy({ min_build, ...fields }) });

const isRequired = (build = 131) =>
  says("required", "below_min", { ...shows(build), can_skip: false, message, contact_url });
const isLater = (deadline: string) =>
  says("recommended", "below_min_later", { ...shows(131), can_skip: false, deadline, message, contact_url });
const hasNoWayOut = (shown = {}) =>
  says("recommended", "below_min_no_way_out", { ...shown, can_skip: false, message, contact_url });

const before = "2026-11-20T11:59:59.999Z", after = "2026-11-20T12:00:00.001Z";

/** Rule 4: the oldest build that may run. */
export const required: Case[] = [
  about("below the minimum", atLeast(131), isRequired()),
  about("at the minimum it is no duty", atLeast(130), says("available", "newer_build", shows(131))),
  about("above the minimum it is no duty", atLeast(129), says("available", "newer_build", shows(131))),
  about("at the minimum and the newest", { ...atLeast(130), offers: [offer(130)] }, isUpToDate),
  about("a minimum of 0 is none", atLeast(0), says("available", "newer_build", shows(131))),
  about("far below the minimum", atLeast(131), isRequired(), { build: 1 }),
  about(
    "without a text or an address there is none",
    atLeast(131, { message: null, contact_url: null }),
    says("required", "below_min", {
      ...shows(131),
      can_skip: false,
    }),
  ),
  about("a duty knows no skipping", atLeast(131), isRequired(), { remembered: { skipped_build: 131 } }),
  about("a duty knows no pause", atLeast(131), isRequired(), { remembered: { nudged_at: now } }),
  about("a duty asked by hand is one", atLeast(131), isRequired(), { is_manual: true }),
  about("a duty shows the highest severity", {
    ...atLeast(131),
    marks: [{ build: 131, severity: "critical" }],
  }, {
    ...isRequired(),
    severity: "critical",
  }),
  about("a duty goes to the newest offer, not to the minimum", {
    ...atLeast(131),
    offers: [offer(131), offer(140)],
  }, isRequired(140)),
  about(
    "min_version is a text for people",
    atLeast(0, { min_version: "99.0.0" }),
    says("available", "newer_build", shows(131)),
  ),

  about("a day that is over is a duty", atLeast(131, { force_after: before }), isRequired()),
  about("a day that is now is a duty", atLeast(131, { force_after: "2026-11-20T12:00:00Z" }), isRequired()),
  about("a day that comes is a deadline", atLeast(131, { force_after: after }), isLater(after)),
  about(
    "a deadline stays as it was written",
    atLeast(131, { force_after: "2026-12-01T09:00:00+01:00" }),
    isLater("2026-12-01T09:00:00+01:00"),
  ),
  about(
    "a deadline is an instant, not a text",
    atLeast(131, { force_after: "2026-11-21T01:00:00+14:00" }),
    isRequired(),
  ),
  about("before a deadline nothing is skipped", atLeast(131, { force_after: after }), isLater(after), {
    remembered: { skipped_build: 131 },
  }),
  about("before a deadline there is no pause", atLeast(131, { force_after: after }), isLater(after), {
    remembered: { nudged_at: now },
  }),
  about("a deadline goes before what is critical", {
    ...atLeast(131, { force_after: after }),
    marks: [{ build: 131, severity: "critical" }],
  }, {
    ...isLater(after),
    severity: "critical",
  }),

  about("without an offer there is no way out", { ...atLeast(131), offers: [] }, hasNoWayOut()),
  about("without an offer there is no way out, day or not", {
    ...atLeast(131, { force_after: before }),
    offers: [],
  }, hasNoWayOut()),
  about("a day to come is no matter without a way out", {
    ...atLeast(131, { force_after: after }),
    offers: [],
  }, hasNoWayOut()),
  about("an offer for newer systems is no way out", {
    ...atLeast(131),
    offers: [offer(131, { min_os: "19" })],
  }, hasNoWayOut()),
  about("an offer for later is no way out", {
    ...atLeast(131),
    offers: [offer(131, { available_at: after })],
  }, hasNoWayOut()),
  about("a rollout that one is not in is no way out", {
    ...atLeast(131),
    offers: [offer(131, { bps: 2842 })],
  }, hasNoWayOut()),
  about(
    "a rollout that one is in is a way out",
    { ...atLeast(131), offers: [offer(131, { bps: 2843 })] },
    isRequired(),
  ),
  about(
    "asked by hand, a rollout is a way out",
    { ...atLeast(131), offers: [offer(131, { bps: 1 })] },
    isRequired(),
    { is_manual: true },
  ),
  about("an offer on a channel that is not known is no way out", {
    ...atLeast(131),
    offers: [offer(131, { channel: "canary" })],
  }, hasNoWayOut()),
  about("an offer of the own build is no way out, and is not shown", {
    ...atLeast(131),
    offers: [offer(130)],
  }, hasNoWayOut()),
  about(
    "an offer below the minimum is no way out, but is shown",
    { ...atLeast(132) },
    hasNoWayOut(shows(131)),
  ),
  about("what is shown without a way out has its severity", {
    ...atLeast(132),
    marks: [{ build: 131, severity: "critical" }],
  }, hasNoWayOut(shows(131, "critical"))),

  about("a way out in two steps", {
    ...atLeast(132),
    offers: [offer(132, { requires_build: 131 }), offer(131)],
  }, isRequired()),
  about("a way out in two steps before a deadline", {
    ...atLeast(132, { force_after: after }),
    offers: [offer(132, { requires_build: 131 }), offer(131)],
  }, isLater(after)),
  about("a way out in four steps, offered in any order", {
    ...atLeast(134),
    offers: [
      offer(133, { requires_build: 132 }),
      offer(131),
      offer(134, { requires_build: 133 }),
      offer(132, { requires_build: 131 }),
    ],
  }, isRequired()),
  about("a chain with a gap is no way out", {
    ...atLeast(134),
    offers: [offer(131), offer(134, { requires_build: 133 }), offer(132, { requires_build: 131 })],
  }, hasNoWayOut(shows(131))),
  about("a chain whose second step is for newer systems is no way out", {
    ...atLeast(132),
    offers: [offer(132, { requires_build: 131, min_os: "19" }), offer(131)],
  }, hasNoWayOut(shows(131))),
  about("a step that leads back is none", {
    ...atLeast(132),
    offers: [offer(132, { requires_build: 131 }), offer(129), offer(130)],
  }, hasNoWayOut()),
  about("a step that requires itself is none", {
    ...atLeast(131),
    offers: [offer(131, { requires_build: 131 })],
  }, hasNoWayOut()),
];
