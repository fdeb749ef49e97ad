import { expect, test } from "vitest";

import { ProblemError } from "@/shared/api/problem.ts";

import { deployedParts, isModel, perFile } from "./verdicts.ts";

test("says what was wrong with which file", () => {
  const error = new ProblemError({
    type: "urn:countersign:problem:model-rejected",
    title: "",
    status: 422,
    detail: null,
    requestId: null,
    errors: [{ field: "a.bpmn", message: "No start event" }],
  });
  expect(perFile(["a.bpmn", "b.bpmn"], error)).toEqual(
    new Map([
      ["a.bpmn", ["No start event"]],
      ["b.bpmn", []],
    ]),
  );
});

test("names what is new", () => {
  const form = { formId: "f", version: 2, resourceName: null };
  const deployments = [
    { processDefinition: null, decisionDefinition: null, decisionRequirements: null, form },
  ];
  expect(deployedParts({ deploymentKey: "1", deployments })).toEqual([
    { kind: "form", name: "f", version: 2 },
  ]);
});

test("knows a model by its name", () => {
  expect(["a.bpmn", "A.DMN", "x.form", "x.xml"].map(isModel)).toEqual([true, true, true, false]);
});
