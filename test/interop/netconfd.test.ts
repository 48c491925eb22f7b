import { readFileSync } from "node:fs";
import { Client } from "ssh2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Netconfd, netconfdMissing, startNetconfd } from "./netconfd.js";
import { interopSuite, run, yangDir } from "./tools.js";

/** What a server says first on a NETCONF channel, up to the end-of-message marker. */
function readHello(server: Netconfd, login: { password: string } | { privateKey: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    client.on("error", reject);
    client.on("ready", () => {
      client.subsys("netconf", (error, channel) => {
        if (error) return reject(error);
        let text = "";
        channel.setEncoding("utf8");
        channel.on("data", (piece: string) => {
          text += piece;
          if (!text.includes("]]>]]>")) return;
          client.end();
          resolve(text);
        });
        channel.on("close", () => reject(new Error(`the channel closed after: ${text}`)));
      });
    });
    client.connect({ host: server.host, port: server.port, username: server.username, ...login });
  });
}

interopSuite("netconfd with our YANG loaded", netconfdMissing(), () => {
  let servers: Netconfd[] = [];

  beforeAll(async () => {
    servers = await Promise.all([
      startNetconfd({ target: "running", yangDir }),
      startNetconfd({ target: "candidate", yangDir, args: ["--eventlog-size=50"] }),
    ]);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
  });

  test("starts two at once, each with a port, a user and a host key of its own", () => {
    for (const key of ["port", "username", "hostKeySha256"] as const) {
      expect(new Set(servers.map((server) => server[key])).size).toBe(2);
    }
  });

  test("offers our modules and the wanted datastore, by password and by key", async () => {
    const [running, candidate] = servers as [Netconfd, Netconfd];
    const first = await readHello(running, { password: running.password });
    const second = await readHello(candidate, { privateKey: candidate.privateKey });
    for (const hello of [first, second]) {
      expect(hello).toContain("http://www.cisco.com/esc/esc?module=esc&amp;");
      expect(hello).toContain("http://www.cisco.com/ns/test/service?module=csp-service&amp;");
    }
    expect(first).toContain(":capability:writable-running:");
    expect(first).not.toContain(":capability:candidate:");
    expect(second).toContain(":capability:candidate:");
    expect(second).not.toContain(":capability:writable-running:");
  });

  test("refuses a wrong password", async () => {
    const server = servers[0] as Netconfd;
    await expect(readHello(server, { password: "wrong" })).rejects.toThrow(/authentication/i);
  });

  test("stop removes the user and the files", async () => {
    const server = await startNetconfd({ target: "running" });
    expect((await run("id", [server.username])).status).toBe(0);
    expect(server.log()).toContain("Running netconfd server");
    await server.stop();
    await server.stop();
    expect((await run("id", [server.username])).status).not.toBe(0);
    expect(() => readFileSync(server.privateKeyFile)).toThrow(/ENOENT/);
  });

  test("a folder that is not there is an error that says so", async () => {
    await expect(startNetconfd({ target: "running", yangDir: "/nonexistent/yang" })).rejects.toThrow(/no such folder/);
  });
});
