import type { z } from "zod";

/** How Apple refuses: a list of errors, and of some the reasons of other resources. */
export function refuse(
  status: number,
  code: string,
  detail: string,
  associated: readonly string[] = [],
): Response {
  const meta = associated.length === 0 ? {} : {
    meta: {
      associatedErrors: {
        "/v1/appStoreVersions/": associated.map((reason) => ({
          ...{ id: "2", status: "409", code: "STATE_ERROR", title: "The request cannot be fulfilled" },
          detail: reason,
        })),
      },
    },
  };
  return Response.json(
    { errors: [{ id: "1", status: String(status), code, title: code, detail, ...meta }] },
    {
      status,
    },
  );
}

/** 409 for what the state of a resource speaks against. */
export function stateError(detail: string, associated: readonly string[] = []): Response {
  return refuse(409, "STATE_ERROR.ENTITY_STATE_INVALID", detail, associated);
}

export function notFound(type: string, id: string): Response {
  return refuse(404, "NOT_FOUND", `There is no resource of type '${type}' with id '${id}'`);
}

/** The document of a POST or PATCH, or how it is refused: another type of content, no JSON, what the schema does not know. */
export async function readDocument<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ data: z.infer<Schema> } | { refusal: Response }> {
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? "")) {
    return { refusal: refuse(415, "UNSUPPORTED_MEDIA_TYPE", "The content type must be application/json.") };
  }
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  return parsed.success ? { data: parsed.data } : {
    refusal: refuse(
      409,
      "ENTITY_ERROR",
      parsed.error.issues.map(({ path, message }) => `${path.join("/")}: ${message}`).join("; "),
    ),
  };
}

/** A parameter that the schema does not know is a 400, as Apple's. */
export function readQuery<Schema extends z.ZodType>(
  url: URL,
  schema: Schema,
): { data: z.infer<Schema> } | { refusal: Response } {
  const parsed = schema.safeParse(Object.fromEntries(url.searchParams));
  return parsed.success ? { data: parsed.data } : {
    refusal: refuse(
      400,
      "PARAMETER_ERROR.INVALID",
      parsed.error.issues.map(({ path, message }) => `${path.join("/")}: ${message}`).join("; "),
    ),
  };
}
