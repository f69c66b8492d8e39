import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a move waits for the one before it, and takes the next seq, or its seq when it was rolled back", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await observer`select given_component('web'), given_component('docs')`;

    for (
      const [end, seqs] of [["rollback", ["1 docs"]], ["commit", ["1 docs", "2 web", "3 docs"]]] as const
    ) {
      await first`begin`;
      await first`update ship.components set build = build + 1 where key = 'web'`;
      const waiting = second`update ship.components set build = build + 1 where key = 'docs'`.execute();
      await untilBlocked(observer);
      await first.unsafe(end);
      await waiting;

      const told = await observer`
        select seq || ' ' || component_key as line
        from ship.announcements
        join ship.announced_changes on announcement_id = id
        order by seq`;
      expect(told.map((row) => row.line)).toEqual(seqs);
    }
  }));
