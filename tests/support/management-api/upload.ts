import { z } from "zod";

/** Bundled by the server, a function may be this large (supabase.com/docs/guides/functions/limits). */
const maxBytes = 5 * 1024 * 1024;

const metadataSchema = z.object({
  entrypoint_path: z.string().min(1),
  /** The CLI sends an empty one for a function without a deno.json. */
  import_map_path: z.string().transform((path) => path || undefined).optional(),
  static_patterns: z.array(z.string()).optional(),
  verify_jwt: z.boolean().optional(),
  name: z.string().optional(),
});

/** What the CLI says about a function. */
type Metadata = z.infer<typeof metadataSchema>;

/** A function as it was uploaded. */
export interface Upload {
  slug: string;
  metadata: Metadata;
  /** Text by name; the CLI names files by their path in the project. */
  files: Map<string, string>;
  byteCount: number;
}

/** Reads the multipart body of a deploy, or says why the API would refuse it. */
export async function readUpload(
  request: Request,
  slug: string,
): Promise<{ upload: Upload } | { status: number; problem: string }> {
  if (!/^[A-Za-z][\w-]*$/.test(slug)) return { status: 400, problem: `"${slug}" is no slug` };
  const form = await request.formData().catch(() => null);
  if (form === null) return { status: 400, problem: "The body is no multipart form" };
  const metadata = readMetadata(form.get("metadata"));
  if (metadata === null) return { status: 400, problem: "metadata is missing or malformed" };

  const files = new Map<string, string>();
  let byteCount = 0;
  for (const part of form.getAll("file")) {
    if (typeof part === "string") return { status: 400, problem: "A file part has no name" };
    if (files.has(part.name)) return { status: 400, problem: `${part.name} was sent twice` };
    byteCount += part.size;
    files.set(part.name, await part.text());
  }
  if (byteCount > maxBytes) return { status: 413, problem: "Function is larger than 5 MB" };
  for (const path of [metadata.entrypoint_path, metadata.import_map_path]) {
    if (path !== undefined && !files.has(path)) return { status: 400, problem: `${path} was not uploaded` };
  }
  return { upload: { slug, metadata, files, byteCount } };
}

function readMetadata(part: FormDataEntryValue | null): Metadata | null {
  try {
    return typeof part === "string" ? metadataSchema.parse(JSON.parse(part)) : null;
  } catch {
    return null;
  }
}
