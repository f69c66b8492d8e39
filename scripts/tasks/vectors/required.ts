import { about, type Case, isUpToDate, now, offer, policy, says, shows } from "./case.ts";

const message = "Please update";
const contact_url = "https://example.com/help";
const atLeast = (min_build: number, fields = {}) => ({ policy: policy({ min_build, ...fields }) });

const isRequired = (build = 131) =>
  says("required", "below_min", { ...shows(build), can_skip: false, message, contact_url });
const isLater = (deadline: string) =>
  says("recommended", "below_min_later", { ...shows(131), can_skip: false, deadline, message, contact_url });

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
];
