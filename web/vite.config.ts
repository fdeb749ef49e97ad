import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { compression, defineAlgorithm } from "vite-plugin-compression2";
import { defineConfig } from "vitest/config";

import { mockServer } from "./test/mock/vitePlugin.ts";

const backend = process.env["COUNTERSIGN_URL"] ?? "http://localhost:8080";
const served = ["/api", "/v2", "/v3", "/mailbox", "/order-system", "/actuator"];
const proxy = Object.fromEntries(served.map((path) => [path, backend]));

export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    // the server sends these as they are, in place of packing every file anew for everybody
    compression({ algorithms: [defineAlgorithm("brotliCompress")], include: /\.(?:js|css|svg)$/ }),
    ...(mode === "mock" ? [mockServer()] : []),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { port: 5173, proxy: mode === "mock" ? {} : proxy },
  preview: { port: 4173, proxy },
  build: {
    outDir: "target/dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "vendor",
              test: /node_modules\/(?:react|react-dom|scheduler|@tanstack|i18next|react-i18next|zod)\//,
            },
            // what most pages need, in few files; what one page needs stays with it
            { name: "ui", test: /node_modules\/@mantine\/|src\/shared\//, minShareCount: 8 },
          ],
        },
      },
    },
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
    reporters: ["default", ["junit", { outputFile: "target/vitest-reports/TEST-units.xml" }]],
  },
}));
