import process from "node:process";

/** Resolves at the first SIGINT or SIGTERM. A second one ends the process; every part then notices and ends as well. */
export function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = () => ++count === 1 ? resolve() : process.exit(130);
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  });
}
