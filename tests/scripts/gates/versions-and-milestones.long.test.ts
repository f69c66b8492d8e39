import { expect, test } from "vitest";
import { judge } from "../../../scripts/gates/judge.ts";
import type { GateName } from "../../../scripts/manifest/gate-names.ts";
import { changelog, type Promoting, promoting } from "../../support/gates/promoting.ts";

const needs: GateName[] = ["changelog", "upgrade-notes", "semver", "sdk", "milestone"];

/** What each of these gates says, as `gate: state codes`. */
async function said(on: Promoting, sha: string, more: Parameters<Promoting["collect"]>[1] = {}) {
  const facts = await on.collect(sha, { needs, ...more });
  return judge(facts, needs, new Map()).results.slice(2).map(({ gate, state, findings }) =>
    [`${gate}: ${state}`, ...findings.map(({ code }) => code)].join(" ")
  );
}

test("a track that changed without a version, a text and its notes is told all of it at once", async () => {
  const on = await promoting();
  const sha = await on.merged("feat: orders", { "apps/api/src/main.ts": "2\n" });
  on.state.milestones.push({ number: 1, title: "later", state: "open" });
  expect(await said(on, sha)).toEqual([
    "changelog: refused unreleased_empty",
    "upgrade-notes: refused upgrade_notes_missing",
    "semver: refused level_too_low",
    "sdk: passed",
    "milestone: refused milestone_missing",
  ]);
});

test("a broken contract asks for a major version, and warns of the SDK that stays; what must be told is named", async () => {
  const on = await promoting();
  const raised = (version: string) =>
    on.manifest((draft) => Object.assign(draft.components.api ?? {}, { version }));
  const files = {
    ...{
      "apps/api/api.json": '{"a":1}\n',
      "apps/api/migrations/20260101_add.sql": "create table a (b int);\n",
    },
    ...{ "CHANGELOG.md": changelog, "docs/upgrade-1.3.0.md": "Nothing.\n" },
  };
  const low = await on.merged("feat: orders", { ...files, "version.json": await raised("1.3.0") });
  expect(await said(on, low)).toEqual([
    "changelog: refused undocumented_migration",
    "upgrade-notes: passed",
    "semver: refused level_too_low",
    "sdk: warned sdk_left_behind",
    "milestone: warned gate_idle",
  ]);
  const dated = changelog.replace(
    "## [Unreleased]\n\n- Orders.",
    "## [Unreleased]\n\n## [2.0.0] - 2026-11-27\n\n- Orders: 20260101_add.",
  );
  const high = await on.merged("docs: say so", {
    ...{ "CHANGELOG.md": dated, "docs/upgrade-2.0.0.md": "Run it.\n" },
    "version.json": await raised("2.0.0"),
  });
  expect((await said(on, high)).slice(0, 4)).toEqual([
    "changelog: passed",
    "upgrade-notes: passed",
    "semver: passed",
    "sdk: warned sdk_left_behind",
  ]);
});

test("promise 109: the milestone of the version, or the one that was named, has nothing open; pull requests count", async () => {
  const on = await promoting();
  const manifest = await on.manifest((draft) =>
    Object.assign(draft.components.api ?? {}, { version: "1.3.0" })
  );
  const sha = await on.merged("feat: orders", { "apps/api/src/main.ts": "2\n", "version.json": manifest });
  on.state.milestones.push({ number: 1, title: "API 1.3.0", state: "open" });
  const issue = {
    ...{
      number: 77,
      title: "A bug",
      body: "",
      state: "open" as "open" | "closed",
      labels: [],
      author: "ada",
    },
    ...{ milestone: 1, comments: [], pull: null },
  };
  on.state.issues.push(issue);
  const milestone = async (named?: string) => (await said(on, sha, { milestone: named })).at(-1);
  expect(await milestone()).toBe("milestone: refused milestone_open");
  issue.state = "closed";
  expect(await milestone()).toBe("milestone: passed");
  expect(await milestone("API 1.4.0")).toBe("milestone: refused milestone_missing");
});
