// A fresh process with one edge function: one request, the status of the answer on standard output, the end.
// `deno run -A first-answer.ts <url of index.ts> <method> <headers as JSON> <body> <path>`; without a url, a function that does nothing.

const [entry = "", method = "GET", headers = "{}", body = "", path = ""] = Deno.args;
const { default: fn } = entry === ""
  ? { default: { fetch: () => Promise.resolve(new Response(null, { status: 204 })) } }
  : await import(entry);
const response: Response = await fn.fetch(
  new Request(`http://127.0.0.1${path}`, {
    method,
    headers: JSON.parse(headers),
    ...body === "" ? {} : { body },
  }),
);
console.log(response.status);
Deno.exit(0);
