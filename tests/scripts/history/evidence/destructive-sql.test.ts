import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { destructiveReasons } from "../../../../scripts/history/evidence/destructive.ts";

describe("takes something away", () => {
  test.each([
    ["drop table orders;", "drop table orders"],
    ["DROP TABLE IF EXISTS shop.orders CASCADE", "drop table shop.orders"],
    ['drop table "Orders"', "drop table Orders"],
    ["drop schema shop cascade", "drop schema shop"],
    ["drop type mood", "drop type mood"],
    ["drop view v", "drop view v"],
    ["drop materialized view v", "drop materialized view v"],
    ["drop function f(int)", "drop function f"],
    ["alter table t drop column c", "drop column c of t"],
    ["alter table only s.t drop if exists c, add d int", "drop column c of s.t"],
    ["alter table t alter column c type bigint", "another type for c of t"],
    ["alter table t alter c set data type text using c::text", "another type for c of t"],
    ["alter table t alter c set not null", "set not null for c of t"],
    ["alter table t add column c int not null", "add a column to t that must be filled"],
    ["alter table t rename to u", "rename in table t"],
    ["alter table t rename c to d", "rename in table t"],
    ["alter type mood rename value 'a' to 'b'", "rename in type mood"],
    ["alter table t set schema old", "another schema for table t"],
    ["truncate table only t", "truncate t"],
    ["delete from t", "delete from t without where"],
    ["delete from t using (select 1 where true) x", "delete from t without where"],
    ["with gone as (delete from t returning *) select * from gone where true", "delete from t without where"],
    ["do $$ begin drop table t; end $$", "drop table t"],
    ["do $x$ begin if true then alter table t drop c; end if; end $x$", "drop column c of t"],
    ["do $$ begin execute 'drop table t'; end $$", "drop table t"],
    ["alter table t modify c bigint", "a changed column of t"],
    ["create table t (a int);\ndrop table u", "drop table u"],
    ["drop table t; create table t (a int)", "drop table t"],
  ])("%s", (script, reason) => expect(destructiveReasons(script)).toEqual([reason]));
});

describe("takes nothing away", () => {
  test.each([
    "create table t (a int not null)",
    "-- drop table t;\nselect 1",
    "/* drop table t; /* nested */ drop table u; */ select 1",
    "insert into t values ('drop table t;'), (E'it\\'s; drop table t;'), ('it''s; drop table u;')",
    "create function f() returns void language sql as $$ delete from t; drop table u; $$",
    "create function f() returns void as 'delete from t;' language sql",
    "comment on table t is 'truncate t'",
    'alter table t add column "drop" int',
    "alter table t drop constraint c, alter column d drop not null, alter e drop default",
    "alter table t add column c int not null default 0, add d text, add column if not exists e int",
    "alter table t add constraint c check (a is not null)",
    "alter table t add check (a is not null)",
    "alter table t alter column type set default 1",
    "alter type mood add value 'new'",
    "alter index i rename to j",
    "drop index concurrently if exists i",
    "drop trigger x on t; create trigger x after insert on t execute function f()",
    "drop policy p on t",
    "drop function if exists shop.f(int); create or replace function shop.f(a int) returns int language sql as 'select 1'",
    "drop view if exists v; create view v as select 1",
    "create temp table t (a int); alter table t alter a set not null; drop table t",
    "delete from t where a = 1",
    "grant select, delete on t to r; revoke truncate on t from r",
    "create table a (b int references c on delete cascade)",
    "do $$ begin delete from t where a = 1; end $$",
    "create table t ();\n-- migrate:down\ndrop table t;",
    "select $1, 'a$$b', \"drop\" from t",
    "",
  ])("%s", (script) => expect(destructiveReasons(script)).toEqual([]));
});

test("each thing that goes is named once", () => {
  expect(destructiveReasons("drop table a; drop table b; drop table a")).toEqual([
    "drop table a",
    "drop table b",
  ]);
});

test("what never closes hides the rest, and nothing takes long", () => {
  for (const open of ["'", '"', "$$", "/*", "E'\\"]) {
    expect(destructiveReasons(`${open} drop table t`)).toEqual([]);
  }
  for (
    const long of ["/*".repeat(100_000), "(".repeat(200_000), "$a".repeat(100_000), "'' ".repeat(70_000)]
  ) {
    expect(destructiveReasons(long)).toEqual([]);
  }
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (script) => {
    expect(Array.isArray(destructiveReasons(script))).toBe(true);
  }));
});
