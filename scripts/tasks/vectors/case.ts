import type { Client, Decision } from "../../../clients/ts/src/decide.ts";

/** A case of clients/vectors/decide.json: a promise about one question. The answer is written by hand, never computed by what is tested. */
export interface Case {
  name: string;
  feed: unknown;
  client: Client;
  decision: Decision;
}

export const salt = "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011";
/** Its bucket under that salt is 2842. */
export const id = "11111111-2222-3333-4444-555555555555";
export const now = "2026-11-20T12:00:00.000Z";

/** Some fields of a part of a feed, of any type: half of the cases say what is refused. */
export type Fields = Record<string, unknown>;

/** An offer to everybody; version and address tell which one it was. */
export function offer(build: number, fields: Fields = {}): Fields {
  return {
    build,
    version: `1.0.${build}`,
    channel: "live",
    bps: 10_000,
    salt,
    available_at: "2026-11-01T00:00:00Z",
    severity: "normal",
    requires_build: 0,
    min_os: null,
    max_os: null,
    url: `https://example.com/${build}`,
    notes: null,
    notes_url: null,
    ...fields,
  };
}

/** A feed with an offer of build 131 and nothing else to say. */
export function feed(fields: Fields = {}): Fields {
  return {
    schema: 1,
    component: "app",
    channel: "live",
    seq: 12,
    generated_at: "2026-11-20T11:59:00Z",
    valid_until: "2026-11-27T11:59:00Z",
    offers: [offer(131)],
    marks: [],
    policy: null,
    ...fields,
  };
}

/** A policy that asks for nothing. */
export function policy(fields: Fields = {}): Fields {
  return {
    min_build: 0,
    min_version: null,
    force_after: null,
    recommended_build: null,
    nudge_every_s: 86_400,
    message: "Please update",
    contact_url: "https://example.com/help",
    ...fields,
  };
}

/** What may differ from a device with build 130 that remembers nothing. */
export type ClientFields = Partial<Omit<Client, "remembered">> & {
  remembered?: Partial<Client["remembered"]>;
};

export function client({ remembered, ...fields }: ClientFields = {}): Client {
  return {
    component: "app",
    channel: "live",
    build: 130,
    os: "18.1",
    installation_id: id,
    is_manual: false,
    now,
    ...fields,
    remembered: { seq: null, skipped_build: null, nudged_at: null, ...remembered },
  };
}

/** A decision about no build; `fields` says what else. */
export function says(kind: Decision["kind"], reason: string, fields: Partial<Decision> = {}): Decision {
  return {
    kind,
    build: null,
    version: null,
    url: null,
    severity: null,
    can_skip: true,
    deadline: null,
    message: null,
    contact_url: null,
    reason,
    ...fields,
  };
}

/** What a decision shows of an offer that `offer` made. */
export function shows(build: number, severity: Decision["severity"] = "normal"): Partial<Decision> {
  return { build, version: `1.0.${build}`, url: `https://example.com/${build}`, severity };
}

export const isAvailable = (build = 131) => says("available", "newer_build", shows(build));
export const isUpToDate = says("up-to-date", "no_newer_build");
export const isInvalid = says("unknown", "feed_invalid");

/** A case about a feed that differs from the usual one. */
export function about(name: string, fields: Fields, decision: Decision, asked: ClientFields = {}): Case {
  return { name, feed: feed(fields), client: client(asked), decision };
}
