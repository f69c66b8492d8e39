const probes = [
  {
    url: "https://app.test/v",
    headers: { authorization: "{env:TOKEN}" },
    method: "POST",
    body: "text {env:TOKEN}",
    status: 200,
  },
  { url: "https://app.test/w", method: "POST", body: { a: "{env:TOKEN}" }, status: 200 },
  { url: "https://app.test/w", method: "POST", body: ["{env:TOKEN}"], status: 200 },
  { type: "browser", script: "tests/smoke.mjs", env: ["TOKEN"] },
  { type: "sql", query: "select 1", expect: [{ json: "/0/a", exists: true }] },
];
const registrations = probes.map((probe, index) => ({
  name: `closed-${index}`,
  registration: { closed: probe, first_user: probe },
}));
const ref = "a".repeat(20);
const path = ["web"];

/** Two version.json with a text in every place that is asked about: no real one has them all. */
export const full = [{
  name: "Short",
  build: 1,
  ship: { environment: { project_ref: ref } },
  components: {},
}, {
  name: "Everything",
  build: 1,
  ship: {
    remote: "upstream",
    environments: {
      production: {
        branch: "main",
        project_ref: ref,
        url: "https://app.test/",
        announces: true,
        targets: { vps: { ssh: "deploy@one.test" } },
      },
    },
    prepare: "npm ci",
    hooks: { before: { push: "true a" }, after: { push: "true b" } },
    targets: { vps: { ssh: "deploy@vps.test" } },
    pass_environment: ["TOKEN"],
    release: { host: { type: "github", repo: "acme/shop", api: "https://git.test/api/v3" } },
    bootstrap: [
      { name: "one", check: "test -e a", run: "touch a", cwd: "tools", env: ["TOKEN"] },
      ...registrations,
    ],
    keys: {
      list: {
        kind: "secret-list",
        secret: "KEYS",
        read: "cat keys",
        write: "tee keys",
        steps: { generate: { run: "true" } },
      },
    },
  },
  components: {
    web: {
      ...{ name: "Web", kind: "web", build: 1, paths: path, verify: probes },
      deploy: { type: "npm", script: "deploy", rollback: "npm run back", target: "vps" },
      env: { source: { type: "command", run: "print env" } },
      release: { tag: "web-v", floats: { command: "move {tag}" } },
    },
    api: {
      ...{ name: "API", kind: "server", build: 1, paths: ["api"], verify: [] },
      deploy: { type: "ssh", target: "vps", run: "systemctl restart api", unit: "api" },
      env: { source: { type: "ssh-unit", target: "vps", unit: "api" } },
    },
    database: {
      ...{ name: "Database", kind: "database", build: 1, paths: ["supabase"] },
      deploy: { type: "supabase", migrations: true, functions: ["hello"] },
    },
    ios: {
      ...{ name: "iOS", kind: "ios", build: 1, paths: ["ios"] },
      store: {
        type: "app-store-connect",
        app_id: "1234567890",
        lanes: { certs: "certs", framework: "framework", archive: "archive", upload: "upload" },
      },
    },
    mac: {
      ...{ name: "Mac", kind: "desktop", build: 1, paths: ["mac"] },
      store: { type: "app-store-connect", app_id: "1234567891", archive: "make archive" },
    },
  },
}];
