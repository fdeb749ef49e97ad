import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { AuditEntry, Decision, ElementInstance } from "../../src/shared/api/model.ts";
import type { Me, Role } from "../../src/shared/api/session.ts";
import type { Permission, TaskDetail } from "../../src/shared/api/tasks.ts";

/** What a server would know: the sample processes, some people, some requests. */
const processes = join(import.meta.dirname, "../../../processes/src/main/resources/processes");
const read = (file: string) => readFileSync(join(processes, file), "utf8");
const json = (file: string) => JSON.parse(read(file)) as Record<string, unknown>;

export const purchase = {
  processDefinitionKey: "2251799813685001",
  processId: "purchase-request",
  version: 3,
  versionTag: null,
  name: "Purchase request",
  documentation: "Ask for something to be bought. Your manager approves it, large amounts also finance.",
  icon: "purchase",
  category: "Money",
  resourceName: "purchase-request.bpmn",
  deployedAt: ago({ days: 12 }),
  startForm: { formKey: "2251799813685002", schema: json("purchase-request/purchase-request.form") },
};
export const leave = {
  processDefinitionKey: "2251799813685003",
  processId: "leave-request",
  version: 1,
  versionTag: null,
  name: "Leave request",
  documentation: "Ask for days off. Your manager approves them.",
  icon: "leave",
  category: "People",
  resourceName: "leave-request.bpmn",
  deployedAt: ago({ days: 30 }),
  startForm: { formKey: "2251799813685004", schema: json("leave-request/leave-request.form") },
};
export const definitions = [purchase, leave];
export const xmlOf = new Map([
  [purchase.processDefinitionKey, read("purchase-request/purchase-request.bpmn")],
  [leave.processDefinitionKey, read("leave-request/leave-request.bpmn")],
]);
const approvalForm = { formKey: "2251799813685005", schema: json("purchase-request/purchase-approval.form") };

export function ago({ days = 0, hours = 0, minutes = 0 }): string {
  return new Date(Date.now() - ((days * 24 + hours) * 60 + minutes) * 60_000).toISOString();
}
export const ahead = (hours: number): string => ago({ hours: -hours });

const person = (username: string, displayName: string, roles: Role[], groups: string[] = []): Me => ({
  username,
  displayName,
  email: `${username}@example.com`,
  locale: null,
  roles,
  groups: groups.map((id) => ({ id, displayName: id.charAt(0).toUpperCase() + id.slice(1) })),
});

export const people = [
  person("rita", "Rita Requester", ["USER"]),
  person("mara", "Mara Manager", ["USER"], ["managers"]),
  person("finn", "Finn Finance", ["USER"], ["finance"]),
  person("dana", "Dana Designer", ["USER", "DESIGNER"]),
  person("otto", "Otto Operator", ["USER", "OPERATOR"]),
  person("ada", "Ada Admin", ["USER", "ADMIN", "AUDITOR", "OPERATOR", "DESIGNER"], ["managers"]),
];

const yes: Permission = { allowed: true, reason: null, message: null };
const no = (reason: string, message: string): Permission => ({ allowed: false, reason, message });

export const element = (
  elementId: string,
  elementName: string | null,
  elementType: string,
  state: ElementInstance["state"],
  minutes: number,
  hasIncident = false,
): ElementInstance => ({
  elementInstanceKey: `9${minutes}${elementId.length}`,
  elementId,
  elementName,
  elementType,
  state,
  startedAt: ago({ minutes }),
  endedAt: state === "ACTIVE" ? null : ago({ minutes: minutes - 1 }),
  hasIncident,
});

export const entry = (
  id: number,
  action: string,
  actor: AuditEntry["actor"],
  minutes: number,
  after: AuditEntry["after"] = null,
  comment: string | null = null,
): AuditEntry => ({
  id: String(id),
  at: ago({ minutes }),
  actor,
  onBehalfOf: null,
  action,
  objectType: action.split(".")[0] ?? "",
  objectId: String(id),
  processInstanceKey: null,
  requestId: null,
  before: null,
  after,
  comment,
});

const engine = { kind: "ENGINE", name: null } as const;
const named = (name: string) => ({ kind: "PERSON", name }) as const;

let next = 2251799813690000;
const key = () => String(next++);

interface Wish {
  item: string;
  amount: number;
  by: Me;
  minutes: number;
  dueInHours?: number;
  finance?: boolean;
  category?: string;
  justification?: string;
}

