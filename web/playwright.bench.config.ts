import journeys from "./playwright.config.ts";

/** What people wait for, measured in the browser: COUNTERSIGN_URL=http://localhost:8080 npm run bench */
export default {
  ...journeys,
  testDir: "bench",
  testMatch: "*.bench.ts",
  timeout: 600_000,
  reporter: "line",
  // recording what happens costs as much as what happens
  use: { ...journeys.use, trace: "off" as const },
};
