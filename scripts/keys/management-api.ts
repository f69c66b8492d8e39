import { readFile } from "node:fs/promises";
import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { env, httpFetch } from "../runtime.ts";

const timeoutMs = 20_000;

const apiKey = z.object({
  id: z.string().nullish(),
  type: z.string().nullish(),
  name: z.string(),
  api_key: z.string().nullish(),
});
const profile = z.looseObject({ api_url: z.url({ protocol: /^https?$/ }) });
const refusalBody = z.object({ message: z.string() });

/** A publishable key of the project, as the platform tells it. */
export interface PlatformKey {
  id: string;
  name: string;
  value: string;
}

/** The publishable keys of a project. Source: Supabase Management API, "api-keys". */
interface PlatformKeys {
  list(): Promise<PlatformKey[]>;
  create(name: string): Promise<PlatformKey>;
  /** For good. One that is gone already is fine. */
  remove(key: PlatformKey, reason: string): Promise<void>;
}

/**
 * With the login of the Supabase CLI that is in the environment, SUPABASE_ACCESS_TOKEN, at the address of its profile. Methods raise
 * `management_login_missing` and `management_refused` (exit 4), `management_unreachable`, `management_answer_unexpected`.
 */
export function openPlatformKeys(projectRef: string): PlatformKeys {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const token = env("SUPABASE_ACCESS_TOKEN");
    if (token === undefined) {
      throw new CommandError(
        "management_login_missing",
        "SUPABASE_ACCESS_TOKEN is not set",
        "Make a token at supabase.com/dashboard/account/tokens, and export it.",
        exitCode.credentials,
      );
    }
    mask.add(token);
    const url = `${await apiAddress()}/v1/projects/${projectRef}/api-keys${path}`;
    const response = await httpFetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw Object.assign(
        new CommandError(
          "management_unreachable",
          `${new URL(url).host} does not answer`,
          "Try again shortly.",
        ),
        { cause },
      );
    });
    const answer = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    if (response.status === 404 && method === "DELETE") return undefined;
    // too many calls, or the platform's own trouble: nothing to correct
    const isPassing = response.status === 429 || response.status >= 500;
    const isLogin = response.status === 401 || response.status === 403;
    throw new CommandError(
      "management_refused",
      `${method} api-keys was refused (${response.status}): ${
        refusalBody.safeParse(answer).data?.message ?? "without a reason"
      }`,
      isLogin
        ? "Take a token of an account that may change this project's API keys."
        : isPassing
        ? "Try again shortly, with --resume if a rotation is open."
        : "Correct what it names.",
      isLogin ? exitCode.credentials : exitCode.failure,
    );
  };
  const read = <Value>(schema: z.ZodType<Value>, answer: unknown): Value => {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new CommandError(
      "management_answer_unexpected",
      "the platform answered about API keys in an unknown shape",
      "Bring Slipway up to date.",
    );
  };
  return {
    list: async () => read(z.array(apiKey), await ask("GET", "?reveal=true")).flatMap(publishable),
    create: async (name) => {
      const [made] = publishable(
        read(apiKey, await ask("POST", "?reveal=true", { type: "publishable", name })),
      );
      return made ?? read(z.never(), undefined);
    },
    remove: async ({ id }, reason) => {
      await ask("DELETE", `/${encodeURIComponent(id)}?${new URLSearchParams({ reason })}`);
    },
  };
}

/** Legacy keys and secret ones are none of these. */
function publishable({ id, type, name, api_key: value }: z.infer<typeof apiKey>): PlatformKey[] {
  return type === "publishable" && id && value ? [{ id, name, value }] : [];
}

/** Where the CLI would ask: a profile that is a file names another address than the platform's own. */
async function apiAddress(): Promise<string> {
  const path = env("SUPABASE_PROFILE");
  if (path === undefined || !/[/\\.]/.test(path)) return "https://api.supabase.com";
  const { parse } = await import("yaml");
  const text = await readFile(path, "utf8").catch(() => "");
  const parsed = profile.safeParse(parse(text));
  if (parsed.success) return parsed.data.api_url.replace(/\/+$/, "");
  throw new CommandError(
    "management_profile_unreadable",
    `SUPABASE_PROFILE ${path} names no api_url`,
    "Correct it, or unset it: the platform's own address is then asked.",
    exitCode.credentials,
  );
}
