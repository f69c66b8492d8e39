import { about, type Case, isAvailable, isUpToDate, offer } from "./case.ts";

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

/** Rule 3: the operating systems that an offer is for. */
export const forSystems: Case[] = [
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
