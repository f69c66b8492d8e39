import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Databases, type Sql, startDatabases } from "../../support/database.ts";

let databases: Databases;
let sql: Sql;
/** By the name of an argument, what fits; any other text is "own-<name>". */
let fitting: Record<string, unknown>;

beforeAll(async () => {
  databases = await startDatabases();
  sql = (await databases.create()).connect();
  fitting = await prepare();
});
afterAll(() => databases?.stop());

/** What rows hold already: nobody may hear of it by way of an error. */
const secrets = {
  token: "ab".repeat(32),
  installation: "33333333-0000-4000-8000-000000000003",
  secret: "sb_secret_stored",
  provider: "stored-provider-token",
};
/** Who holds a ship is said to whom it keeps waiting, but not with a constraint. */
const holder = "stored-holder";

/** Values that some constraint does not take, by type. */
const hostile: Record<string, unknown[]> = {
  "text": [null, "", "Bad Value!", "x".repeat(20_000), "done", "abandoned"],
  "bigint": [null, -1, 0, "9223372036854775807"],
  "integer": [null, -1, 2_147_483_647],
  "numeric": [null, -1, 1e30],
  "uuid": [null, "44444444-0000-4000-8000-000000000004"],
  "boolean": [null, false],
  "jsonb": [null, "text", [1], { name: null }, [{ id: 1 }], { long: "y".repeat(20_000) }],
  "text[]": [null, [null], [""], Array.from({ length: 30 }, (_, index) => `target:${index}`)],
  "timestamp with time zone": [null, "infinity"],
};

/** Something of everything: a device, a provider token, a ship, leased deliveries and pushes. Resolves with arguments that fit them. */
async function prepare(): Promise<Record<string, unknown>> {
  await sql`select tap.given_ios()`;
  await sql`select ship.register_device('ios', ${secrets.token}, installation_id => ${secrets.installation}::uuid)`;
  await sql`select tap.share_token(ship.take_provider_token('KEY', 'TEAM'), ${secrets.provider})`;
  await sql`select tap.move('ios', 131)`;
  const [ship] =
    await sql`select begun ->> 'ship' as id, begun ->> 'token' as token from tap.begin('web', '{}', ${holder}) as begun`;
  const [delivery] =
    await sql`select claimed ->> 'id' as id, claimed ->> 'lease_token' as lease from (select ship.claim_deliveries() -> 0) as first (claimed)`;
  const [batch] =
    await sql`select claimed ->> 'batch_id' as id, claimed ->> 'lease_token' as lease from tap.claim_batch() as claimed`;
  // what the deploys and promotions of others are
  const [promotion] = await sql`
    select ship ->> 'ship' as id, ship ->> 'token' as token, tap.promote(ship) ->> 'id' as promotion,
      tap.deploy(ship, 'api', 1) ->> 'id' as deployment
    from tap.begin('api', '{}', ${holder}, 'staging', 'promotion') as ship`;
  const [nonce] = await sql`insert into ship_private.pings default values returning nonce`;
  await sql`select tap.given_vault(wake_token => ${secrets.secret})`;
  return {
    component: "ios",
    key_id: "KEY",
    team_id: "TEAM",
    build: 131,
    manifest: {
      name: "Own",
      components: { ios: { name: "Own", kind: "ios", version: "1.0.0", build: 132 } },
    },
    only_component: "ios",
    commit_sha: "0".repeat(40),
    ship: ship?.id,
    "bigint token": ship?.token,
    "begin_ship kind": "ship",
    "resume_ship clone_id": `${holder}:/clone`,
    force: true,
    targets: ["target:own"],
    name: "git:own-branch",
    step: "checks",
    state: "done",
    detail: {},
    outcome: "done",
    "finish_delivery outcome": "delivered",
    "finish_delivery lease_token": delivery?.lease,
    delivery_id: delivery?.id,
    batch_id: batch?.id,
    lease_token: batch?.lease,
    progress_id: 1,
    sent_count: 1,
    outcomes: [],
    disposition: "finished",
    "register_device token": "cd".repeat(32),
    apns_environment: "production",
    topic: "test.app",
    kind: null,
    nonce: nonce?.nonce,
    environments: [{ name: "own", branch: "main", announces: true }],
    "begin_deployment component": "web",
    "begin_promotion kind": "promotion",
    previous_sha: "1".repeat(40),
    ...Object.fromEntries(
      ["finish_deployment", "advance_promotion"].flatMap((name) => [
        [`${name} ship`, promotion?.id],
        [`${name} token`, promotion?.token],
      ]),
    ),
    deployment: promotion?.deployment,
    "finish_deployment outcome": "verified",
    verified_by: "probes",
    code: "own_code",
    project_url: "http://own-project.test",
    key_digest: "0".repeat(64),
    adopt: true,
  };
}

