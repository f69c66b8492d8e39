// The push function in a process of its own, as hosted has it; the stack's functions process holds all of them.
export { default } from "../../../../functions/push/index.ts";
