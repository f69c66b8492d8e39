/** What is known of something; or why it is not, and what would help. A fact that can't be had never passes for a good one. */
export type Known<Value> = { known: true; value: Value } | { known: false; why: string; hint: string };
