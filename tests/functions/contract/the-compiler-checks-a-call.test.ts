import { expect, test } from "vitest";
import { z } from "zod";
import { syncManifest } from "../../../functions/_shared/contract/builds.ts";
import { type Call, rpc } from "../../../functions/_shared/contract/rpc.ts";
import { takeLease } from "../../../functions/_shared/contract/ships.ts";

// Each expected error is itself checked: `npm run check` fails when the line below compiles.
test("names, arguments and answers are those of the database", () => {
  const sent: unknown[] = [];
  const call: Call = (called, args) => {
    sent.push([called.name, args]);
    return new Promise(() => {});
  };
  // @ts-expect-error: there is no such function
  rpc("take_leases", z.null());
  // @ts-expect-error: `ship` is missing
  call(takeLease, { name: "git:main", token: 1 });
  // @ts-expect-error: `lease` is not an argument
  call(takeLease, { ship: "s", token: 1, name: "git:main", lease: 1 });
  // @ts-expect-error: `token` is a number
  call(takeLease, { ship: "s", token: "1", name: "git:main" });
  // @ts-expect-error: the answer is a list
  call(syncManifest, { manifest: {} }).then(({ build }) => build);
  // jsonb takes what JSON.stringify takes
  call(syncManifest, { manifest: { components: [new Date(0)] } });
  expect(sent).toHaveLength(5);
});
