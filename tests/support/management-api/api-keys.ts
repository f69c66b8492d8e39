import { z } from "zod";
import { now, randomHex, sha256 } from "../../../scripts/runtime.ts";

/** A key as the platform keeps it. */
export interface ApiKey {
  id: string;
  type: "publishable" | "secret";
  name: string;
  value: string;
}

/** The kind of answer that the API gives: one of ours, or a refusal. */
type Answer = { status: number; body: unknown };

// Supabase Management API, CreateApiKeyBody: names are lower-case words, as they become names in SUPABASE_PUBLISHABLE_KEYS
const wish = z.strictObject({
  type: z.enum(["publishable", "secret"]),
  name: z.string().min(4).max(64).regex(/^[a-z_][a-z0-9_]+$/),
  description: z.string().nullish(),
});

/**
 * `api-keys` of one project, as strict as the platform's: a name is taken once, a key is shown whole only with `reveal=true`, nothing of it ever
 * changes, and a deletion is for good.
 */
export async function answerApiKeys(keys: ApiKey[], request: Request, url: URL, id: string): Promise<Answer> {
  const isRevealed = url.searchParams.get("reveal") === "true";
  switch (`${request.method}${id === "" ? "" : " one"}`) {
    case "GET":
      return { status: 200, body: await Promise.all([...keys.map((key) => shown(key, isRevealed))]) };
    case "POST": {
      const parsed = wish.safeParse(await request.json().catch(() => undefined));
      if (!parsed.success) return { status: 400, body: { message: z.prettifyError(parsed.error) } };
      const { type, name } = parsed.data;
      if (keys.some((key) => key.name === name)) {
        return { status: 409, body: { message: `API key with name ${name} already exists` } };
      }
      const key: ApiKey = { ...newKey(type), name };
      keys.push(key);
      return { status: 201, body: await shown(key, isRevealed) };
    }
    case "DELETE one": {
      const at = keys.findIndex((key) => key.id === id);
      const [gone] = at < 0 ? [] : keys.splice(at, 1);
      return gone === undefined
        ? { status: 404, body: { message: "API key not found" } }
        : { status: 200, body: await shown(gone, false) };
    }
    default:
      return { status: 404, body: { message: `Cannot ${request.method} ${url.pathname}` } };
  }
}

function newKey(type: ApiKey["type"]): Omit<ApiKey, "name"> {
  const id = randomHex(16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { id, type, value: `sb_${type}_${randomHex(16)}` };
}

async function shown({ value, ...key }: ApiKey, isRevealed: boolean) {
  const time = new Date(now()).toISOString();
  return {
    ...key,
    api_key: isRevealed || key.type === "publishable" ? value : `${value.slice(0, 15)}···`,
    prefix: value.split("_").at(-1)?.slice(0, 5),
    hash: await sha256(value),
    description: null,
    inserted_at: time,
    updated_at: time,
  };
}
