import { about, type Case, client, feed, type Fields, isInvalid, offer, policy, says } from "./case.ts";

/** Values that are nothing of what a field wants. */
const beyond = 2 ** 53;
const numbers = {
  "a text": "7",
  "half a number": 7.5,
  "beyond 53 bits": beyond,
  "true": true,
  "a list": [7],
};

/** For each required field: what it may not be, under the name that the case gets. */
const feedFields: Record<string, Fields> = {
  component: { "a number": 5, "an object": {} },
  channel: { "a number": 5, "an object": {} },
  seq: { ...numbers, "negative": -1 },
  generated_at: { "a number": 1_795_000_000, "no time": "yesterday" },
  valid_until: { "a number": 1_795_000_000, "no time": "tomorrow" },
  offers: { "an object": {}, "a text": "131" },
  marks: { "an object": {}, "a text": "131" },
};
const offerFields: Record<string, Fields> = {
  build: { ...numbers, "zero": 0, "negative": -1 },
  version: { "a number": 1 },
  channel: { "a number": 1 },
  bps: { ...numbers, "negative": -1, "above 10000": 10_001 },
  salt: { "a number": 5, "empty": "", "of 201 characters": "s".repeat(201) },
  available_at: { "a number": 0, "no time": "soon" },
  severity: { "a number": 1 },
  requires_build: { ...numbers, "negative": -1 },
};
const markFields: Record<string, Fields> = {
  build: { ...numbers, "zero": 0, "negative": -1 },
  severity: { "a number": 1 },
};
const policyFields: Record<string, Fields> = {
  min_build: { ...numbers, "negative": -1 },
  nudge_every_s: { ...numbers, "negative": -1 },
};
/** Fields that may be null or left out. */
const freeOfferFields: Record<string, Fields> = {
  min_os: { "a number": 16, "a list": [] },
  max_os: { "a number": 16, "an object": {} },
  url: { "a number": 5 },
  notes: { "true": true },
  notes_url: { "false": false },
};
const freePolicyFields: Record<string, Fields> = {
  min_version: { "a number": 1 },
  force_after: { "a number": 0, "no time": "soon" },
  recommended_build: numbers,
  message: { "a number": 5 },
  contact_url: { "a list": [] },
};

function spoiled(part: string, fields: Record<string, Fields>, within: (fields: Fields) => Fields): Case[] {
  return Object.entries(fields).flatMap(([field, values]) =>
    Object.entries(values).map(([what, value]) =>
      about(`no feed: ${part} whose ${field} is ${what}`, within({ [field]: value }), isInvalid)
    )
  );
}

function lacking(part: string, fields: Record<string, Fields>, within: (fields: Fields) => Fields): Case[] {
  return Object.keys(fields).flatMap((field) => [
    about(`no feed: ${part} without ${field}`, within({ [field]: undefined }), isInvalid),
    about(`no feed: ${part} whose ${field} is null`, within({ [field]: null }), isInvalid),
  ]);
}

const asOffer = (fields: Fields) => ({ offers: [offer(131, fields)] });
const asMark = (fields: Fields) => ({ marks: [{ build: 121, severity: "important", ...fields }] });
const asPolicy = (fields: Fields) => ({ policy: policy(fields) });
const parts: [string, Record<string, Fields>, (fields: Fields) => Fields][] = [
  ["one", feedFields, (fields) => fields],
  ["an offer", offerFields, asOffer],
  ["a mark", markFields, asMark],
  ["a policy", policyFields, asPolicy],
];

const notObjects = {
  "an empty text": "",
  "a text": "feed",
  "zero": 0,
  "true": true,
  "false": false,
  "a list": [],
};
const notParts = {
  "null": null,
  "a number": 5,
  "a text": "131",
  "a list": [],
  "an object without fields": {},
};
const schemas = {
  "missing": undefined,
  "null": null,
  "zero": 0,
  "a later one": 2,
  "a text": "1",
  "true": true,
  "a list": [1],
};

/** Rule 1: what is no feed changes nothing. */
export const invalidFeeds: Case[] = [
  { name: "no feed: none at all", feed: null, client: client(), decision: says("unknown", "feed_missing") },
  { name: "no feed: an object without fields", feed: {}, client: client(), decision: isInvalid },
  { name: "no feed: a feed in a list", feed: [feed()], client: client(), decision: isInvalid },
  ...Object.entries(notObjects).map(([what, value]) => (
    { name: `no feed: ${what}`, feed: value, client: client(), decision: isInvalid }
  )),
  ...Object.entries(schemas).map(([what, schema]) =>
    about(`no feed: schema is ${what}`, { schema }, isInvalid)
  ),
  ...parts.flatMap((part) => [...lacking(...part), ...spoiled(...part)]),
  ...spoiled("an offer", freeOfferFields, asOffer),
  ...spoiled("a policy", freePolicyFields, asPolicy),
  ...Object.entries(notParts).flatMap(([what, value]) => [
    about(`no feed: an offer that is ${what}`, { offers: [value] }, isInvalid),
    about(`no feed: a mark that is ${what}`, { marks: [value] }, isInvalid),
  ]),
  ...Object.entries({ ...notObjects, "an object without fields": {} }).map(([what, value]) =>
    about(`no feed: a policy that is ${what}`, { policy: value }, isInvalid)
  ),
  about(
    "no feed: one bad offer among good ones",
    { offers: [offer(131), offer(132, { bps: -1 })] },
    isInvalid,
  ),
  about("no feed: a bad offer on a channel that is not known", {
    offers: [offer(131), offer(132, { channel: "canary", bps: -1 })],
  }, isInvalid),
];
