import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type ManagementApi, startManagementApi } from "../../support/management-api/management-api.ts";
import { makeBed } from "./bed.ts";

const source = 'Deno.serve(() => new Response("ok"));\n';
export const group = ["busybro-bot", "ask", "busybro-threads"];
export const files = {
  "supabase/config.toml": 'project_id = "nine"\n',
  "supabase/migrations/20260101000000_notes.sql": "create table public.notes (id bigint primary key);\n",
  ...Object.fromEntries(
    [...group, "announce", "push"].map((name) => [`supabase/functions/${name}/index.ts`, source]),
  ),
};

/** A project of the stand-in, and the variables by which the CLI finds it. */
export async function startProject(): Promise<
  { api: ManagementApi; ship: unknown; env: Record<string, string> }
> {
  const api = await startManagementApi();
  onTestFinished(api.stop);
  const bed = await makeBed({ files: { "profile.yaml": api.profile } });
  return {
    api,
    ship: { environment: { project_ref: api.projectRef } },
    env: {
      SUPABASE_PROFILE: join(bed.root, "profile.yaml"),
      SUPABASE_ACCESS_TOKEN: api.accessToken,
      SUPABASE_HOME: bed.root,
      SUPABASE_NO_KEYRING: "1",
    },
  };
}
