import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import process from "node:process";
import { actorName } from "../../../scripts/control-plane/actor.ts";
import { connect, type ControlPlane } from "../../../scripts/control-plane/control-plane.ts";
import { type HttpServer, serveHttp } from "../../../scripts/runtime.ts";
import { refused } from "./refused.ts";

let server: HttpServer;
let calls = 0;
const bodies: string[] = [];
beforeAll(async () => {
  server = await serveHttp(async (request) => {
    calls++;
    bodies.push(await request.text());
    return Response.json({}, { status: 500 });
  });
});
afterAll(() => server?.stop());

const held = { ship: "s", token: 1 };
const ship = {
  component: "web",
  environment: "production",
  holder: "ada",
  cloneId: "c",
  targets: ["target:a"],
};

test.each<[string, string, (plane: ControlPlane, text: string) => Promise<unknown>]>([
  ["--reason", "reason", (plane, reason) => plane.rollback({ component: "web", build: 1, reason })],
  [
    "a reason to stop",
    "reason",
    (plane, reason) => plane.stopAnnouncement({ announcement: "a", reason, actor: "ada" }),
  ],
  ["a reason to announce again", "reason", (plane, reason) => plane.reannounce({ component: "web", reason })],
  ["an actor", "actor", (plane, actor) => plane.adoptHome({ reason: "moved", actor })],
  ["a holder", "holder", (plane, holder) => plane.beginShip({ ...ship, holder })],
  ["a target", "targets.0", (plane, target) => plane.beginShip({ ...ship, targets: [target] })],
  ["a branch", "name", (plane, branch) => plane.takeLease(held, `git:${branch}`)],
  [
    "an author in a step",
    "detail.author",
    (plane, author) => plane.recordStep(held, "commit", "done", { author }),
  ],
  ["a name in a step", "detail", (plane, name) => plane.recordStep(held, "commit", "done", { [name]: 1 })],
  [
    "a label of the manifest",
    "manifest.components.web.label",
    (plane, label) => plane.syncManifest({ manifest: { components: { web: { label } } } }),
  ],
  [
    "a wake token",
    "wake_token",
    (plane, wakeToken) => plane.repair({ projectUrl: "https://a.test", wakeToken }),
  ],
])(
  "%s with a NUL, or with half of a surrogate pair: its field is named, and nothing is sent",
  async (_, field, call) => {
    const plane = connect({
      url: server.url,
      key: "sb_secret_0123456789",
      kind: "secret",
      source: "the test",
    });
    const before = calls;
    for (const text of ["a\0word", "a\ud83dword", "a\udc00word"]) {
      const error = await refused(call(plane, text));
      expect([error.code, error.exitCode]).toEqual(["text_unstorable", 5]);
      expect(error.message.startsWith(`${field} holds `)).toBe(true);
      expect(error.message).not.toContain("word");
    }
    expect(calls).toBe(before);
  },
);

test("notes lose a stray NUL instead: the build that they are about is out already", async () => {
  const plane = connect({ url: server.url, key: "sb_secret_0123456789", kind: "secret", source: "the test" });
  await refused(plane.syncManifest({ manifest: {}, notes: "fas\0ter \u{1f680}" }));
  expect(JSON.parse(bodies.at(-1) ?? "")).toMatchObject({ notes: "faster \u{1f680}" });
});

test("a long actor is never cut in the middle of a character", () => {
  const before = process.env.SLIPWAY_ACTOR;
  onTestFinished(() => {
    if (before === undefined) delete process.env.SLIPWAY_ACTOR;
    else process.env.SLIPWAY_ACTOR = before;
  });
  process.env.SLIPWAY_ACTOR = `${"a".repeat(199)}\u{1f680}`;
  expect(actorName()).toBe("a".repeat(199));
});
