import {
  about,
  type Case,
  type ClientFields,
  type Fields,
  isAvailable,
  isUpToDate,
  offer,
  policy,
  says,
  shows,
} from "./case.ts";
import type { Decision } from "../../../clients/ts/src/decide.ts";

const mark = (build: number, severity: string) => ({ build, severity });
const isCritical = says("recommended", "critical", { ...shows(131, "critical"), can_skip: false });
const isImportant = says("recommended", "important", shows(131, "important"));
const message = "Please update";
const asked = { policy: policy({ recommended_build: 131 }) };

/** Which marks make what is offered how severe. */
const severities: [string, Fields[], Decision["severity"]][] = [
  ["without marks", [], "normal"],
  ["of the build that one has", [mark(130, "critical")], "normal"],
  ["of an older build", [mark(100, "critical")], "normal"],
  ["of a build beyond the offer", [mark(132, "critical")], "normal"],
  ["of the offered build", [mark(131, "critical")], "critical"],
  ["that is important", [mark(131, "important")], "important"],
  ["that is normal", [mark(131, "normal")], "normal"],
  ["that is not known", [mark(131, "apocalyptic")], "normal"],
  ["in other letters", [mark(131, "Critical")], "normal"],
  ["critical before important", [mark(131, "critical"), mark(131, "important")], "critical"],
  ["important before critical", [mark(131, "important"), mark(131, "critical")], "critical"],
];

function judged(name: string, fields: Fields, severity: Decision["severity"], by: ClientFields = {}): Case {
  return about(
    name,
    fields,
    {
      normal: isAvailable(),
      important: isImportant,
      critical: isCritical,
    }[severity ?? "normal"],
    by,
  );
}

/** Rule 6, and what is important of rule 7. */
export const severe: Case[] = [
  ...severities.map(([name, marks, severity]) =>
    judged(`a mark ${name} makes it ${severity}`, { marks }, severity)
  ),
  ...severities.map(([name, marks, severity]) =>
    judged(`an offer's own severity is no less: a mark ${name}`, {
      marks,
      offers: [offer(131, { severity: "important" })],
    }, severity === "critical" ? "critical" : "important")
  ),
  judged("an offer's own severity counts", { offers: [offer(131, { severity: "critical" })] }, "critical"),
  about("a skipped build's mark counts", { marks: [mark(125, "critical")] }, isCritical, { build: 120 }),
  about(
    "a skipped build's offer counts, though it is not for this device",
    {
      offers: [offer(131), offer(125, { severity: "critical", bps: 0 })],
    },
    isCritical,
    { build: 120 },
  ),
  about(
    "a skipped build's offer counts, though it is for later",
    {
      offers: [offer(131), offer(125, { severity: "important", available_at: "2027-01-01T00:00:00Z" })],
    },
    isImportant,
    { build: 120 },
  ),
  about(
    "an offer on a channel that is not known counts for nothing",
    {
      offers: [offer(131), offer(125, { severity: "critical", channel: "canary" })],
    },
    isAvailable(),
    { build: 120 },
  ),
  about("an offer's severity beyond the candidate counts for nothing", {
    offers: [offer(131), offer(132, { severity: "critical", bps: 0 })],
  }, isAvailable()),
  about("what is critical knows no skipping", { marks: [mark(131, "critical")] }, isCritical, {
    remembered: { skipped_build: 131 },
  }),
  about(
    "what is critical knows no pause",
    { marks: [mark(131, "critical")], policy: policy({ message: null }) },
    isCritical,
    {
      remembered: { nudged_at: "2026-11-20T12:00:00Z" },
    },
  ),
  about("what is critical has the text of the policy, and no address", {
    marks: [mark(131, "critical")],
    policy: policy(),
  }, { ...isCritical, message }),
  about("what is critical goes before what is recommended", { ...asked, marks: [mark(131, "critical")] }, {
    ...isCritical,
    message,
  }),
  about("what is critical and not offered to this device is no news", {
    offers: [offer(131, { bps: 0, severity: "critical" })],
  }, isUpToDate),
];
