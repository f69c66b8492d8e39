import { about, type Case, offer, policy, says, shows } from "./case.ts";

const after = "2026-11-20T12:00:00.001Z";
const told = { can_skip: false, message: "Please update", contact_url: "https://example.com/help" };
const atLeast = (min_build: number, fields = {}) => ({ policy: policy({ min_build, ...fields }) });
const isRequired = says("required", "below_min", { ...shows(131), ...told });
const isLater = says("recommended", "below_min_later", { ...shows(131), ...told, deadline: after });
const hasNoWayOut = (shown = {}) => says("recommended", "below_min_no_way_out", { ...shown, ...told });

/** Rule 4: nobody is blocked who cannot get out. */
export const waysOut: Case[] = [
  about("without an offer there is no way out", { ...atLeast(131), offers: [] }, hasNoWayOut()),
  about("without an offer there is no way out, day or not", {
    ...atLeast(131, { force_after: "2026-11-20T11:59:59.999Z" }),
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
    isRequired,
  ),
  about(
    "asked by hand, a rollout is a way out",
    { ...atLeast(131), offers: [offer(131, { bps: 1 })] },
    isRequired,
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
  }, isRequired),
  about("a way out in two steps before a deadline", {
    ...atLeast(132, { force_after: after }),
    offers: [offer(132, { requires_build: 131 }), offer(131)],
  }, isLater),
  about("a way out in four steps, offered in any order", {
    ...atLeast(134),
    offers: [
      offer(133, { requires_build: 132 }),
      offer(131),
      offer(134, { requires_build: 133 }),
      offer(132, { requires_build: 131 }),
    ],
  }, isRequired),
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