interface Writer {
  name: string;
  args: { name: string; type: string }[];
}

/** Every function of the API that changes something and takes arguments, from the catalog: a new one is tried as it comes. */
async function writers(): Promise<Writer[]> {
  return await sql<Writer[]>`
    select proname as name, (
      select json_agg(json_build_object('name', arg.name, 'type', format_type(arg.type, null)) order by arg.place)
      from unnest(proargnames[:pronargs], proargtypes::oid[]) with ordinality as arg (name, type, place)
    ) as args
    from pg_proc
    where pronamespace = 'ship'::regnamespace and provolatile = 'v' and pronargs > 0
    order by proname`;
}

function valueOf(writer: string, { name, type }: Writer["args"][number]): unknown {
  for (const key of [`${writer} ${name}`, `${type} ${name}`, name]) if (key in fitting) return fitting[key];
  return type === "text" ? `own-${name}` : null;
}

/** Calls as the role of the secret key, and undoes it; resolves with what it failed with. */
async function errorOf({ name, args }: Writer, values: unknown[]): Promise<postgres.PostgresError | null> {
  const list = args.map(({ name, type }, index) => `"${name}" => $${index + 1}::text::${type}`).join(", ");
  const texts = values.map((value, index) => textOf(value, args[index]?.type));
  try {
    await sql.begin(async (sql) => {
      await sql`set local role service_role`;
      await sql.unsafe(`select ship.${name}(${list})`, texts);
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof postgres.PostgresError) return error;
    if (!(error instanceof Undo)) throw error;
  }
  return null;
}

class Undo extends Error {}

/** As Postgres reads it. */
function textOf(value: unknown, type: string | undefined): string | null {
  if (value === null) return null;
  if (type === "jsonb") return JSON.stringify(value);
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((element) => element === null ? "null" : JSON.stringify(element)).join(",")}}`;
}

/** What of others' values an error says, with the one hostile argument at `at`. */
function shownBy(
  { args }: Writer,
  at: number,
  { code, message, detail, hint }: postgres.PostgresError,
): string[] {
  const text = [message, detail, hint].join(" ");
  const others = args.filter((_, index) => index !== at).map(({ name }) => `own-${name}`);
  const values = [...Object.values(secrets), ...isConstraint(code) ? [holder, ...others] : []];
  return ["Failing row", "Key (", ...values].filter((value) => text.includes(value));
}

function isConstraint(code: string): boolean {
  return code.startsWith("23");
}

test(
  "whatever is given, an error names a constraint and no other value of the row, given or stored",
  async () => {
    const refused = new Set<string>();
    const shown: string[] = [];
    for (const writer of await writers()) {
      const fit = writer.args.map((arg) => valueOf(writer.name, arg));
      for (const [at, { name, type }] of writer.args.entries()) {
        for (const bad of hostile[type] ?? []) {
          const error = await errorOf(writer, fit.with(at, bad));
          if (error === null) continue;
          if (isConstraint(error.code)) refused.add(writer.name);
          shown.push(
            ...shownBy(writer, at, error).map((what) =>
              `${writer.name}, ${name}: ${error.code} shows ${what}`
            ),
          );
        }
      }
    }
    expect(shown).toEqual([]);
    // else nothing was tried
    expect([...refused]).toEqual(expect.arrayContaining([
      ...[
        "abandon_ship",
        "begin_ship",
        "confirm_store_build",
        "finish_push_batch",
        "finish_ship",
        "link_repository",
        "record_step",
      ],
      ...["resume_ship", "stop_push_run", "sync_manifest", "take_lease", "take_provider_token"],
      ...["advance_promotion", "begin_deployment", "begin_promotion", "finish_deployment"],
    ]));
  },
  240_000,
);
