// A connection of @supabase/lite that switches roles as the hosted Data API does.

import type { AnyAST, ConnectionContextOptions, IntrospectResult, VarsContext } from "@supabase/lite";
import { createPostgresConnection, PostgresConnection } from "@supabase/lite/postgres";
import type { Kysely } from "kysely";
import { z } from "zod";
import { connectionOptions, exposedSchema, replacePool } from "./connection-options.ts";
import { connectionLost, type Pool } from "./pool.ts";
import { asPostgrestError } from "./postgrest-errors.ts";

const authVars = z.object({
  auth: z.object({
    role: z.string().regex(/^[a-z_][a-z0-9_]*$/).catch("anon"),
    jwt: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** Settings of a role as `alter role … set` stored them, e.g. `statement_timeout=3s`. */
const roleSettings = z.array(z.object({ rolname: z.string(), rolconfig: z.array(z.string()).nullable() }));

/**
 * Logs in as `authenticator`, which may do nothing by itself, and runs each request in a transaction that has taken
 * the caller's role, claims and role settings in one round trip. So grants, RLS and statement timeouts are Postgres'
 * own. The catalog is read over a second connection as the owner: PostgREST reads it from pg_catalog, lite from
 * information_schema, which shows a role only what it may use.
 */
export class RoleConnection extends PostgresConnection {
  readonly #catalog: PostgresConnection;
  readonly #pools: Pool[];
  #settings = new Map<string, [string, string][]>();
  #reading: Promise<IntrospectResult> | undefined;
  /** When the catalog was last read, on the caller's clock. */
  readAt = -Infinity;

  constructor(urls: { authenticator: string; owner: string }, pool: number, readonly now: () => number) {
    super(connectionOptions(urls.authenticator));
    this.#catalog = createPostgresConnection(connectionOptions(urls.owner));
    this.#pools = [replacePool(this, urls.authenticator, pool), replacePool(this.#catalog, urls.owner, 1)];
  }

  override async introspect(wanted?: { useCache?: boolean }): Promise<IntrospectResult> {
    const cached = await this.readCachedIntrospection({ useCache: wanted?.useCache ?? false });
    if (cached) return cached;
    return await (this.#reading ??= this.#readCatalog().finally(() => this.#reading = undefined));
  }

  async #readCatalog(): Promise<IntrospectResult> {
    const settings = await this.#catalog.kysely
      .selectFrom("pg_catalog.pg_roles").select(["rolname", "rolconfig"])
      .where("rolname", "in", ["anon", "authenticated", "service_role"]).execute();
    const result = await this.#catalog.introspect();
    // lite answers a read that failed with an empty catalog.
    if (result.functions === undefined) throw connectionLost();
    this.#settings = new Map(
      roleSettings.parse(settings).map((
        { rolname, rolconfig },
      ) => [rolname, (rolconfig ?? []).map(splitSetting)]),
    );
    this.readAt = this.now();
    await this.writeCachedIntrospection(result);
    return result;
  }

  /** Replaces lite's own, which takes ten round trips and grants every table of a schema with RLS to anon first. */
  override withContext<T>(
    vars: VarsContext | undefined,
    // deno-lint-ignore no-explicit-any -- the type of the method that is overridden
    run: (db: Kysely<any>) => Promise<T>,
    opts?: ConnectionContextOptions,
  ): Promise<T> {
    const { auth: { role, jwt } } = authVars.catch({ auth: { role: "anon" } }).parse(vars);
    const rpc = opts?.rpc;
    const settings: [string, string][] = [
      ["search_path", `"${exposedSchema}", "public", "extensions"`],
      ["role", role],
      ["request.jwt.claims", JSON.stringify(jwt ?? { role })],
      ["request.method", rpc?.method ?? ""],
      ["request.path", rpc?.path ?? ""],
      ["request.headers", JSON.stringify(rpc?.requestHeaders ?? {})],
      ["response.status", ""],
      ["response.headers", ""],
      ["transaction_read_only", rpc?.readOnly ? "on" : "off"],
      ...this.#settings.get(role) ?? [],
    ];
    return this.kysely.transaction().execute(async (transaction) => {
      await transaction.selectNoFrom(({ fn, val }) =>
        settings.map(([name, value], index) =>
          fn("set_config", [val(name), val(value), val(true)]).as(`s${index}`)
        )
      ).execute();
      return await run(transaction);
    });
  }

  /** lite encodes objects but not strings: a JSON string would arrive unquoted and be read as JSON text. */
  override async onPostgrestAST(ast: AnyAST): Promise<AnyAST> {
    const checked = await super.onPostgrestAST(ast);
    const { args } = checked;
    if (checked.type !== "rpc" || !args || Array.isArray(args)) return checked;
    const { functions = [] } = await this.introspect({ useCache: true });
    const isJson = (name: string) =>
      functions.some((known) => {
        const type = known.arg_types[known.arg_names.indexOf(name)];
        return known.schema === exposedSchema && known.name === checked.function &&
          /^jsonb?$/.test(type ?? "");
      });
    const encoded = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" && isJson(name) ? JSON.stringify(value) : value,
    ]);
    return { ...checked, args: Object.fromEntries(encoded) };
  }

  override normalizeDbError(error: unknown): unknown {
    return asPostgrestError(error);
  }

  override async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }
}

function splitSetting(setting: string): [string, string] {
  const at = setting.indexOf("=");
  return [setting.slice(0, at), setting.slice(at + 1)];
}
