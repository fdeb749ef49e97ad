import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Drawn by bpmn-js and form-js, whose markup is not ours; a list stands beside every diagram. */
const notOurs = [".cs-canvas .djs-container", ".cs-canvas .bjs-container", ".fjs-container"];

export async function expectAccessible(page: Page, where: string) {
  const axe = notOurs.reduce(
    (builder, part) => builder.exclude(part),
    new AxeBuilder({ page }).withTags(standards),
  );
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
  expect(found, where).toEqual([]);
}
