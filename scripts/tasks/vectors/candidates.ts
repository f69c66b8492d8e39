import { about, type Case, isAvailable, isUpToDate, offer, says, shows } from "./case.ts";

/** Rules 3 and 5: which offer is for this device. */
export const candidates: Case[] = [
  about(
    "the newest offer of three, in whatever order",
    { offers: [offer(131), offer(133), offer(132)] },
    isAvailable(133),
  ),
  about("an offer of the build that one has is no news", { offers: [offer(130)] }, isUpToDate),
  about("an offer of an older build is no news", { offers: [offer(129)] }, isUpToDate),
  about("one build higher is", { offers: [offer(129), offer(130), offer(131)] }, isAvailable()),
  about("up to date says nothing of a policy", {
    offers: [offer(130)],
    policy: { min_build: 130, nudge_every_s: 0, message: "old" },
  }, isUpToDate),
  about("builds up to 2^53 − 1", { offers: [offer(2 ** 53 - 1)] }, isAvailable(2 ** 53 - 1), {
    build: 2 ** 53 - 2,
  }),
  about("an offer for later is not there yet", {
    offers: [offer(131, { available_at: "2026-11-20T12:00:00.001Z" })],
  }, isUpToDate),
  about(
    "an offer from now on is there",
    { offers: [offer(131, { available_at: "2026-11-20T12:00:00Z" })] },
    isAvailable(),
  ),
  about("when the newest is for later, the next older one is it", {
    offers: [offer(132, { available_at: "2026-11-21T00:00:00Z" }), offer(131)],
  }, isAvailable()),
  about("a required build that one has", { offers: [offer(131, { requires_build: 130 })] }, isAvailable()),
  about("a required build that one lacks", { offers: [offer(132, { requires_build: 131 })] }, isUpToDate),
  about("when the newest requires too much, the next older one is it", {
    offers: [offer(132, { requires_build: 131 }), offer(131)],
  }, isAvailable()),

  about("twice the same build: the one for more devices", {
    offers: [offer(131, { bps: 5000, version: "fewer" }), offer(131, { bps: 6000, version: "more" })],
  }, says("available", "newer_build", { ...shows(131), version: "more" })),
  about("twice the same build: the one for more devices, on whatever channel", {
    offers: [offer(131, { channel: "alpha", version: "more" }), offer(131, { bps: 6000, version: "fewer" })],
  }, says("available", "newer_build", { ...shows(131), version: "more" })),
  ...[["live", "alpha"], ["live", "rc"], ["rc", "beta"], ["beta", "alpha"]].flatMap(([higher, lower]) => [
    about(`twice the same build for as many: ${higher} before ${lower}`, {
      offers: [
        offer(131, { channel: higher, version: "higher" }),
        offer(131, { channel: lower, version: "lower" }),
      ],
    }, says("available", "newer_build", { ...shows(131), version: "higher" })),
    about(`twice the same build for as many: ${higher} before ${lower}, the other way round`, {
      offers: [
        offer(131, { channel: lower, version: "lower" }),
        offer(131, { channel: higher, version: "higher" }),
      ],
    }, says("available", "newer_build", { ...shows(131), version: "higher" })),
  ]),
  about("twice the same in everything: the first", {
    offers: [offer(131, { version: "first" }), offer(131, { version: "second" })],
  }, says("available", "newer_build", { ...shows(131), version: "first" })),
  about("a higher build on a lower channel goes before", {
    offers: [offer(131), offer(132, { channel: "alpha" })],
  }, isAvailable(132)),
  about("an offer on a channel that is not known is left out", {
    offers: [offer(132, { channel: "canary" }), offer(131)],
  }, isAvailable()),
  about("a channel in other letters is not known", { offers: [offer(132, { channel: "Live" })] }, isUpToDate),
  about(
    "a severity that is not known is normal",
    { offers: [offer(131, { severity: "apocalyptic" })] },
    isAvailable(),
  ),
  about(
    "an offer without an address shows none",
    { offers: [offer(131, { url: null })] },
    says("available", "newer_build", {
      ...shows(131),
      url: null,
    }),
  ),
];
