import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { chatId, Project, telegramToken } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { chat, component, delivery } from "../support/rows.ts";

async function tell(
  more: Record<string, unknown> = {},
  telegram?: Project["telegram"],
  setUp?: (project: Project) => void,
) {
  const project = new Project();
  project.hasDue([chat(more)]);
  if (telegram !== undefined) project.telegram = telegram;
  setUp?.(project);
  await project.serve(announce)(wake());
  await project.settled();
  return { project, finished: project.called("finish_delivery").map((call) => call.args) };
}

const refusing = (status: number, parameters?: Record<string, unknown>) => () =>
  Response.json({ ok: false, error_code: status, description: "said so", parameters }, { status });

/** 120 components: three parts of at most 49 rows with a link. */
const many = { components: Array.from({ length: 120 }, (_, index) => component(`c${index}`)) };

test("one HTML message without a link preview", async () => {
  const { project, finished } = await tell();
  expect(project.messages.map(({ url }) => url)).toEqual([
    `http://telegram.test/bot${telegramToken}/sendMessage`,
  ]);
  expect(project.messages[0]?.body).toMatchObject({
    chat_id: chatId,
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    text: expect.stringContaining("<code>● ios (130 → 131)</code> <a href"),
  });
  expect(finished).toEqual([expect.objectContaining({ outcome: "delivered", status: 200, parts_sent: 1 })]);
});

test("each part is recorded when it is sent", async () => {
  const { project, finished } = await tell(many);
  expect(project.messages).toHaveLength(3);
  expect(finished.map(({ outcome, parts_sent }) => [outcome, parts_sent])).toEqual([
    ["part", 1],
    ["part", 2],
    ["delivered", 3],
  ]);
});

test("a retry starts at the part after those sent, and cuts the same parts", async () => {
  const all = (await tell(many)).project.messages.map(({ body }) => body.text);
  const rest = (await tell({ ...many, parts_sent: 1 })).project.messages.map(({ body }) => body.text);
  expect(rest).toEqual(all.slice(1));
});

test("who lost the lease between two parts sends no further one", async () => {
  const { project, finished } = await tell(
    many,
    undefined,
    (project) => project.rpc.finish_delivery = () => false,
  );
  expect(project.messages).toHaveLength(1);
  expect(finished.map(({ outcome }) => outcome)).toEqual(["part", "retry"]);
});

test.each([
  ["429", refusing(429, { retry_after: 12 }), {
    outcome: "retry",
    status: 429,
    error: "telegram_limited",
    retry_after_s: 12,
  }],
  ["500", refusing(500), { outcome: "retry", status: 500, error: "telegram_unavailable" }],
  ["403", refusing(403), { outcome: "failed", status: 403, error: "telegram_forbidden" }],
  ["400", refusing(400), { outcome: "failed", status: 400, error: "telegram_bad_request" }],
  ["401", refusing(401), { outcome: "failed", status: 401, error: "telegram_token_invalid" }],
  ["404", refusing(404), { outcome: "failed", status: 404, error: "telegram_token_invalid" }],
  ["a page that is no JSON", () => new Response("<html>", { status: 502 }), {
    outcome: "retry",
    status: 502,
  }],
  ["silence", () => Promise.reject(new DOMException("", "TimeoutError")), {
    outcome: "retry",
    error: "transport_error",
  }],
])("an answer of %s", async (_, telegram, outcome) => {
  const { finished } = await tell({}, telegram);
  expect(finished).toEqual([expect.objectContaining(outcome)]);
});

test("a failure in the middle keeps what was sent", async () => {
  let count = 0;
  const { finished } = await tell(
    many,
    () => ++count === 2 ? refusing(429, { retry_after: 3 })() : Response.json({ ok: true }),
  );
  expect(finished.map(({ outcome, parts_sent }) => [outcome, parts_sent])).toEqual([["part", 1], [
    "retry",
    undefined,
  ]]);
});

