import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { withoutWhere } from "./statements.ts";

const schemas = join(dirname(fileURLToPath(import.meta.url)), "../../../supabase/schemas");
const files = globSync("**/*.sql", { cwd: schemas }).sort().map((file) => ({
  file,
  text: readFileSync(join(schemas, file), "utf8"),
}));
const everybody = "from public, anon, authenticated, service_role;";

/** The files that a rule does not hold for. */
function broken(kind: string, holds: (text: string, file: string) => boolean): string[] {
  const checked = files.filter(({ file }) => file.endsWith(kind));
  expect(checked.length).toBeGreaterThan(0);
  return checked.filter(({ text, file }) => !holds(text, file)).map(({ file }) => file);
}

/** The names that `create <kind> <name>` makes in a text. */
function made(text: string, kind: string): string[] {
  return [...text.matchAll(new RegExp(`^create (?:unlogged )?${kind} ([a-z_.]+)`, "gm"))].map((
    [, name = ""],
  ) => name);
}

describe("SQL files", () => {
  test("end with the sentence that says what the object guarantees", () => {
    expect(
      broken(".function.sql", (text) => /\ncomment on function [^;]+ is\s+'(?:[^']|'')+';\n$/.test(text)),
    ).toEqual([]);
    expect(broken(".trigger.sql", (text) => /\ncomment on function [^;]+ is\s+'(?:[^']|'')+';\n$/.test(text)))
      .toEqual([]);
    expect(broken(".view.sql", (text) => /\ncomment on view [^;]+ is\s+'(?:[^']|'')+';\n$/.test(text)))
      .toEqual([]);
    expect(
      broken(".table.sql", (text) => /\ncomment on (table|column) [^;]+ is\s+'(?:[^']|'')+';\n$/.test(text)),
    ).toEqual([]);
    expect(broken(".type.sql", (text) => /\ncomment on type [^;]+ is\s+'(?:[^']|'')+';\n$/.test(text)))
      .toEqual([]);
  });

  test("take every function away from everybody before they grant it", () => {
    const takesAway = (text: string) =>
      made(text, "function").every((name) => {
        const start = text.indexOf(`revoke all on function ${name}(`);
        const end = text.indexOf(";", start) + 1;
        const grant = text.indexOf(`grant execute on function ${name}(`);
        return start > 0 && text.slice(start, end).endsWith(everybody) && (grant < 0 || grant > end);
      });
    expect(broken(".function.sql", takesAway)).toEqual([]);
    expect(broken(".trigger.sql", takesAway)).toEqual([]);
  });

  test("take every table, sequence and type away from everybody, and protect its rows", () => {
    expect(broken(".table.sql", (text) => {
      const [name] = made(text, "table");
      const sequence = text.includes("as identity")
        ? `revoke all on sequence ${name}_id_seq ${everybody}`
        : "";
      return text.includes(`revoke all on ${name} ${everybody}`) && text.includes(sequence) &&
        text.includes(`alter table ${name} enable row level security;`);
    })).toEqual([]);
    expect(
      broken(".view.sql", (text) => text.includes(`revoke all on ${made(text, "view")[0]} ${everybody}`)),
    ).toEqual([]);
    expect(
      broken(
        ".type.sql",
        (text) => text.includes(`revoke all on type ${made(text, "type")[0]} ${everybody}`),
      ),
    ).toEqual([]);
  });

  test("are named after their object", () => {
    for (const kind of ["function", "table", "type", "view"]) {
      expect(broken(`.${kind}.sql`, (text, file) => {
        const [name = ""] = made(text, kind);
        return basename(file) === `${name.split(".")[1]}.${kind}.sql`;
      })).toEqual([]);
    }
  });

  test("give every function an attribute order and an empty search_path", () => {
    const headers = files.flatMap(({ file, text }) =>
      [...text.matchAll(/^create function [\s\S]*?\n(?=as \$\$|return |begin atomic)/gm)].map(([header]) => ({
        file,
        header,
      }))
    );
    expect(headers.length).toBeGreaterThan(80);
    const order =
      /\nreturns [\s\S]+?\nlanguage (sql|plpgsql)\n(immutable|stable|volatile)\nsecurity (invoker|definer)[^\n]*\nset search_path = ''\n/;
    expect(headers.filter(({ header }) => !order.test(header)).map(({ file }) => file)).toEqual([]);
  });

  test("never update or delete without where", () => {
    expect(files.flatMap(({ file, text }) => withoutWhere(text).map((words) => `${file}: ${words}`))).toEqual(
      [],
    );
  });
});

describe("the search for a missing where", () => {
  test.for(
    [
      ["delete from a;", 1],
      ["update a set b = 1;", 1],
      ["update a set b = (select c from d where e);", 1],
      ["with x as (delete from a returning b) select b from x where b;", 1],
      ["create function f() as $$ begin if x then update a set b = 1; end if; end; $$;", 1],
      ["update a set b = 'where';", 1],
      ["update a set b = 1 -- where\n;", 1],
      ["update a set b = 1 where c;", 0],
      ["with x as (delete from a where b returning c) update d set e = 1 from x where d.c = x.c;", 0],
      ["insert into a values (1) on conflict (b) do update set c = 1;", 0],
      ["create trigger t before update or delete on a for each row execute function f();", 0],
      ["select b from a for update;", 0],
    ] as const,
  )("in %s", ([sql, found]) => {
    expect(withoutWhere(sql)).toHaveLength(found);
  });
});
