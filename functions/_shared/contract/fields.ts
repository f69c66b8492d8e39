import { z } from "zod";

/** Fields that many answers have. Unknown fields of an answer are dropped: the database may learn new ones first. */

export const count = z.number().int().nonnegative();
export const build = z.number().int();
/** Null also when the field is absent. */
export const nullableText = z.string().nullish().transform((value) => value ?? null);
export const nullableBuild = build.nullish().transform((value) => value ?? null);
/** A function that returns `void`. */
export const nothing = z.unknown().transform((): void => {});

export const apnsEnvironmentSchema = z.enum(["production", "sandbox"]);
/** Which of Apple's two hosts knows a token. */
export type ApnsEnvironment = z.infer<typeof apnsEnvironmentSchema>;
