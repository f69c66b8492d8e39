// A server in a process of its own. `deno run -A serve.ts function`: the function `updates`, with its own environment; `… static <answer as JSON>`: always
// the same bytes. Says its port on standard error; the function's log goes to standard output, as hosted.

const [kind = "", answer = "{}"] = Deno.args;
const onListen = ({ port }: { port: number }) => console.error(port);

if (kind === "function") {
  const { default: updates } = await import("../../../functions/updates/index.ts");
  Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, updates.fetch);
} else {
  const { body, headers }: { body: string; headers: Record<string, string> } = JSON.parse(answer);
  const bytes = new TextEncoder().encode(body);
  Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, () => new Response(bytes, { headers }));
}
