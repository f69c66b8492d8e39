/** For postgres.js: bigint as JSON and the Data API have it; every number of ours is one that JavaScript holds exactly. */
export const bigints = { bigint: { to: 20, from: [20], serialize: String, parse: Number } };
