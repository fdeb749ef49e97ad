import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Drawn by bpmn-js and form-js, whose markup is not ours; a list stands beside every diagram. */
const notOurs = [".cs-canvas .djs-container", ".cs-canvas .bjs-container", ".fjs-container"];

export const expectAccessible = (page: Page, where: string) =>
  expectNothingFound(new AxeBuilder({ page }).withTags(standards), where);

/** What is left to look at on a page that has passed in other colours. */
export const expectReadable = (page: Page, where: string) =>
  expectNothingFound(new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]), where);

async function expectNothingFound(axe: AxeBuilder, where: string) {
  for (const part of notOurs) axe.exclude(part);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
  expect(found, where).toEqual([]);
}
