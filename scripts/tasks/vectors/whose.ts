import { about, type Case, feed, isAvailable, isInvalid, offer, policy, says, shows } from "./case.ts";

const isOther = says("unknown", "feed_other");
const isOld = says("unknown", "feed_old");
const past = "2026-11-20T11:00:00Z";
const everything = {
  policy: policy({ min_build: 200, recommended_build: 131 }),
  marks: [{ build: 131, severity: "critical" }],
};

/** Rules 1 and 2: a feed of somebody else, an old one, and a client that does not know its build. */
export const whose: Case[] = [
  about("fields that are not known are ignored", {
    new_field: { deep: [1] },
    offers: [offer(131, { new_field: 1 })],
    marks: [{ build: 1, severity: "normal", channel: "canary", new_field: 1 }],
    policy: policy({ new_field: null }),
  }, isAvailable()),
  about("a feed without policy has none", { policy: undefined }, isAvailable()),
  about("a feed without offers says up to date", { offers: [] }, says("up-to-date", "no_newer_build")),
  about("a feed of another component", { component: "web" }, isOther),
  about("a feed of a component in other letters", { component: "App" }, isOther),
  about("a feed of another channel", { channel: "beta" }, isOther),
  about("a feed of a channel that nobody knows, for who is on it", { channel: "canary" }, isAvailable(), {
    channel: "canary",
  }),
  about("a feed of a channel that is above the own", { channel: "live" }, isOther, { channel: "alpha" }),
  about("a feed of a component with a name of any letters", { component: "été 🚢" }, isAvailable(), {
    component: "été 🚢",
  }),
  about("a feed with a lower seq than the last", {}, isOld, { remembered: { seq: 13 } }),
  about("a feed with the same seq as the last", {}, isAvailable(), { remembered: { seq: 12 } }),
  about("a feed with a higher seq than the last", {}, isAvailable(), { remembered: { seq: 11 } }),
  about("a feed with seq 0, the first", { seq: 0 }, isAvailable()),
  about("a feed with the highest seq there is", { seq: 2 ** 53 - 1 }, isAvailable(), {
    remembered: { seq: 2 ** 53 - 2 },
  }),
  about("no feed goes before of another", { component: "web", offers: null }, isInvalid),
  about("of another goes before old", { component: "web" }, isOther, { remembered: { seq: 13 } }),
  about("of another goes before over", { component: "web", valid_until: past }, isOther),
  about("old goes before over", { valid_until: past }, isOld, { remembered: { seq: 13 } }),
  ...[
    { name: "of another", fields: { component: "web" }, decision: isOther, asked: {} },
    { name: "that is old", fields: {}, decision: isOld, asked: { remembered: { seq: 99 } } },
    {
      name: "that is over",
      fields: { valid_until: past },
      decision: says("unknown", "feed_expired"),
      asked: {},
    },
  ].map(({ name, fields, decision, asked }) =>
    about(`a feed ${name} never blocks`, { ...everything, ...fields }, decision, { ...asked, build: 1 })
  ),

  about("build unknown: an offer is shown, no more", {}, says("available", "build_unknown", shows(131)), {
    build: null,
  }),
  about(
    "build unknown: without an offer nothing is known",
    { offers: [] },
    says("unknown", "build_unknown"),
    { build: null },
  ),
  about(
    "build unknown: never required, never recommended",
    { ...everything, marks: [] },
    says("available", "build_unknown", shows(131)),
    {
      build: null,
    },
  ),
  about(
    "build unknown: critical is shown, and asks for nothing",
    everything,
    says("available", "build_unknown", shows(131, "critical")),
    {
      build: null,
    },
  ),
  about(
    "build unknown: the severity of older builds is not counted",
    {
      marks: [{ build: 130, severity: "critical" }, { build: 132, severity: "critical" }],
    },
    says("available", "build_unknown", shows(131)),
    { build: null },
  ),
  about(
    "build unknown: the offer's own severity is",
    {
      offers: [offer(131, { severity: "important" })],
    },
    says("available", "build_unknown", shows(131, "important")),
    { build: null },
  ),
  about(
    "build unknown: an offer that requires a build is not for it",
    {
      offers: [offer(132, { requires_build: 1 }), offer(131)],
    },
    says("available", "build_unknown", shows(131)),
    { build: null },
  ),
  about(
    "build unknown: only offers that require a build",
    { offers: [offer(131, { requires_build: 1 })] },
    says("unknown", "build_unknown"),
    {
      build: null,
    },
  ),
  about(
    "build unknown: the share counts",
    { offers: [offer(131, { bps: 2842 })] },
    says("unknown", "build_unknown"),
    { build: null },
  ),
  about(
    "build 0 is a build",
    { policy: policy({ min_build: 1, message: null, contact_url: null }) },
    says("required", "below_min", {
      ...shows(131),
      can_skip: false,
    }),
    { build: 0 },
  ),
  {
    ...about("the same for a feed that was read again", {}, isAvailable()),
    feed: JSON.parse(JSON.stringify(feed())),
  },
];
