import { describe, expect, test } from "vitest";
import { saysTheSame } from "../../../scripts/migrations/types-text.ts";

const raw = `
export type Database = {
  "public": {
          Tables: {
            "notes": {
                  Row: {
                    "id": number,"tags": (string)[] | null
                  }
                  Relationships: [
                    
                  ]
                },"a-b": { Row: { "Bad Name"?: number } }
          }
  }
}
export type Tables<
  T extends keyof DefaultSchema["Tables"] | { schema: keyof Database },
  N extends T extends { schema: keyof Database }
    ? keyof (Database[T["schema"]]["Tables"] & Database[T["schema"]]["Views"])
    : never = never
> = N
export const Constants = { "public": { Enums: { "mood": ["sad", "ok"] } } } as const
`;

/** As prettier leaves it, with another style of quotes and semicolons. */
const formatted = `// generated
export type Database = {
  public: {
    Tables: {
      notes: {
        Row: { id: number; tags: string[] | null };
        Relationships: [];
      };
      'a-b': { Row: { 'Bad Name'?: number } };
    };
  };
};
export type Tables<
  T extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof Database },
  N extends (T extends { schema: keyof Database }
    ? keyof (
      & Database[T['schema']]['Tables']
      & Database[T['schema']]['Views']
    )
    : never) = never,
> = N;
export const Constants = {
  public: { Enums: { mood: ['sad', 'ok'] } },
} as const;
`;

test("promise 155: what a formatter changed is no difference", () => {
  expect(saysTheSame(raw, formatted)).toBe(true);
  expect(saysTheSame(`\uFEFF${raw.replaceAll("\n", "\r\n")}`, formatted)).toBe(true);
});

describe("promise 155: everything else is one", () => {
  test.each([
    ["id: number", "id: string"],
    ["tags: string[] | null", "tags: string[]"],
    ["tags: string[] | null", "tags: (string | null)[]"],
    ["'Bad Name'?: number", "'Bad Name': number"],
    ["'Bad Name'", "'Bad  Names'"],
    ["['sad', 'ok']", "['ok', 'sad']"],
    ["notes: {", "note: {"],
  ])("%s → %s", (before, after) => {
    expect(formatted).toContain(before);
    expect(saysTheSame(raw, formatted.replace(before, after))).toBe(false);
  });
});
