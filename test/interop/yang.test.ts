import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Fixture, fixtures, readFixture } from "../fixtures/index.js";
import { ietfNetconfFile, interopSuite, type ToolResult, yangDir, yanglint, yanglintMissing } from "./tools.js";
import { brokenDocuments } from "./yang-rules.js";

const names = readdirSync(yangDir).filter((name) => name.endsWith(".yang"));
const isSubmodule = (name: string): boolean => /^\s*submodule\s/m.test(readFileSync(join(yangDir, name), "utf8"));
const modules = names.filter((name) => !isSubmodule(name));

/** How yanglint is told what a document is. */
const types = {
  config: "config",
  edit: "edit",
  data: "data",
  rpc: "rpc",
  reply: "nc-reply",
  notification: "nc-notif",
} as const;

let folder = "";
let files = 0;

function temporary(text: string): string {
  const path = join(folder, `${++files}.xml`);
  writeFileSync(path, text);
  return path;
}

/** yanglint's verdict on a text that stands for `fixture`. Our modules and ietf-netconf are loaded. */
function judge(fixture: Fixture, text: string): Promise<ToolResult> {
  const schemas = [ietfNetconfFile() ?? "", join(yangDir, "esc.yang"), join(yangDir, "csp-service.yang")];
  const request = fixture.answers === undefined ? [] : ["-R", temporary(envelope(readFixture(fixture.answers)))];
  return yanglint(["-t", types[fixture.kind], ...request, ...schemas, temporary(text)]);
}

function envelope(operation: string): string {
  const body = withoutDeclaration(operation);
  return `<rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1">${body}</rpc>`;
}

function withoutDeclaration(text: string): string {
  return text.replace(/^<\?xml[^>]*\?>\s*/, "");
}

/** What yanglint can judge of a fixture: a fragment is put into the document around it, in ESC's namespace. */
function wholeDocument(fixture: Fixture): string {
  const text = readFixture(fixture);
  if (fixture.fragment === undefined) return text;
  const inside = withoutDeclaration(text).replace(` xmlns="${fixture.fragment.namespace}"`, "");
  return fixture.fragment.around.replace("%", () => inside);
}

const silent: ToolResult = { status: 0, output: "" };

interopSuite("yanglint over yang/ and the fixtures", yanglintMissing(), () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "nb-yanglint-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe("modules load without error or warning", () => {
    test.each(modules)("%s", async (name) => {
      expect(await yanglint(["-f", "info", join(yangDir, name)]).then((result) => result.status)).toBe(0);
      expect(await yanglint([join(yangDir, name)])).toEqual(silent);
    });

    test("every submodule belongs to a module here", () => {
      const included = modules.flatMap((name) =>
        [...readFileSync(join(yangDir, name), "utf8").matchAll(/^\s*include\s+([\w-]+)/gm)].map(
          (match) => `${match[1]}.yang`,
        ),
      );
      expect(names.filter(isSubmodule).sort()).toEqual(included.sort());
    });
  });

  describe("accepts every fixture", () => {
    test.each(fixtures.map((fixture) => [fixture.file, fixture] as const))("%s", async (_file, fixture) => {
      expect(await judge(fixture, wholeDocument(fixture))).toEqual(silent);
    });

    test("and the table names every file", () => {
      const root = fileURLToPath(new URL("../fixtures/", import.meta.url));
      const there = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".xml"));
      expect(fixtures.map((fixture) => fixture.file).sort()).toEqual(there.sort());
    });
  });

  describe("refuses what breaks a rule", () => {
    test.each(brokenDocuments.map((row) => [`${row.rule} (${row.from})`, row] as const))("%s", async (_title, row) => {
      const fixture = fixtures.find((one) => one.file === row.from);
      if (fixture === undefined) throw new Error(`no fixture ${row.from}`);
      const whole = wholeDocument(fixture);
      const broken = whole.replace(row.replace, row.by);
      expect(broken).not.toBe(whole);
      const verdict = await judge(fixture, broken);
      expect(verdict.status).not.toBe(0);
      expect(verdict.output).toContain(row.complaint);
    });
  });
});