export function purchaseTask(wish: Wish): TaskDetail {
  const { item, amount, by, minutes, dueInHours, finance = false, category = "hardware" } = wish;
  const values: Record<string, unknown> = {
    item,
    amount,
    category,
    supplier: "Northwind Supplies",
    costCentre: "4100",
    neededBy: "2026-12-15",
    approvalLevel: finance ? "finance" : "manager",
    justification: wish.justification ?? "The old ones are out of warranty and two of them no longer charge.",
    approvers: { manager: { assignee: "mara" } },
  };
  const { justification: _, approvers: __, ...summary } = values;
  const decisions: Decision[] = finance
    ? [
        {
          decisionId: key(),
          by: { username: "mara", displayName: "Mara Manager" },
          onBehalfOf: null,
          outcome: "approved",
          comment: "Fits our plan for the quarter.",
          at: ago({ minutes: minutes - 4 }),
        },
      ]
    : [];
  return {
    taskKey: key(),
    kind: finance ? "JOB" : "NATIVE",
    name: finance ? "Approve as finance" : "Approve as manager",
    elementId: finance ? "approve-as-finance" : "approve-as-manager",
    processInstanceKey: key(),
    processDefinitionKey: purchase.processDefinitionKey,
    processId: purchase.processId,
    processName: purchase.name,
    question: null,
    state: "OPEN",
    assignee: finance ? null : "mara",
    claimedBy: null,
    claimedByName: null,
    claimedAt: null,
    candidateGroups: finance ? ["finance"] : ["managers"],
    candidateUsers: [],
    dueAt: dueInHours === undefined ? null : ahead(dueInHours),
    due: null,
    escalatedAt: null,
    escalatedTo: [],
    deadline: null,
    followUpAt: null,
    priority: 50,
    createdAt: ago({ minutes }),
    endedAt: null,
    requester: { username: by.username, displayName: by.displayName },
    businessKey: null,
    summary,
    hasPolicy: true,
    blockedByIncident: false,
    remindedAt: null,
    engineSync: null,
    onBehalfOf: null,
    form: approvalForm,
    externalForm: null,
    variables: Object.entries(values).map(([name, value]) => ({ name, value })),
    approval: { policy: "any", exclude: ["requester"], result: "managerDecision" },
    progress: {
      policy: "any",
      has: 0,
      needs: 1,
      reachable: true,
      waitingFor: [],
      waitingForGroup: null,
      waiting: 0,
    },
    decisions: [],
    withdrawal: null,
    history: [
      entry(1, "process-instance.requested", named(by.displayName), minutes + 1),
      entry(2, "process-instance.started", engine, minutes + 1),
      ...decisions.map((decision) =>
        entry(
          3,
          "task.decided",
          named("Mara Manager"),
          minutes - 4,
          { outcome: "approved" },
          decision.comment,
        ),
      ),
      entry(4, "task.created", engine, minutes, {
        name: finance ? "Approve as finance" : "Approve as manager",
      }),
    ],
    may: {
      claim: yes,
      unclaim: no("not-claimed", "Nobody has it."),
      decide: yes,
      complete: no("has-policy", ""),
      delegate: yes,
    },
    actsFor: [],
    elements: [
      element("purchase-requested", "Purchase requested", "START_EVENT", "COMPLETED", minutes + 3),
      element(
        "determine-approval-level",
        "Determine approval level",
        "BUSINESS_RULE_TASK",
        "COMPLETED",
        minutes + 2,
      ),
      element("resolve-approvers", "Resolve approvers", "SERVICE_TASK", "COMPLETED", minutes + 1),
      ...(finance
        ? [
            element("approve-as-manager", "Approve as manager", "USER_TASK", "COMPLETED", minutes),
            element("manager-decided", "Manager approved?", "EXCLUSIVE_GATEWAY", "COMPLETED", minutes - 1),
            element("finance-needed", "Finance needed?", "EXCLUSIVE_GATEWAY", "COMPLETED", minutes - 2),
            element("approve-as-finance", "Approve as finance", "USER_TASK", "ACTIVE", minutes - 3),
          ]
        : [element("approve-as-manager", "Approve as manager", "USER_TASK", "ACTIVE", minutes)]),
    ],
  };
}

export function plainTask(by: Me): TaskDetail {
  const task = purchaseTask({ item: "Welcome box", amount: 120, by, minutes: 500 });
  return {
    ...task,
    name: "Pack the welcome box",
    hasPolicy: false,
    approval: null,
    progress: null,
    may: { ...task.may, decide: no("no-policy", "This is no decision."), complete: yes },
  };
}
