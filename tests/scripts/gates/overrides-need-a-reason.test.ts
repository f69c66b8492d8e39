import { expect, test } from "vitest";
import { CommandError } from "../../../scripts/cli/command-error.ts";
import { judge } from "../../../scripts/gates/judge.ts";
import { parseOverrides } from "../../../scripts/gates/overrides.ts";
import { good, is, lost } from "../../support/gates/facts.ts";

function refusalOf(given: string[], needs: Parameters<typeof parseOverrides>[1]): CommandError {
  try {
    parseOverrides(given, needs);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

test.each([
  ["chekcs=because", "gate_unknown"],
  ["=because", "gate_unknown"],
  ["milestone", "override_without_reason"],
  ["milestone=  ", "override_without_reason"],
  [`milestone=${"x".repeat(501)}`, "override_without_reason"],
  ["semver=it is fine", "gate_not_needed"],
  ["ancestry=it is fine", "gate_fixed"],
])("%s is refused: %s", (text, code) => {
  expect(refusalOf([text], ["milestone", "checks"])).toMatchObject({ code, exitCode: 2 });
});

test("everything that is wrong is said at once, and the same gate twice is", () => {
  const { code, findings } = refusalOf(["a=b", "milestone", "checks=one", "checks=two"], [
    "milestone",
    "checks",
  ]);
  expect(code).toBe("override_invalid");
  expect(findings.map((one) => one.code)).toEqual([
    "gate_unknown",
    "override_without_reason",
    "override_repeated",
  ]);
});

test("promise 109: an override with a reason lets pass what refuses or is unknown, and its reason is in the report", () => {
  const facts = good({
    checks: lost,
    milestone: is({ titles: ["1.3.0"], found: [], isNamed: true, openTitles: [] }),
    window: is({ windows: [{ days: ["mon"], tz: "UTC" }], components: ["api"] }),
  });
  const needs = ["checks", "milestone", "env"] as const;
  expect(judge(facts, needs, new Map()).passed).toBe(false);
  const overrides = parseOverrides(["milestone=moved = next", "checks=CI is down", "env=not needed"], needs);
  const half = judge(facts, needs, overrides);
  expect(half.passed).toBe(false);
  expect(half.results.map(({ gate, state, override }) => [gate, state, override])).toEqual([
    ["ancestry", "passed", undefined],
    ["window", "refused", undefined],
    ["checks", "unknown", "CI is down"],
    ["milestone", "refused", "moved = next"],
    // what passes needs none
    ["env", "passed", undefined],
  ]);
  const all = parseOverrides(["milestone=moved", "checks=CI is down", "window=it burns"], needs);
  expect(judge(facts, needs, all).passed).toBe(true);
});

test("what is always looked at can't be left out", () => {
  expect(judge(good(), [], new Map()).results.map(({ gate }) => gate)).toEqual(["ancestry", "window"]);
  expect(judge(good({ ancestry: lost }), [], new Map()).passed).toBe(false);
});

test("a report is the same after it was kept as JSON", () => {
  const report = judge(good(), ["checks", "staging-verified"], new Map());
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});