test("a group that became a supergroup gets the message in the same attempt, and the log says where", async () => {
  const { project, finished } = await tell(
    many,
    ({ body }) =>
      body.chat_id === chatId ? refusing(400, { migrate_to_chat_id: -1009 })() : Response.json({ ok: true }),
  );
  expect(project.messages.map(({ body }) => body.chat_id)).toEqual([chatId, "-1009", "-1009", "-1009"]);
  expect(finished.at(-1)).toMatchObject({ outcome: "delivered", parts_sent: 3 });
  expect(project.logged("telegram_chat_migrated")).toEqual([
    expect.objectContaining({ new_chat_id: "-1009" }),
  ]);
});

test("a chat that keeps moving is given up", async () => {
  const { project, finished } = await tell({}, refusing(400, { migrate_to_chat_id: -1009 }));
  expect(project.messages).toHaveLength(2);
  expect(finished).toEqual([expect.objectContaining({ outcome: "failed", error: "telegram_chat_migrated" })]);
});

test("without its variables the chat is skipped and the broadcast still goes out", async () => {
  const project = new Project();
  delete project.env.TELEGRAM_BOT_TOKEN;
  project.hasDue([chat(), delivery({ id: 2 })]);
  await project.serve(announce)(wake());
  await project.settled();
  const finished = project.called("finish_delivery").map((
    { args },
  ) => [args.delivery_id, args.outcome, args.error]);
  expect(finished.sort()).toEqual([[1, "skipped", "not_configured"], [2, "delivered", undefined]]);
  expect(project.messages).toEqual([]);
});

test("a push run that stopped: why, how far it got, and how to go on", async () => {
  const stopped_run = {
    run: 7,
    component: "ios",
    topic: "test.app",
    apns_environment: "production",
    reason: "InvalidProviderToken",
    detail: "APNs answered 403",
    answered: 300,
    sent: 120,
  };
  const { project } = await tell({ stopped_run });
  const text = String(project.messages[0]?.body.text);
  expect(text).toContain("<b>Push of ios stopped</b>");
  expect(text).toContain("InvalidProviderToken (APNs answered 403)");
  expect(text).toContain("120 of 300 devices told on test.app, production. No token was touched.");
  expect(text).toContain("<code>select ship.resume_push_run(7);</code>");
});

test("what broke and what healed, in place of the table, each with where it is tracked", async () => {
  const finding = (key: string, message: string, issue_url: string | null = null) => ({
    key,
    message,
    issue_url,
  });
  const findings = {
    source: "sentry",
    opened: [finding("tag:v1.2.0", "points <elsewhere>")],
    healed: [finding("rules:main", "main takes pushes", "https://host.test/issues/7")],
  };
  const { project, finished } = await tell({ announcement: null, findings });
  expect(String(project.messages[0]?.body.text)).toBe([
    "<b>sentry: broken</b>",
    "tag:v1.2.0: points &lt;elsewhere&gt;",
    "",
    "<b>sentry: whole again</b>",
    "rules:main: main takes pushes https://host.test/issues/7",
  ].join("\n"));
  expect(finished).toEqual([expect.objectContaining({ outcome: "delivered", parts_sent: 1 })]);
});

test("of very many findings the first are named and the rest is counted", async () => {
  const opened = Array.from(
    { length: 31 },
    (_, index) => ({ key: `key-${index}`, message: "🚢".repeat(400), issue_url: null }),
  );
  const { project } = await tell({ announcement: null, findings: { source: "sentry", opened, healed: [] } });
  const text = project.messages.map(({ body }) => String(body.text)).join("\n");
  expect(text).toContain("key-19: ");
  expect(text).not.toContain("key-20");
  expect(text).toContain("… and 11 more");
  expect(text.isWellFormed()).toBe(true);
});

test("promise 44: notes go below the table; of a forced announcement they are the body", async () => {
  const textOf = async (more: Record<string, unknown>) =>
    String((await tell({ notes: "Pages <load> faster", ...more })).project.messages[0]?.body.text);
  const moved = await textOf({});
  expect(moved).toContain("<code>● ios (130 → 131)</code>");
  expect(moved).toContain("\n\nPages &lt;load&gt; faster\n");
  const forced = await textOf({ forced: true });
  expect(forced).not.toContain("<code>↻");
  expect(forced).toContain("\n\nPages &lt;load&gt; faster\n");
});
