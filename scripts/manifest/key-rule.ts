/** What a key of version.json looks like: it can stand in a shell's command line, in an address and on a terminal as it is. */
export const keyPattern = /^[a-z][a-z0-9-]{0,47}$/;
