import { expect, test } from "vitest";
import { apnsEnv } from "../../../functions/_shared/apns/env.ts";
import { readEnv } from "../../../functions/_shared/env/env.ts";
import { projectEnv } from "../../../functions/_shared/env/project.ts";
import { telegramEnv } from "../../../functions/_shared/chat/telegram/env.ts";
import { Problem } from "../../../functions/_shared/endpoint/problem.ts";
import { announce } from "../../../functions/announce/index.ts";
import { ascWebhook } from "../../../functions/asc-webhook/index.ts";
import { check } from "../../../functions/check/index.ts";
import { heartbeat } from "../../../functions/heartbeat/index.ts";
import { ios } from "../../../functions/ios/index.ts";
import { notifyIosBuild } from "../../../functions/notify-ios-build/index.ts";
import { push } from "../../../functions/push/index.ts";
import { updates } from "../../../functions/updates/index.ts";
import { Project } from "../support/project.ts";
import { bare } from "../support/requests.ts";

const parse = (read: (name: string) => string | undefined) =>
  readEnv(read, { project: projectEnv, apns: apnsEnv, telegram: telegramEnv });

function problemOf(env: Record<string, string>): Problem | null {
  try {
    parse((name) => env[name]);
    return null;
  } catch (error) {
    return error instanceof Problem ? error : null;
  }
}

test("missing and malformed ones in one message, without their values", () => {
  const problem = problemOf({ SUPABASE_SECRET_KEYS: "sb_secret_bare", APNS_SANDBOX_URL: "ftp://hidden" });
  expect(problem).toMatchObject({ code: "environment_invalid", status: 500 });
  for (
    const name of ["SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEYS", "SUPABASE_SECRET_KEYS", "APNS_SANDBOX_URL"]
  ) {
    expect(problem?.message).toContain(name);
  }
  expect(problem?.message).not.toMatch(/sb_secret_bare|hidden/);
});

test("a transport without its variables is not configured, and says which are absent", () => {
  const { env } = new Project();
  const bare = { ...env, APNS_KEY_ID: "", TELEGRAM_CHAT_ID: " " };
  const parsed = parse((name) => ({ ...bare, APNS_AUTH_KEY_P8: undefined }[name]));
  expect(parsed.apns.keys.default).toEqual({
    configured: false,
    missing: ["APNS_KEY_ID", "APNS_AUTH_KEY_P8"],
  });
  expect(parsed.telegram.bot).toEqual({ configured: false, missing: ["TELEGRAM_CHAT_ID"] });
});

test("the hosts of Apple and Telegram are the default", () => {
  const { env } = new Project();
  const parsed = parse((name) => /_URL$/.test(name) && name !== "SUPABASE_URL" ? undefined : env[name]);
  expect(parsed.apns.urls).toEqual({
    production: "https://api.push.apple.com",
    sandbox: "https://api.sandbox.push.apple.com",
  });
  expect(parsed.telegram.url).toBe("https://api.telegram.org");
});

test("APNs keys by name, also for one environment; a malformed one is named without its text", () => {
  const key = { key_id: "KEY7654321", team_id: "TEAM123456", p8: "secret text" };
  const project = new Project();
  project.env.APNS_KEYS = JSON.stringify({ watch: key, "watch:sandbox": key });
  const parsed = parse((name) => project.env[name]);
  expect(Object.keys(parsed.apns.keys)).toEqual(["default", "watch", "watch:sandbox"]);
  expect(parsed.apns.keys.watch).toEqual({
    configured: true,
    value: { keyId: "KEY7654321", teamId: "TEAM123456", p8: "secret text" },
  });

  project.env.APNS_KEYS = JSON.stringify({ Watch: key, tv: { ...key, surprise: 1 } });
  expect(() => parse((name) => project.env[name])).toThrow(/APNS_KEYS is malformed/);
  expect(() => parse((name) => project.env[name])).not.toThrow(/secret text/);
});

test.each([
  ["ios", ios, "GET", []],
  ["check", check, "GET", []],
  ["heartbeat", heartbeat, "POST", []],
  ["updates", updates, "GET", ["SLIPWAY_SIGNING_KEYS"]],
  ["announce", announce, "POST", ["SLIPWAY_SIGNING_KEYS", "TELEGRAM_API_URL"]],
  ["push", push, "POST", ["APNS_SANDBOX_URL"]],
  ["asc-webhook", ascWebhook, "POST", ["ASC_API_URL"]],
  ["notify-ios-build", notifyIosBuild, "POST", [
    "APNS_SANDBOX_URL",
    "SLIPWAY_SIGNING_KEYS",
    "TELEGRAM_API_URL",
  ]],
])(
  "%s answers with every wrong variable of its own parts, and with no other",
  async (_, endpoint, method, own) => {
    const project = new Project();
    project.env.ASC_API_URL =
      project.env.TELEGRAM_API_URL =
      project.env.APNS_SANDBOX_URL =
      project.env.SLIPWAY_SIGNING_KEYS =
        "ftp://hidden";
    delete project.env.SUPABASE_URL;
    const response = await project.serve(endpoint)(bare({ method }));
    const { code, message } = await response.json();
    expect([response.status, code]).toEqual([500, "environment_invalid"]);
    expect(message.match(/[A-Z0-9]+(_[A-Z0-9]+)+/g).sort()).toEqual(["SUPABASE_URL", ...own].sort());
    expect(project.logged("environment_invalid").map((line) => line.message)).toEqual([
      expect.stringContaining("SUPABASE_URL is missing"),
    ]);
  },
);
