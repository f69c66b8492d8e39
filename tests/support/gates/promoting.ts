import { onTestFinished } from "vitest";
import { collectFacts } from "../../../scripts/gates/collect/collect.ts";
import type { GateQuestion, GateSources, SeenEnvironments } from "../../../scripts/gates/collect/sources.ts";
import { openGit } from "../../../scripts/git/git.ts";
import { openHost } from "../../../scripts/host/open-host.ts";
import { vouched } from "../../../scripts/host/resolve-host.ts";
import { resolveEnvironment } from "../../../scripts/manifest/environment.ts";
import { gateNames } from "../../../scripts/manifest/gate-names.ts";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { startCodeHost } from "../../../scripts/stack/code-host/code-host.ts";
import type { StoredIssue, StoredPull } from "../../../scripts/stack/code-host/state.ts";
import { createMonorepo, type ManifestDraft } from "../monorepo.ts";
import { fetchWithTags } from "../../../scripts/git/tags.ts";

const token = "ghs_reader00000000000000";
const read = "read" as const;
const permissions = {
  ...{ administration: read, checks: read, contents: read, issues: read },
  ...{ pull_requests: read, statuses: read },
};

export const changelog = "# Changelog\n\n## [Unreleased]\n\n- Orders.\n\n## [1.2.0] - 2026-01-01\n\n- Old.\n";

function write(draft: ManifestDraft): void {
  draft.build = 7;
  draft.ship.environments = {
    staging: { branch: "main", url: "https://stg.example.test" },
    production: {
      ...{ branch: "production", url: "https://example.test", announces: true },
      promote: { from: "main", needs: gateNames, max_age: "24h" },
      never_from: ["develop"],
    },
  };
  delete draft.ship.environment;
  draft.ship.gates = {
    main: { checks: ["build"] },
    policies: [{ files: ["CONTRIBUTING.md", "version.json"], owners: ["ada"], decision: true }],
  };
  draft.ship.docs = { decisions: "docs/adr" };
  const deploy = { type: "command", run: "true" };
  draft.components = {
    api: {
      ...{ name: "API", kind: "server", version: "1.2.0", build: 7, paths: ["apps/api"], deploy },
      release: {
        ...{ tag: "v", changelog: "CHANGELOG.md", upgrade_notes: "docs/upgrade-{version}.md" },
        evidence: { contract: ["apps/api/api.json"], migrations: ["apps/api/migrations/**"] },
      },
    },
    web: { name: "Web", kind: "web", version: "1.0.0", build: 3, paths: ["apps/web"], deploy },
    sdk: {
      ...{ name: "SDK", kind: "library", version: "0.4.0", build: 1, paths: ["sdk"] },
      release: { tag: "sdk-v", follows: ["api"] },
    },
  };
}

/** Two environments, a track that was released once, and a host that the token may only read. `next` is what wants to be promoted. */
export async function promoting() {
  const repo = await createMonorepo({
    components: [],
    edit: write,
    files: {
      "CHANGELOG.md": changelog.replace("- Orders.\n\n", ""),
      ...{ "apps/api/src/main.ts": "1\n", "apps/api/api.json": "{}\n", "apps/web/index.html": "1\n" },
      ...{ "sdk/index.ts": "1\n", "CONTRIBUTING.md": "Rules.\n", "docs/adr/0001-one.md": "One.\n" },
    },
  });
  onTestFinished(repo.stop);
  for (const tag of ["v1.2.0", "sdk-v0.4.0"]) await repo.git("tag", "--annotate", "--message", tag, tag);
  await repo.git("push", "--quiet", "origin", "main", "main:production", "v1.2.0", "sdk-v0.4.0");
  const codeHost = await startCodeHost({
    repository: repo.remote,
    tokens: { [token]: { kind: "fine-grained", login: "reader", permissions, canPush: false } },
  });
  onTestFinished(codeHost.stop);
  const { state, number } = codeHost;
  const git = openGit(repo.root);
  const upstream = { remote: "origin", branch: "main" };
  const at = new Date("2026-11-27T12:00:00Z");
  const deployed: Record<string, [component: string, sha: string][]> = { staging: [], production: [] };

  return {
    ...{ repo, codeHost, state, git, at, deployed },
    /** version.json as a change leaves it. */
    async manifest(edit: (draft: ManifestDraft) => void): Promise<string> {
      const draft: ManifestDraft = JSON.parse(await repo.read("version.json"));
      edit(draft);
      return `${JSON.stringify(draft, null, 2)}\n`;
    },
    /** A commit on main that a merged pull request brought. */
    async merged(message: string, files: Record<string, string>, pull: Partial<StoredPull> = {}) {
      const sha = await repo.commit(message, files);
      await repo.git("push", "--quiet", "--no-verify", "origin", "main");
      const issue: StoredIssue = {
        ...{ number: number(), title: message, body: "", state: "closed", labels: [], milestone: null },
        ...{ author: "eve", comments: [] },
        pull: {
          ...{ head: "gone", base: "main", isDraft: false, reviews: [], mergeCommit: sha },
          mergedAt: at.toISOString(),
          ...pull,
        },
      };
      state.issues.push(issue);
      return sha;
    },
    ran(sha: string, name: string, conclusion: string | null) {
      const status = conclusion === null ? "in_progress" : "completed";
      state.runs.push({ id: number(), sha, name, status, conclusion, app: 1 });
    },
    /** Fetches, and collects every fact about a commit. */
    async collect(
      sha: string,
      { sources = {}, ...question }: Partial<GateQuestion> & { sources?: Partial<GateSources> } = {},
    ) {
      await repo.git("fetch", "--quiet", "origin");
      await fetchWithTags(git, upstream);
      const workspace = await loadWorkspace(repo.root);
      const status: SeenEnvironments = {
        environments: Object.entries(deployed).map(([name, items]) => ({
          name,
          deployed: items.map(([component, sha]) => (
            { component, sha, verified_at: "2026-11-27T11:00:00Z", verified_by: "probes" }
          )),
        })),
      };
      return await collectFacts({
        ...{ git, workspace },
        host: openHost(vouched({ type: "github", repo: state.repo, api: codeHost.apiUrl }), {
          token: () => Promise.resolve({ value: token, source: "the test", kind: "token" }),
          repeats: 0,
        }),
        // nothing here could write
        control: {
          releaseStatus: () => Promise.resolve({ releases: [], floats: [], back_merges: [], findings: [] }),
          shipStatus: () =>
            Promise.resolve({
              ...{ now: at.toISOString(), project: "small", repository: null, seq: 1, audit_head: null },
              ...{ ships: [], components: [], leases: [], announcements: [], transports: [] },
            }),
        },
        environmentStatus: () => Promise.resolve(status),
        migrationPlan: () => Promise.resolve([]),
        envFindings: () => Promise.resolve({ refusals: [], warnings: [] }),
        ...sources,
      }, {
        environment: resolveEnvironment(workspace.manifest, "production"),
        ...{ sha, needs: gateNames, at },
        ...question,
      });
    },
  };
}

export type Promoting = Awaited<ReturnType<typeof promoting>>;
