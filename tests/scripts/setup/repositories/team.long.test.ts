import { test } from "vitest";
import { teamShapes } from "../../../support/repositories/team-shapes.ts";
import { useEmptyProject, walk } from "./road.ts";

const env = useEmptyProject();

test.each(teamShapes.map((shape) => [shape.kind, shape] as const))("%s", async (_, shape) => {
  await walk(shape, env());
});
