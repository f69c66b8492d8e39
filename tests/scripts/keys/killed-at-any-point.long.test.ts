import { test } from "vitest";
import { killAndResume, moments } from "../../support/list-yard.ts";
import { useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();
const froms = ["the same clone", "another clone"] as const;

test.each(moments.flatMap((moment) => froms.map((from) => ({ ...moment, from }))))(
  "a rotation that is killed at $step, $when it is written down, is resumed by $from",
  { timeout: 300_000 },
  ({ from, ...moment }) => killAndResume(yard(), moment, from),
);
