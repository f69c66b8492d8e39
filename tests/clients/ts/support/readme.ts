import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "../../../support/repository.ts";
import type { FeedServer } from "./feed-server.ts";

/** The named blocks of the client's README with their addresses and keys replaced by a server's: name → text. The first of a name counts. */
export async function readmeFiles(server: FeedServer): Promise<Map<string, string>> {
  const page = await readFile(join(repositoryRoot, "clients/ts/README.md"), "utf8");
  const blocks = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].reverse();
  return new Map(blocks.map(([, name = "", text = ""]) => [
    name,
    text.replaceAll("https://<ref>.supabase.co", server.url)
      .replaceAll("sb_publishable_…", server.publishableKey),
  ]));
}
