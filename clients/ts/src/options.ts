/** A public key of Ed25519 as a JWK, as `slipway keys signing` shows it, pinned in the app. */
export interface PublicKey {
  kid: string;
  kty: string;
  crv: string;
  x: string;
}

/** Where a client remembers: `localStorage`, React Native's AsyncStorage, or anything of that shape. It may throw, be full, or never answer. */
export interface UpdateStorage {
  getItem(key: string): string | null | undefined | Promise<string | null | undefined>;
  setItem(key: string, value: string): unknown;
}

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export interface FetchInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  cache?: "no-cache";
  signal?: AbortSignal;
}

export interface FetchAnswer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
  body?: { getReader(): ByteReader } | null | undefined;
}

interface ByteReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/** Calls `wake` whenever it is worth asking again (in sight again, online again), until the function that it answers is called. */
export type Signals = (wake: () => void) => () => void;

/** Calls `run` once after `ms` milliseconds, unless the function that it answers is called before. */
export type SetTimer = (run: () => void, ms: number) => () => void;

/** What `createUpdates` may be told; the first four are all that most apps need. */
export interface Options {
  /** The Supabase project: `https://<ref>.supabase.co`. */
  url: string;
  /** Its publishable key: for registering push tokens. */
  publishableKey: string;
  /** As version.json names it. */
  component: string;
  /** The build that is running, as baked into it; null or "" when it does not know, and then nothing ever blocks it. */
  build: number | string | null;
  /** alpha, beta, rc or live; live when it is left out. */
  channel?: string;
  /** The version of the operating system, as "18.1": offers with bounds are only for who says it. */
  os?: string | null;
  /** Decides about rollouts; a random UUID of the first launch when it is left out. It stays on the device until a push token is registered. */
  installationId?: string;
  /** Pinned keys: where the platform has Ed25519, only a feed that one of them signed counts. */
  publicKeys?: readonly PublicKey[];
  /** localStorage in a browser; elsewhere nothing is remembered when it is left out. */
  storage?: UpdateStorage;
  /** As `slipway init --function-prefix` was given it. */
  functionPrefix?: string;
  fetch?: Fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** [0, 1) */
  random?: () => number;
  setTimer?: SetTimer;
  /** Visibility and network of the page in a browser; `appStateSignals` in React Native; else none. */
  signals?: Signals;
}
