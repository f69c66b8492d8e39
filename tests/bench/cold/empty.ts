// A function that does nothing: what the process itself costs.
export default { fetch: () => Promise.resolve(new Response(null, { status: 204 })) };
