import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import type { HostToken } from "../token.ts";
import { type HostAnswer, type HostRequest, nextPage, parseBody } from "./answer.ts";
import type { Dialect } from "./dialect.ts";
import { askPatiently, type Patience } from "./patience.ts";
import { send, strangeHost } from "./transport.ts";
import { takeTurns, type Turns } from "./turns.ts";

interface ClientOptions {
  /** Where the API is, without a slash at the end. */
  api: string;
  dialect: Dialect;
  token(): Promise<HostToken>;
  patience: Patience;
  /** Milliseconds between two writes. GitHub, "Best practices for using the REST API": at least a second. */
  writeGapMs: number;
}

interface WriteOptions<Value> {
  /** Looks whether the write has happened, when its answer was lost; then it may be repeated. */
  find?: () => Promise<Value | null>;
  /** Statuses that are no failure, and what they mean. */
  also?: (answer: HostAnswer) => Value | undefined;
}

/** Requests to one host. Every answer is checked; what does not fit raises `host_answer_unexpected`. */
export class HostClient {
  /** What every write goes through. */
  readonly serially: Turns;
  /** Until the process ends: a 304 costs nothing of the rate limit. By URL; the token and Accept stay the same. */
  #known = new Map<string, { etag: string; answer: HostAnswer }>();

  constructor(readonly options: ClientOptions) {
    this.serially = takeTurns(options.patience, options.writeGapMs);
  }

  /** Reads one thing. */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    const answer = await this.read(this.url(path));
    return await this.checked(`GET ${path}`, answer, schema);
  }

  /** Reads one thing that may not be there: null for 404. */
  async find<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema> | null> {
    const answer = await this.read(this.url(path));
    return answer.status === 404 ? null : await this.checked(`GET ${path}`, answer, schema);
  }

  /** Reads a list to its last page. `key`: where the items are in a page that is an object. */
  async list<Schema extends z.ZodType>(
    path: string,
    item: Schema,
    key?: string,
  ): Promise<z.output<Schema>[]> {
    const first = this.url(path);
    first.searchParams.set("per_page", "100");
    const schema = key === undefined ? z.array(item) : z.object({ [key]: z.array(item) });
    const items: z.output<Schema>[] = [];
    const seen = new Set<string>();
    for (let url: URL | null = first; url !== null;) {
      seen.add(url.href);
      const answer: HostAnswer = await this.read(url);
      const page = await this.checked(`GET ${path}`, answer, schema);
      items.push(...Array.isArray(page) ? page : Object.values(page).flat());
      url = nextPage(answer, url);
      if (url !== null && url.origin !== first.origin) throw strangeHost(first, url);
      if (url !== null && seen.has(url.href)) throw unexpected(`GET ${path}`, "a list that begins again");
    }
    return items;
  }

  /** Writes, one after the other. A POST is repeated only with `find`; the others set what is, and may happen twice. */
  async write<Schema extends z.ZodType>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body: unknown,
    schema: Schema,
    { find, also }: WriteOptions<z.output<Schema>> = {},
  ): Promise<z.output<Schema>> {
    const request = {
      method,
      url: this.url(path),
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    };
    return await this.serially(async () => {
      const got = await this.ask(request, method !== "POST", find);
      if ("found" in got) return got.found;
      const special = also?.(got);
      return special === undefined ? await this.checked(`${method} ${path}`, got, schema) : special;
    });
  }

  /** GET, with what is known of its last answer. */
  async read(url: URL): Promise<HostAnswer> {
    const known = this.#known.get(url.href);
    const headers: Record<string, string> = known === undefined ? {} : { "if-none-match": known.etag };
    const answer = await this.ask({ method: "GET", url, headers }, true);
    if ("found" in answer) throw new Error("a read has nothing to recover");
    if (answer.status === 304 && known !== undefined) return known.answer;
    const etag = answer.headers.get("etag");
    if (answer.status === 200 && etag !== null) this.#known.set(url.href, { etag, answer });
    return answer;
  }

  url(path: string): URL {
    return new URL(`${this.options.api}${path}`);
  }

  async ask<Found = never>(
    request: HostRequest,
    isRepeatable: boolean,
    recover?: () => Promise<Found | null>,
  ): Promise<HostAnswer | { found: Found }> {
    const { dialect, patience } = this.options;
    const secret = dialect.headers(await this.options.token());
    const once = () => send(request, secret, patience.signal);
    return await askPatiently(patience, once, { isRepeatable, ...recover === undefined ? {} : { recover } });
  }

  /** The answer's body as the schema has it; raises what the host refused. `what` is the method and the path. */
  async checked<Schema extends z.ZodType>(
    what: string,
    answer: HostAnswer,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    if (answer.status < 200 || answer.status >= 300) throw await this.refusal(what, answer);
    const parsed = schema.safeParse(answer.text === "" ? undefined : parseBody(answer));
    if (parsed.success) return parsed.data;
    throw unexpected(what, z.prettifyError(parsed.error).split("\n").slice(0, 4).join(" "));
  }

  async refusal(what: string, answer: HostAnswer): Promise<CommandError> {
    const { dialect, token } = this.options;
    return dialect.refusal(decodeURIComponent(what.split("?")[0] ?? ""), answer, await token());
  }
}

function unexpected(what: string, problem: string): CommandError {
  return new CommandError(
    "host_answer_unexpected",
    `the host answered ${
      decodeURIComponent(what)
    } with something else than this version of slipway knows: ${problem}`,
    "Look whether ship.release.host.api in version.json is the host's API; else update slipway.",
  );
}
