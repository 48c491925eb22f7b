import { defineConfig, type ViteUserConfig } from "vitest/config";

const root = new URL("./", import.meta.url).pathname;

/** The public entry points by their package names, so that tests and examples import what users import, without a build. */
const alias = [
  { find: /^esc-northbound$/, replacement: `${root}src/index.ts` },
  { find: /^esc-northbound\/(.+)$/, replacement: `${root}src/$1/index.ts` },
];

const config: ViteUserConfig = defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      { resolve: { alias }, test: { name: "architecture", include: ["test/architecture.test.ts"] } },
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/architecture.test.ts", "test/interop/**"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: { name: "interop", include: ["test/interop/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});

export default config;
