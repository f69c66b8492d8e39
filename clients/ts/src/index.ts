// What an app imports: `slipway/client`. Everything else has an entry of its own, so that this stays small.

export type { State, Updates } from "./api.ts";
export type { Client, Decision } from "./decide.ts";
export { bucket } from "./bucket.ts";
export { decide } from "./decide.ts";
export { type Feed, type Mark, type Offer, parseFeed, type Policy, type Severity } from "./feed.ts";
export type { Fetch, Options, PublicKey, SetTimer, Signals, UpdateStorage } from "./options.ts";
export type { PushResult, PushToken } from "./push.ts";
export { createUpdates } from "./updates.ts";
