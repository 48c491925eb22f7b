import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandPath, isLoopback, parseBaseUrl, resolvePath, shownUrl } from "../../src/http/url.js";

const base = new URL("https://esc.example.net:8443/ESCManager");

describe("expandPath", () => {
  it("keeps whatever stands for a place in one segment", () => {
    expect(expandPath("/v0/tenants/{tenant}", { tenant: "../x?y" })).toBe("/v0/tenants/..%2Fx%3Fy");
    expect(expandPath("/v0/vims/{vim}/vim_users/{user}", { vim: "a b", user: "ü#%" })).toBe(
      "/v0/vims/a%20b/vim_users/%C3%BC%23%25",
    );
  });

  it("gives back any text after a server's parsing, as one segment", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        fc.pre(text !== "." && text !== "..");
        const url = resolvePath(base, expandPath("/v0/tenants/{tenant}/end", { tenant: text }));
        const segments = url.pathname.split("/");
        expect(segments).toHaveLength(6);
        expect(decodeURIComponent(segments[4] ?? "")).toBe(text);
        expect(url.search).toBe("");
      }),
    );
  });

  it.each(["", ".", ".."])("refuses %j, which no segment can hold", (tenant) => {
    expect(() => expandPath("/v0/tenants/{tenant}", { tenant })).toThrow(/no URL can hold it/);
  });

  it("refuses half a surrogate pair, a place without a value and a value without a place", () => {
    expect(() => expandPath("/{a}", { a: "\ud800" })).toThrow(/surrogate/);
    expect(() => expandPath("/{a}", {})).toThrow(/\{a\}/);
    expect(() => expandPath("/a", { b: "c" })).toThrow(/no place \{b\}/);
    expect(() => expandPath("/{toString}", {})).toThrow(/\{toString\}/);
  });
});

describe("resolvePath", () => {
  it("keeps the base's path, trailing slashes and the query", () => {
    expect(resolvePath(base, "/v0/vims/").href).toBe("https://esc.example.net:8443/ESCManager/v0/vims/");
    expect(resolvePath(new URL("http://localhost:8080/ESCManager/"), "/v0/vims").pathname).toBe("/ESCManager/v0/vims");
    expect(resolvePath(base, "/x?a=1", { b: ["2", "3"], c: undefined, d: true }).search).toBe("?a=1&b=2&b=3&d=true");
  });

  it.each(["/../other", "/v0/%2e%2e/%2E./x", "/.", "/v0\\..\\..\\x"])("refuses %s, which leads elsewhere", (path) => {
    expect(() => resolvePath(base, path)).toThrow(/dots that lead elsewhere/);
  });

  it("cannot be led to another host", () => {
    expect(resolvePath(base, "//evil.example.net/x").host).toBe("esc.example.net:8443");
    expect(resolvePath(base, "/@evil.example.net/").host).toBe("esc.example.net:8443");
    expect(() => resolvePath(base, "https://evil.example.net/")).toThrow(/does not start with/);
  });
});

describe("base URLs", () => {
  it.each(["ftp://x/", "esc:8443", "", "https://u:geheim@x/", "https://x/?a=b", "https://x/#f"])(
    "refuses %j",
    (text) => {
      let message = "";
      try {
        parseBaseUrl(text);
      } catch (error) {
        message = String(error);
      }
      expect(message).toMatch(/baseUrl/);
      expect(message).not.toContain("geheim");
    },
  );

  it("knows loopback", () => {
    const loopback = ["http://localhost/", "http://127.0.0.1:8080/", "http://127.3.2.1/", "http://[::1]:80/"];
    expect(loopback.filter((url) => !isLoopback(new URL(url)))).toEqual([]);
    const others = ["http://127.0.0.1.evil.net/", "http://10.0.0.1/", "http://localhost.evil.net/", "http://[::2]/"];
    expect(others.filter((url) => isLoopback(new URL(url)))).toEqual([]);
  });

  it("shows URLs without their secrets", () => {
    const url = new URL("https://u:pw1@h/authentication/setpassword?userName=admin&password=pw2");
    expect(shownUrl(url)).toBe("https://h/authentication/setpassword?userName=admin&password=[redacted]");
  });
});
