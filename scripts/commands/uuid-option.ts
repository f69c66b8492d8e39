import { InvalidArgumentError, Option } from "commander";

/** An option that takes an id. */
export function uuidOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(uuid);
}

/** The value, when it is an id. Raises what commander shows. */
export function uuid(value: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value;
  throw new InvalidArgumentError("An id is a uuid.");
}
