import {
  channelRank,
  type Feed,
  isWhole,
  type Offer,
  parseFeed,
  type Severity,
  severityRank,
} from "./feed.ts";
import { isForDevice } from "./for-device.ts";
import { instant } from "./instant.ts";

/** Who asks, at which time, and what it remembers. What is not of its type counts as not known. */
export interface Client {
  component: string;
  channel: string;
  build: number | null;
  os: string | null;
  installation_id: string | null;
  /** A person asked: neither the share of a rollout nor `nudge_every_s` stands in the way. */
  is_manual: boolean;
  now: string;
  remembered: {
    /** The highest `seq` of a feed that was accepted. */
    seq: number | null;
    skipped_build: number | null;
    nudged_at: string | null;
  };
}

/** What a client should show. */
export interface Decision {
  /** required: nothing else is possible; recommended: a dialog; available: a banner. */
  kind: "required" | "recommended" | "available" | "up-to-date" | "unknown";
  build: number | null;
  version: string | null;
  url: string | null;
  /** The highest of all that the update skips. */
  severity: Severity | null;
  can_skip: boolean;
  deadline: string | null;
  message: string | null;
  contact_url: string | null;
  /** A stable code: which rule matched. */
  reason: string;
}

/**
 * What a client does about a feed. The same rule as `ship.decide` in SQL and in the Swift client; the vectors in `clients/vectors` hold them
 * together. Never throws, and without a valid feed nothing blocks.
 */
export function decide(feed: unknown, client: Client): Decision {
  if (feed === null || feed === undefined) return answer("unknown", "feed_missing");
  const parsed = parseFeed(feed);
  if (!parsed) return answer("unknown", "feed_invalid");
  try {
    return judge(parsed, client);
  } catch {
    return answer("unknown", "client_invalid"); // no object, or a getter that throws
  }
}

function judge(feed: Feed, client: Client): Decision {
  const now = instant(client.now);
  const { seq, skipped_build, nudged_at } = client.remembered ?? {};
  if (isNaN(now)) return answer("unknown", "client_invalid");
  if (feed.component !== client.component || feed.channel !== client.channel) {
    return answer("unknown", "feed_other");
  }
  if (isWhole(seq) && feed.seq < seq) return answer("unknown", "feed_old");
  if (instant(feed.valid_until) <= now) return answer("unknown", "feed_expired");

  const offers = feed.offers.filter((offer) => isForDevice(offer, client, now)).sort((a, b) =>
    b.build - a.build || b.bps - a.bps || channelRank(b.channel) - channelRank(a.channel)
  );
  const candidateFor = (build: number) => offers.find((offer) => offer.requires_build <= build);

  if (!isWhole(client.build)) {
    const offer = candidateFor(0);
    return answer(
      offer ? "available" : "unknown",
      "build_unknown",
      offer && shown(feed, offer.build - 1, offer),
    );
  }
  const build = client.build;
  const candidate = candidateFor(build);
  const isNewer = candidate && candidate.build > build;
  const update = isNewer ? shown(feed, build, candidate) : {};
  const policy = feed.policy;
  const message = policy?.message ?? null;

  if (policy && build < policy.min_build) {
    const told = { ...update, can_skip: false, message, contact_url: policy.contact_url };
    if (highestReached(candidateFor, build) < policy.min_build) {
      return answer("recommended", "below_min_no_way_out", told);
    }
    return policy.force_after === null || instant(policy.force_after) <= now
      ? answer("required", "below_min", told)
      : answer("recommended", "below_min_later", { ...told, deadline: policy.force_after });
  }
  if (!isNewer) return answer("up-to-date", "no_newer_build");
  if (update.severity === "critical") {
    return answer("recommended", "critical", { ...update, can_skip: false, message });
  }
  const isRecommended = policy && policy.recommended_build !== null && policy.recommended_build > build;
  if (!isRecommended && update.severity !== "important") return answer("available", "newer_build", update);
  if (skipped_build === candidate.build) return answer("available", "skipped", { ...update, message });
  const since = now - instant(nudged_at);
  const every = (policy?.nudge_every_s ?? 0) * 1000;
  // one that lies far in the future comes from a clock that was off
  if (client.is_manual !== true && since < every && since >= -every) {
    return answer("available", "nudged", { ...update, message });
  }
  return answer("recommended", isRecommended ? "recommended_build" : "important", { ...update, message });
}

/** The build that a device ends at when it installs candidate after candidate. */
function highestReached(candidateFor: (build: number) => Offer | undefined, build: number): number {
  const next = candidateFor(build)?.build ?? 0;
  return next > build ? highestReached(candidateFor, next) : build;
}

/** What is shown of an offer to who has the build `after`. */
function shown(feed: Feed, after: number, { build, version, url, severity }: Offer): Partial<Decision> {
  for (const one of [...feed.offers, ...feed.marks]) {
    if (one.build > after && one.build <= build && severityRank(one.severity) > severityRank(severity)) {
      severity = one.severity;
    }
  }
  return { build, version, url, severity };
}

function answer(kind: Decision["kind"], reason: string, more?: Partial<Decision>): Decision {
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
    ...more,
    reason,
  };
}
