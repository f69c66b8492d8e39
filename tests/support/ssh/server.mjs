// A small ssh server for tests, a process of its own: one user, one key, commands run by `sh` in a given folder. As sshd does, it
// gives each command a process group, and ends the command's standard input when the client goes away; nothing more.
// First line on standard output: { "port" }. It ends with its standard input.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import ssh2 from "ssh2";

const [folder] = process.argv.slice(2);
const allowed = ssh2.utils.parseKey(readFileSync(`${folder}/user.pub`)).getPublicSSH();

const server = new ssh2.Server({ hostKeys: [readFileSync(`${folder}/host`)] }, (client) => {
  client.on("error", () => {});
  client.on("authentication", (context) => {
    const isKnown = context.method === "publickey" && context.username === "deploy" &&
      context.key.data.equals(allowed);
    if (isKnown) context.accept();
    else context.reject(["publickey"]);
  });
  client.on("session", (accept) => {
    const session = accept();
    session.on("exec", (accept, _reject, { command }) => run(accept(), command));
  });
});

function run(channel, command) {
  const child = spawn("sh", ["-c", command], {
    cwd: `${folder}/home`,
    detached: true,
    env: { PATH: `${folder}/home/bin:${process.env.PATH}`, HOME: `${folder}/home`, SHELL: "/bin/sh" },
  });
  child.stdout.on("data", (chunk) => channel.write(chunk));
  child.stderr.on("data", (chunk) => channel.stderr.write(chunk));
  child.stdin.on("error", () => {});
  channel.pipe(child.stdin);
  channel.on("close", () => child.stdin.end());
  child.on("close", (code, signal) => {
    if (channel.destroyed) return;
    channel.exit(code ?? 128, signal ?? undefined);
    channel.end();
  });
}

server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on("end", () => process.exit(0));
