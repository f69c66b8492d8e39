import { about, type Case, id, isAvailable, isUpToDate, offer } from "./case.ts";

const partial = (bps: number) => ({ offers: [offer(131, { bps })] });
const none = { installation_id: null };

/** Rule 3: the devices that a rollout has reached. */
export const shares: Case[] = [
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
];
