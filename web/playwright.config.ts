import { defineConfig } from "@playwright/test";
import chromium from "@sparticuz/chromium";

const baseURL = process.env["COUNTERSIGN_URL"];
if (baseURL === undefined) {
  throw new Error("Say where the product runs: COUNTERSIGN_URL=http://localhost:8080 npm run e2e");
}

export default defineConfig({
  testDir: "e2e",
  outputDir: "target/e2e",
  fullyParallel: false,
  workers: Number(process.env["E2E_WORKERS"] ?? 1),
  forbidOnly: true,
  retries: 0,
  // generous, for machines that run the whole product beside the browser
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["junit", { outputFile: "target/e2e-reports/TEST-journeys.xml" }]],
  globalSetup: "./e2e/signInEverybody.ts",
  use: {
    baseURL,
    actionTimeout: 20_000,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    reducedMotion: "reduce",
    launchOptions: {
      // the browser comes inside an npm package: nothing is downloaded when the tests run
      executablePath: await chromium.executablePath(),
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    },
  },
});
