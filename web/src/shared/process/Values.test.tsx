import { render, screen, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";

import { startI18n } from "@/shared/i18n/index.ts";

import { knownOf } from "./known.ts";
import { Values } from "./Values.tsx";

const ben = { username: "ben", displayName: "Ben Ito" };
const record = { fileName: "Loan - projector.pdf", attachmentId: "7d3a" };
const file = {
  attachmentId: record.attachmentId,
  name: record.fileName,
  size: 28_000,
  uploadedBy: { username: "system:countersign", displayName: "Countersign" },
  uploadedAt: "2026-11-23T10:00:00Z",
  removedAt: null,
};
const vote = {
  by: "ben",
  onBehalfOf: null,
  outcome: "approved",
  comment: "Fine.",
  at: "2026-11-23T10:00:00Z",
};
const decided = { outcome: "approved", votes: [vote], decidedAt: "2026-11-23T10:00:00Z" };
const known = knownOf(
  [file],
  [
    {
      decisionId: "1",
      by: ben,
      onBehalfOf: { username: "ada", displayName: "Ada Novak" },
      outcome: "approved",
      comment: null,
      at: vote.at,
    },
  ],
);

const valueOf = (name: string) =>
  screen.getByText(name, { selector: "dt" }).parentElement!.querySelector("dd")!;

beforeAll(() => startI18n("en"));

test("says what was decided, and by whom, as people are called", () => {
  const values = {
    loanDecision: decided,
    together: {
      outcome: "rejected",
      votes: [
        { ...vote, outcome: "approved" },
        { ...vote, outcome: "rejected", onBehalfOf: "ada" },
        { ...vote, outcome: "rejected", by: "eve" },
      ],
    },
    nobody: { outcome: "expired", votes: [{ ...vote, by: "system:deadline", outcome: "expired" }] },
    elsewhere: { outcome: "approved", votes: [] },
  };
  render(<Values values={values} known={known} />);
  expect(valueOf("Loan decision")).toHaveTextContent(/^Approved by Ben Ito$/);
  expect(valueOf("Together")).toHaveTextContent(/^Rejected by Ben Ito for Ada Novak and eve$/);
  expect(valueOf("Nobody")).toHaveTextContent(/^Nobody decided in time$/);
  expect(valueOf("Elsewhere")).toHaveTextContent(/^Approved$/);
});

test("offers a record for download to those who may have it, and tells the others its name", () => {
  const { unmount } = render(<Values values={{ record }} known={known} />);
  const link = within(valueOf("Record")).getByRole("link", { name: "Loan - projector.pdf 28 kB" });
  expect(link).toHaveAttribute("href", "/api/v1/attachments/7d3a");
  unmount();

  render(<Values values={{ record }} />);
  expect(valueOf("Record")).toHaveTextContent(/^Loan - projector.pdf$/);
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
});

test("shows a list of rows as a table, and says how many there are beyond it", () => {
  const rows = Array.from({ length: 17 }, (_, at) => ({
    article: `projector ${at}`,
    free: at,
    since: "2026-11-23",
  }));
  render(<Values values={{ rows }} />);
  const table = screen.getByRole("table", { name: "Rows" });
  expect(
    within(table)
      .getAllByRole("columnheader")
      .map((head) => head.textContent),
  ).toEqual(["Article", "Free", "Since"]);
  expect(within(table).getAllByRole("row")).toHaveLength(6);
  expect(within(table).getByRole("row", { name: "projector 4 4 Nov 23, 2026" })).toBeVisible();
  expect(screen.getByText("and 12 more")).toBeVisible();
});

test("shows values inside values, and folds what lies too deep", () => {
  const address = { street: "Elm 1", place: { city: "Berlin", map: { x: 1 } } };
  render(<Values values={{ deliverTo: address, matrix: [[1, 2]] }} />);
  expect(within(valueOf("Deliver to")).getByText("Elm 1")).toBeVisible();
  expect(within(valueOf("Place")).getByText("Berlin")).toBeVisible();
  const folded = valueOf("Map").querySelector("details")!;
  expect(folded.open).toBe(false);
  expect(within(folded).getByRole("region", { hidden: true, name: "Map" })).toHaveTextContent('{ "x": 1 }');
  expect(valueOf("Matrix").querySelector("details")).toBeInTheDocument();
});

test("shows what looks like HTML as what it is", () => {
  const text = '<img src="x" onerror="alert(1)">';
  render(
    <Values
      values={{ rows: [{ [text]: text }], inside: { note: text }, record: { ...record, fileName: text } }}
    />,
  );
  expect(screen.getAllByText(text)).toHaveLength(4);
  expect(document.querySelector("img")).toBeNull();
});

test("keeps plain words for what a form and plain lists say", () => {
  const fields = [{ key: "size", label: "How big", options: new Map([["l", "Large"]]), unit: undefined }];
  render(<Values values={{ size: "l", days: [1, 2.5, true], empty: [], none: {} }} fields={fields} />);
  expect(valueOf("How big")).toHaveTextContent(/^Large$/);
  expect(valueOf("Days")).toHaveTextContent(/^1, 2\.5, Yes$/);
  expect(valueOf("Empty")).toHaveTextContent(/^–$/);
  expect(valueOf("None")).toHaveTextContent(/^–$/);
});
