import { about, type Case, id, isAvailable, isUpToDate, offer, says, shows } from "./case.ts";

const partial = (bps: number) => ({ offers: [offer(131, { bps })] });
const none = { installation_id: null };

/** os, min_os, max_os, and whether the offer is for it. */
const systems: [string | null, string | null, string | null, boolean][] = [
  [null, null, null, true],
  ["what it wants", null, null, true],
  ["16.0", "16.0", null, true],
  ["16", "16.0", null, true],
  ["16.0", "16", null, true],
  ["16.0.0", "16", null, true],
  ["15.9", "16", null, false],
  ["15.9.9", "16.0", null, false],
  ["16.0.1", "16.0.2", null, false],
  ["16.0.2", "16.0.2", null, true],
  ["16.1", "16.0.2", null, true],
  ["9.3", "10.0", null, false],
  ["10.0", "9.3", null, true],
  ["18.10", "18.9", null, true],
  ["18.9", "18.10", null, false],
  ["018.01", "18.1", null, true],
  ["10.0.22631.4169", "10.0.22631.4169", null, true],
  ["10.0.22631.4168", "10.0.22631.4169", null, false],
  ["1.2.3.4.5.6.7.8", "1.2.3.4.5.6.7.8", null, true],
  ["1.2.3.4.5.6.7.8.9", "1", null, false],
  ["999999999", "999999999", null, true],
  ["1000000000", "1", null, false],
  ["15", null, "15", true],
  ["15.7.1", null, "15", true],
  ["16", null, "15", false],
  ["16.0.1", null, "15.9", false],
  ["15.2", null, "15.2", true],
  ["15.2.9", null, "15.2", true],
  ["15.3", null, "15.2", false],
  ["15", null, "15.2", true],
  ["15", null, "15.0.0", true],
  ["15.0.1", null, "15.0.0", false],
  ["15.5", "15", "15", true],
  ["15.5", "16", "17", false],
  ["17.9", "16", "17", true],
  ["15.5", "17", "15", false],
  [null, "16", null, false],
  [null, null, "16", false],
  ["", "16", null, false],
  ["iOS 18", "16", null, false],
  ["18.1 ", "16", null, false],
  ["18.", "16", null, false],
  [".18", "16", null, false],
  ["18..1", "16", null, false],
  ["18.1-beta", "16", null, false],
  ["-18", "16", null, false],
  ["+18", "16", null, false],
  ["1e3", "16", null, false],
  ["18\n", "16", null, false],
  ["١٨", "16", null, false],
  ["18", "", null, false],
  ["18", "sixteen", null, false],
  ["18", "16.x", null, false],
  ["18", null, "", false],
  ["18", null, "latest", false],
  ["18", "16", "latest", false],
  ["18", "16.0.0.0.0.0.0.0.0", null, false],
];

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

  about("share: a bucket below it is in", partial(2843), isAvailable()),
  about("share: a bucket at it is out", partial(2842), isUpToDate),
  about("share: 1 of 10000 is for others", partial(1), isUpToDate),
  about("share: 0 is nobody", partial(0), isUpToDate),
  about("share: 10000 is everybody, with or without an id", partial(10_000), isAvailable(), none),
  about("share: without an id one is out of 9999", partial(9999), isUpToDate, none),
  about("share: an empty id is none", partial(9999), isUpToDate, { installation_id: "" }),
  about("share: an id of 200 characters is one", partial(2688), isAvailable(), {
    installation_id: "i".repeat(200),
  }),
  about("share: an id of 201 characters is none", partial(9999), isUpToDate, {
    installation_id: "i".repeat(201),
  }),
  about("share: an id of 200 characters beyond 16 bits is one", partial(8380), isAvailable(), {
    installation_id: "🚢".repeat(200),
  }),
  about("share: an id of 201 characters beyond 16 bits is none", partial(9999), isUpToDate, {
    installation_id: "🚢".repeat(201),
  }),
  about("share: a space before an id belongs to it", partial(2250), isAvailable(), {
    installation_id: ` ${id}`,
  }),
  about("share: an id in capital letters is the same", partial(1198), isAvailable(), {
    installation_id: "DEVICE-é",
  }),
  about("share: of another salt, others are in", {
    offers: [offer(131, { bps: 2588, salt: "00000000-0000-4000-8000-000000000000" })],
  }, isAvailable()),
  about("share: a salt is any text of 1 to 200 characters", {
    offers: [offer(131, { bps: 1, salt: "🚢".repeat(200) }), offer(132, { salt: "s" })],
  }, isAvailable(132)),
  about("share: out of the newest, the next older one is it", {
    offers: [offer(132, { bps: 2842 }), offer(131)],
  }, isAvailable()),
  about("share: in the newest", { offers: [offer(132, { bps: 2843 }), offer(131)] }, isAvailable(132)),
  about("asked by hand: any share above 0", partial(1), isAvailable(), { is_manual: true }),
  about("asked by hand: any share, without an id as well", partial(1), isAvailable(), {
    is_manual: true,
    ...none,
  }),
  about("asked by hand: 0 is still nobody", partial(0), isUpToDate, { is_manual: true }),
  about(
    "asked by hand: what is for later stays for later",
    {
      offers: [offer(131, { available_at: "2026-11-21T00:00:00Z" })],
    },
    isUpToDate,
    { is_manual: true },
  ),
  about("asked by hand: the system's bounds stay", { offers: [offer(131, { min_os: "19" })] }, isUpToDate, {
    is_manual: true,
  }),
  about(
    "asked by hand: a required build stays",
    { offers: [offer(131, { requires_build: 131 })] },
    isUpToDate,
    { is_manual: true },
  ),

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
  ...systems.map(([os, min_os, max_os, isFor]) =>
    about(
      `system ${JSON.stringify(os)} is ${isFor ? "inside" : "not inside"} ${JSON.stringify(min_os)} to ${
        JSON.stringify(max_os)
      }`,
      { offers: [offer(131, { min_os, max_os })] },
      isFor ? isAvailable() : isUpToDate,
      { os },
    )
  ),
  about("when the newest wants a newer system, the next older one is it", {
    offers: [offer(132, { min_os: "19" }), offer(131)],
  }, isAvailable()),
];
