import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

import { mockServer } from "./test/mock/vitePlugin.ts";

const backend = process.env["COUNTERSIGN_URL"] ?? "http://localhost:8080";
const served = ["/api", "/v2", "/v3", "/mailbox", "/actuator"];

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === "mock" ? [mockServer()] : [])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    port: 5173,
    proxy: mode === "mock" ? {} : Object.fromEntries(served.map((path) => [path, backend])),
  },
  build: {
    outDir: "target/dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  test: {
    projects: [
      { extends: true, test: { name: "logic", environment: "node", include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "screens",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["test/setup.ts"],
        },
      },
    ],
    unstubGlobals: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    css: false,
    reporters: ["default", ["junit", { outputFile: "target/test-results/vitest.xml" }]],
  },
}));
