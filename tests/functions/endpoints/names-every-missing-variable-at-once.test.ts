import { expect, test } from "vitest";
import { parseEnv } from "../../../functions/_shared/env.ts";
import { Problem } from "../../../functions/_shared/errors.ts";
import { Project } from "../support/project.ts";

function problemOf(env: Record<string, string>): Problem | null {
  try {
    parseEnv((name) => env[name]);
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
  const parsed = parseEnv((name) => ({ ...bare, APNS_AUTH_KEY_P8: undefined }[name]));
  expect(parsed.apnsKeys.default).toEqual({
    configured: false,
    missing: ["APNS_KEY_ID", "APNS_AUTH_KEY_P8"],
  });
  expect(parsed.telegram).toEqual({ configured: false, missing: ["TELEGRAM_CHAT_ID"] });
});

test("the hosts of Apple and Telegram are the default", () => {
  const { env } = new Project();
  const parsed = parseEnv((name) => /_URL$/.test(name) && name !== "SUPABASE_URL" ? undefined : env[name]);
  expect(parsed.apnsUrls).toEqual({
    production: "https://api.push.apple.com",
    sandbox: "https://api.sandbox.push.apple.com",
  });
  expect(parsed.telegramUrl).toBe("https://api.telegram.org");
});

test("APNs keys by name, also for one environment; a malformed one is named without its text", () => {
  const key = { key_id: "KEY7654321", team_id: "TEAM123456", p8: "secret text" };
  const project = new Project();
  project.env.APNS_KEYS = JSON.stringify({ watch: key, "watch:sandbox": key });
  const parsed = parseEnv((name) => project.env[name]);
  expect(Object.keys(parsed.apnsKeys)).toEqual(["default", "watch", "watch:sandbox"]);
  expect(parsed.apnsKeys.watch).toEqual({
    configured: true,
    value: { keyId: "KEY7654321", teamId: "TEAM123456", p8: "secret text" },
  });

  project.env.APNS_KEYS = JSON.stringify({ Watch: key, tv: { ...key, surprise: 1 } });
  expect(() => parseEnv((name) => project.env[name])).toThrow(/APNS_KEYS is malformed/);
  expect(() => parseEnv((name) => project.env[name])).not.toThrow(/secret text/);
});
