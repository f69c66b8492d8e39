import { instant } from "./instant.ts";

/** From the most daring to the safest: who is on one sees it and every later one. */
const channels: readonly string[] = ["alpha", "beta", "rc", "live"];

/** How much a build matters, the least first. */
const severities = ["normal", "important", "critical"] as const;
export type Severity = typeof severities[number];

/** A build on a channel, for a share of its devices. */
export interface Offer {
  build: number;
  version: string;
  channel: string;
  /** The share in hundredths of a percent: 0 is nobody, 10000 everybody. */
  bps: number;
  salt: string;
  available_at: string;
  severity: Severity;
  requires_build: number;
  min_os: string | null;
  max_os: string | null;
  url: string | null;
  notes: string | null;
  notes_url: string | null;
}

/** A build that matters more than others, offered or not. */
export interface Mark {
  build: number;
  severity: Severity;
}

/** The oldest build that may run, and the one that people are asked to have. */
export interface Policy {
  min_build: number;
  min_version: string | null;
  force_after: string | null;
  recommended_build: number | null;
  nudge_every_s: number;
  message: string | null;
  contact_url: string | null;
}

/** What everybody on a component's channel is told. Offers on channels that this client does not know are left out. */
export interface Feed {
  schema: 1;
  component: string;
  channel: string;
  seq: number;
  generated_at: string;
  valid_until: string;
  offers: Offer[];
  marks: Mark[];
  policy: Policy | null;
}

/** More than these is not a feed: nobody has so many, and reading stays fast. */
const mostOffers = 500;
const mostMarks = 10_000;

/** The feed in what a server answered, or undefined where it is none. Never throws. */
export function parseFeed(value: unknown): Feed | undefined {
  try {
    return readFeed(value);
  } catch {
    return undefined; // a getter or a proxy that throws
  }
}

function readFeed(value: unknown): Feed | undefined {
  if (!isRecord(value)) return undefined;
  const { schema, component, channel, seq, generated_at, valid_until, policy = null } = value;
  const offers = readAll(value.offers, mostOffers, readOffer);
  const marks = readAll(value.marks, mostMarks, readMark);
  const read = policy === null ? null : readPolicy(policy);
  if (
    schema === 1 && isText(component) && isText(channel) && isWhole(seq) && isTime(generated_at) &&
    isTime(valid_until) && offers && marks && read !== undefined
  ) {
    return {
      schema,
      component,
      channel,
      seq,
      generated_at,
      valid_until,
      offers: offers.filter((offer) => channelRank(offer.channel) >= 0),
      marks,
      policy: read,
    };
  }
}

function readAll<T>(value: unknown, most: number, read: (one: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const all: T[] = [];
  for (const one of value) {
    const item = read(one);
    if (item === undefined) return undefined;
    all.push(item);
  }
  return all;
}

function readOffer(value: unknown): Offer | undefined {
  if (!isRecord(value)) return undefined;
  const { build, version, channel, bps, salt, available_at, severity, requires_build } = value;
  const { min_os = null, max_os = null, url = null, notes = null, notes_url = null } = value;
  if (
    isWhole(build, 1) && isText(version) && isText(channel) && isWhole(bps) && bps <= 10_000 &&
    isShort(salt) && isTime(available_at) && isText(severity) && isWhole(requires_build) &&
    isTextOrNull(min_os) && isTextOrNull(max_os) && isTextOrNull(url) && isTextOrNull(notes) &&
    isTextOrNull(notes_url)
  ) {
    return {
      build,
      version,
      channel,
      bps,
      salt,
      available_at,
      severity: knownSeverity(severity),
      requires_build,
      min_os,
      max_os,
      url,
      notes,
      notes_url,
    };
  }
}

function readMark(value: unknown): Mark | undefined {
  if (!isRecord(value)) return undefined;
  const { build, severity } = value;
  if (isWhole(build, 1) && isText(severity)) return { build, severity: knownSeverity(severity) };
}

function readPolicy(value: unknown): Policy | undefined {
  if (!isRecord(value)) return undefined;
  const { min_build, nudge_every_s, min_version = null, force_after = null } = value;
  const { recommended_build = null, message = null, contact_url = null } = value;
  if (
    isWhole(min_build) && isWhole(nudge_every_s) && isTextOrNull(min_version) &&
    (force_after === null || isTime(force_after)) &&
    (recommended_build === null || isWhole(recommended_build, -Infinity)) && isTextOrNull(message) &&
    isTextOrNull(contact_url)
  ) {
    return { min_build, nudge_every_s, min_version, force_after, recommended_build, message, contact_url };
  }
}

/** The place in the order of channels; −1 for one that is not known. */
export function channelRank(channel: string): number {
  return channels.indexOf(channel);
}

/** The place in the order of severities. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** A severity that a newer server knows and this client does not is a normal one. */
function knownSeverity(severity: string): Severity {
  return severities.find((known) => known === severity) ?? "normal";
}

function isTime(value: unknown): value is string {
  return !isNaN(instant(value));
}

/** A whole number that a double holds exactly. */
export function isWhole(value: unknown, least = 0): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= least;
}

/** 1 to 200 characters, as Unicode counts them. */
export function isShort(value: unknown): value is string {
  return isText(value) && value !== "" && value.length <= 400 && [...value].length <= 200;
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
