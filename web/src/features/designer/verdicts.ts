import type { Deployed } from "@/shared/api/definitions.ts";
import { ProblemError } from "@/shared/api/problem.ts";

export const isModel = (name: string): boolean => /\.(bpmn|dmn|form)$/i.test(name);

interface Part {
  kind: "process" | "decision" | "requirements" | "form";
  name: string;
  version: number | null;
}

/** What is new in the engine. */
export const deployedParts = ({ deployments }: Deployed): Part[] =>
  deployments.flatMap((part): Part[] => [
    ...(part.processDefinition
      ? [
          {
            kind: "process" as const,
            name: part.processDefinition.processDefinitionId,
            version: part.processDefinition.processDefinitionVersion,
          },
        ]
      : []),
    ...(part.decisionDefinition
      ? [
          {
            kind: "decision" as const,
            name: part.decisionDefinition.decisionDefinitionId,
            version: part.decisionDefinition.version,
          },
        ]
      : []),
    ...(part.decisionRequirements
      ? [
          {
            kind: "requirements" as const,
            name: part.decisionRequirements.decisionRequirementsId,
            version: part.decisionRequirements.version,
          },
        ]
      : []),
    ...(part.form ? [{ kind: "form" as const, name: part.form.formId, version: part.form.version }] : []),
  ]);

/** What was wrong with which file: the problem names it as the field, or in its sentence. */
export function perFile(names: readonly string[], error: unknown): Map<string, string[]> {
  const errors = error instanceof ProblemError ? error.problem.errors : [];
  return new Map(
    names.map((name) => [
      name,
      errors
        .filter(({ field, message }) => `${field} ${message}`.includes(name))
        .map(({ message }) => message),
    ]),
  );
}
