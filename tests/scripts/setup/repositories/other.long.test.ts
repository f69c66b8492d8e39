import { test } from "vitest";
import { otherShapes } from "../../../support/repositories/other-shapes.ts";
import { useEmptyProject, walk } from "./road.ts";

const env = useEmptyProject();

test.each(otherShapes.map((shape) => [shape.kind, shape] as const))("%s", async (_, shape) => {
  await walk(shape, env());
});
