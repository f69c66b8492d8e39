import { describe, expect, test } from "vitest";
import { isEmptyMigration, phaseOf } from "../../../../scripts/deploy/migrations/phase.ts";

describe("promise 120: a migration says in its first line when it is applied", () => {
  test.each([
    ["-- slipway: contract\nalter table a drop column b;", "contract"],
    ["-- slipway: expand\ncreate table a ();", "expand"],
    ["create table a ();", "expand"],
    ["", "expand"],
    ["\uFEFF-- slipway: contract\r\ndrop table a;\r\n", "contract"],
    ["-- slipway: contract\rdrop table a;", "contract"],
    ["--slipway:contract", "contract"],
    ["  -- Slipway: Contract  \ndrop table a;", "contract"],
    ["-- about slipway: nothing\ncreate table a ();", "expand"],
    ["select '-- slipway: contract';", "expand"],
  ])("promise 120: %j → %s", (sql, phase) => {
    expect(phaseOf(sql)).toEqual({ phase });
  });

  test.each([
    ["-- slipway: contrat\ndrop table a;", "unknown", "contrat"],
    ["-- slipway: \ndrop table a;", "unknown", ""],
    ["-- slipway: expand contract", "unknown", "expand contract"],
    ["-- drops a\n-- slipway: contract\ndrop table a;", "misplaced", "contract"],
    ["\n-- slipway: contract\ndrop table a;", "misplaced", "contract"],
    ["-- slipway: expand\n-- slipway: contract\n", "misplaced", "contract"],
  ])("%j is a problem, not a guess", (sql, problem, word) => {
    expect(phaseOf(sql)).toEqual({ problem, word });
  });
});

test.each([
  ["", true],
  ["\uFEFF \r\n\t\n", true],
  ["-- slipway: contract\n\n", true],
  ["-- nothing to do since the squash\n", false],
  ["select 1;", false],
])("%j is empty: %s", (sql, isEmpty) => {
  expect(isEmptyMigration(sql)).toBe(isEmpty);
});
