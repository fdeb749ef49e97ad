import type { Draft, DraftBody } from "../../src/shared/api/drafts.ts";
import type { Choice, Notice, Preferences } from "../../src/shared/api/notices.ts";
import type { SavedView } from "../../src/shared/api/inboxViews.ts";
import type { TaskDetail } from "../../src/shared/api/tasks.ts";
import type { Me } from "../../src/shared/api/session.ts";
import {
  ago,
  definitions,
  element,
  entry,
  people,
  plainTask,
  purchase,
  purchaseTask,
  xmlOf,
} from "./data.ts";

type Handler = (request: Request, params: Record<string, string>) => Response | Promise<Response>;

const json = (body: unknown, status = 200) => Response.json(body, { status });
export const problem = (status: number, slug: string, title: string, detail: string) =>
  Response.json(
    {
      type: `urn:countersign:problem:${slug}`,
      title,
      status,
      detail,
      instance: "",
      requestId: "req-4711",
      errors: [],
    },
    { status, headers: { "Content-Type": "application/problem+json", "X-Request-Id": "req-4711" } },
  );
const page = (items: unknown[]) => json({ items, nextCursor: null });
const search = (items: unknown[]) =>
  json({
    items,
    page: { totalItems: items.length, startCursor: null, endCursor: null, hasMoreTotalItems: false },
  });

const yes = { allowed: true, reason: null, message: null };

/** A conversation in which nobody has said anything. */
const silence = {
  comments: [],
  files: [],
  questions: [],
  seen: null,
  next: null,
  may: { comment: yes, addFile: yes, ask: yes },
  maxFileSize: 10 * 1024 * 1024,
};

/** A server that keeps its promises, in memory: for tests and for looking at screens. Not part of the app. */
export class MockServer {
  me: Me | null = null;
  tasks: TaskDetail[];
  readonly drafts = new Map<string, Draft>();
  views: SavedView[] = [];
  notices: Notice[] = [];
  webhookTrials = 0;
  preferences: Preferences = {
    zone: null,
    digestAt: "08:00:00",
    quiet: null,
    webhooks: true,
    webhook: null,
    choices: [
      { kind: "mention", timing: "NOW", mail: true, inApp: true, webhook: false, mayBeOff: true },
      { kind: "escalation", timing: "NOW", mail: true, inApp: true, webhook: false, mayBeOff: false },
      { kind: "message", timing: "NOW", mail: true, inApp: true, webhook: false, mayBeOff: false },
    ],
  };
  started: { body: Record<string, unknown>; key: string | null }[] = [];
  readonly listeners = new Set<(topics: string[]) => void>();
  private readonly routes: [string, RegExp, Handler][] = [];
  private readonly users = people.map(({ groups, ...user }) => ({
    ...user,
    manager: user.username === "mara" ? null : "mara",
    groups: groups.map(({ id }) => id),
    enabled: true,
    version: 0,
  }));
  private readonly groups = [
    { id: "managers", displayName: "Managers", members: ["mara", "ada"], version: 0 },
    { id: "finance", displayName: "Finance", members: ["finn"], version: 0 },
  ];
  private readonly keys: Record<string, unknown>[] = [];

  constructor() {
    const [rita, , , dana] = people as [Me, Me, Me, Me];
    this.tasks = [
      purchaseTask({
        item: "Three laptops for the new team",
        amount: 5_940,
        by: rita,
        minutes: 95,
        dueInHours: 26,
      }),
      purchaseTask({
        item: "Standing desks, oak",
        amount: 2_480.5,
        by: dana,
        minutes: 60 * 50,
        dueInHours: -3,
        category: "other",
      }),
      purchaseTask({
        item: "Design tool licences",
        amount: 912,
        by: rita,
        minutes: 60 * 5,
        dueInHours: 60,
        category: "software",
      }),
      purchaseTask({
        item: "Server room cooling",
        amount: 18_700,
        by: dana,
        minutes: 60 * 9,
        dueInHours: 80,
        finance: true,
      }),
      plainTask(dana),
    ];
    const done = purchaseTask({ item: "Monitor arms", amount: 310, by: rita, minutes: 60 * 70 });
    this.tasks.push({
      ...done,
      state: "COMPLETED",
      endedAt: ago({ hours: 60 }),
      decisions: [
        {
          decisionId: "d1",
          by: { username: "mara", displayName: "Mara Manager" },
          onBehalfOf: null,
          outcome: "approved",
          comment: null,
          at: ago({ hours: 60 }),
        },
      ],
    });
    this.wire();
  }

  hint(...topics: string[]) {
    this.listeners.forEach((tell) => tell(topics));
  }

  async handle(request: Request): Promise<Response> {
    for (const [method, pattern, handler] of this.routes) {
      const match = method === request.method ? pattern.exec(new URL(request.url).pathname) : null;
      if (match) return handler(request, match.groups ?? {});
    }
    return problem(404, "not-found", "Not found", `There is nothing at ${new URL(request.url).pathname}.`);
  }

  on(method: string, pathname: string, handler: Handler) {
    this.routes.unshift([method, new RegExp(`^${pathname.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`), handler]);
  }

  private task(key: string | undefined) {
    return this.tasks.find((task) => task.taskKey === key);
  }

  private wire() {
    this.on("GET", "/api/v1/me", () =>
      this.me ? json(this.me) : problem(401, "not-signed-in", "Signed out", "Sign in."),
    );
    this.on("POST", "/api/v1/session", async (request) => {
      const { username } = (await request.json()) as { username: string };
      this.me = people.find((person) => person.username === username) ?? null;
      return this.me ? json(this.me) : problem(401, "wrong-credentials", "Wrong", "They don't match.");
    });
    this.on("DELETE", "/api/v1/session", () => {
      this.me = null;
      return new Response(null, { status: 204 });
    });
    this.on("PUT", "/api/v1/me/preferences", async (request) => {
      if (this.me) this.me = { ...this.me, ...((await request.json()) as { locale: string }) };
      return json(this.me);
    });
    this.on("GET", "/api/v1/me/notices/unread", () =>
      json({ count: this.notices.filter(({ readAt }) => readAt === null).length, more: false }),
    );
    this.on("GET", "/api/v1/me/notices", () => page(this.notices));
    this.on("POST", "/api/v1/me/notices/read", async (request) => {
      const { noticeId, upTo } = (await request.json()) as { noticeId: string; upTo: boolean };
      this.notices = this.notices.map((notice) =>
        notice.noticeId === noticeId || (upTo && Number(notice.noticeId) < Number(noticeId))
          ? { ...notice, readAt: new Date().toISOString() }
          : notice,
      );
      return new Response(null, { status: 204 });
    });
    this.on("GET", "/api/v1/me/notification-preferences", () => json(this.preferences));
    this.on("POST", "/api/v1/me/notification-preferences/webhook-trials", () => {
      this.webhookTrials += 1;
      return new Response(null, { status: 202 });
    });
    this.on("PUT", "/api/v1/me/notification-preferences", async (request) => {
      const wanted = (await request.json()) as Omit<Preferences, "choices"> & { choices: Choice[] };
      this.preferences = {
        ...wanted,
        webhooks: true,
        choices: wanted.choices.map((choice) => ({
          ...choice,
          mayBeOff: this.preferences.choices.find(({ kind }) => kind === choice.kind)?.mayBeOff ?? false,
        })),
      };
      return json(this.preferences);
    });
    this.on("GET", "/api/v1/tasks/:key/deliveries", () => page([]));
    this.on("GET", "/api/v1/setup/:token", () => json({}));

    this.on("GET", "/api/v1/tasks", (request) => {
      const query = new URL(request.url).searchParams;
      const done = query.get("view") === "done";
      const words = query.get("search")?.toLowerCase().split(" ") ?? [];
      const mine = query.get("view") === "mine";
      return page(
        this.tasks
          .filter((task) => (task.state === "COMPLETED") === done && task.state !== "CANCELED")
          .filter((task) => words.every((word) => JSON.stringify(task).toLowerCase().includes(word)))
          .filter(
            (task) => !mine || task.assignee === this.me?.username || task.claimedBy === this.me?.username,
          )
          .toSorted((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9")),
      );
    });
    this.on("GET", "/api/v1/inbox-views", () => json({ items: this.views }));
    this.on("GET", "/api/v1/inbox-views/counts", () =>
      json({
        items: [
          { view: "all", count: this.tasks.filter(({ state }) => state === "OPEN").length, more: false },
          { view: "groups", count: 99, more: true },
          ...this.views.map(({ id }) => ({ view: id, count: 1, more: false })),
        ],
        covering: [],
      }),
    );
    this.on("POST", "/api/v1/inbox-views", async (request) => {
      const draft = (await request.json()) as Omit<SavedView, "id" | "owner">;
      const view = {
        ...draft,
        id: `view-${this.views.length + 1}`,
        owner: this.me ?? people[0],
        position: 0,
      };
      this.views.push(view as SavedView);
      return json(view);
    });
    this.on("GET", "/api/v1/tasks/:key", (_, { key }) => {
      const task = this.task(key);
      return task
        ? json(task)
        : problem(404, "unknown-task", "There is no such task", "It may have been completed.");
    });
    for (const kind of ["tasks", "requests"]) {
      this.on("GET", `/api/v1/${kind}/:key/conversation`, () => json(silence));
      this.on("PUT", `/api/v1/${kind}/:key/seen`, () => new Response(null, { status: 204 }));
      this.on("GET", `/api/v1/${kind}/:key/people`, () => json({ items: [] }));
    }
    this.on("POST", "/api/v1/tasks/:key/claim", (_, { key }) =>
      this.change(key, (task) => {
        task.state = "CLAIMED";
        task.claimedBy = this.me?.username ?? null;
        task.claimedByName = this.me?.displayName ?? null;
        task.claimedAt = ago({});
        [task.may.claim, task.may.unclaim] = [task.may.unclaim, task.may.claim];
      }),
    );
    this.on("POST", "/api/v1/tasks/:key/unclaim", (_, { key }) =>
      this.change(key, (task) => {
        task.state = "OPEN";
        task.claimedBy = null;
        [task.may.claim, task.may.unclaim] = [task.may.unclaim, task.may.claim];
      }),
    );
    this.on("POST", "/api/v1/tasks/:key/decision", async (request, { key }) => {
      const { outcome, comment } = (await request.json()) as {
        outcome: "approved" | "rejected";
        comment?: string;
      };
      const { me } = this;
      if (me === null) return problem(401, "not-signed-in", "Signed out", "Sign in.");
      return this.change(key, (task) => {
        task.state = "COMPLETED";
        task.endedAt = ago({});
        const decision = {
          decisionId: "d",
          by: me,
          onBehalfOf: null,
          outcome,
          comment: comment ?? null,
          at: ago({}),
        };
        task.decisions = [...task.decisions, decision];
      });
    });
    this.on("POST", "/api/v1/tasks/:key/completion", (_, { key }) =>
      this.change(key, (task) => {
        task.state = "COMPLETED";
      }),
    );

    this.on("GET", "/api/v1/startable-processes", () => json({ items: definitions }));
    this.on("POST", "/v2/process-instances", async (request) => {
      const body = (await request.json()) as Record<string, unknown>;
      this.started.push({ body, key: request.headers.get("Idempotency-Key") });
      return json({ processInstanceKey: this.tasks[0]?.processInstanceKey });
    });
    this.on("GET", "/api/v1/process-definitions", () => page(definitions));
    this.on("GET", "/api/v1/process-definitions/:key", (_, { key }) =>
      json(definitions.find((definition) => definition.processDefinitionKey === key)),
    );
    this.on(
      "GET",
      "/api/v1/process-definitions/:key/xml",
      (_, { key }) => new Response(xmlOf.get(key ?? "")),
    );

    this.on("GET", "/api/v1/requests", () => page(this.tasks.map((task) => request(task))));
    this.on("GET", "/api/v1/requests/:key", (_, { key }) => {
      const task = this.tasks.find((candidate) => candidate.processInstanceKey === key);
      return task
        ? json(request(task))
        : problem(404, "unknown-request", "There is no such request", "Not here.");
    });
    this.on("GET", "/api/v1/drafts", () =>
      page(
        [...this.drafts.values()].map(({ values, ...draft }) => ({
          ...draft,
          summary: values,
          createdAt: draft.updatedAt,
        })),
      ),
    );
    const noDraft = () =>
      problem(404, "draft-not-found", "There is no such draft", "It was sent or deleted.");
    this.on("GET", "/api/v1/drafts/:id", (_, { id = "" }) => {
      const draft = this.drafts.get(id);
      return draft === undefined ? noDraft() : json(draft);
    });
    this.on("PUT", "/api/v1/drafts/:id", async (request, { id = "" }) => {
      const { attachments: _, ...body } = (await request.json()) as DraftBody;
      const known = this.drafts.get(id);
      if ((known?.version ?? 0) !== body.version) {
        return problem(409, known ? "draft-changed" : "draft-gone", "Changed", "It was changed elsewhere.");
      }
      const draft = { ...body, attachments: [], draftId: id, version: body.version + 1, updatedAt: ago({}) };
      this.drafts.set(id, draft);
      return json(draft);
    });
    this.on("DELETE", "/api/v1/drafts/:id", (_, { id = "" }) =>
      this.drafts.delete(id) ? new Response(null, { status: 204 }) : noDraft(),
    );
    this.on("GET", "/api/v1/audit-entries", () => page(this.tasks[3]?.history ?? []));

    this.on("POST", "/v2/process-instances/search", () =>
      search(
        this.tasks.map((task, index) => ({
          processInstanceKey: task.processInstanceKey,
          processDefinitionId: task.processId,
          processDefinitionName: task.processName,
          processDefinitionVersion: 3,
          processDefinitionKey: task.processDefinitionKey,
          startDate: task.createdAt,
          endDate: task.endedAt,
          state: task.state === "COMPLETED" ? "COMPLETED" : "ACTIVE",
          hasIncident: index === 3,
          businessKey: `PO-10${index}`,
        })),
      ),
    );
    this.on("POST", "/v2/incidents/search", () =>
      search([{ ...incident, processInstanceKey: this.tasks[3]?.processInstanceKey }]),
    );
    this.on("GET", "/api/v1/instances/:key", (_, { key }) =>
      json(instance(this.tasks.find((task) => task.processInstanceKey === key))),
    );
    this.on("GET", "/api/v1/instances/:key/operations/:job/attempts/:attempt", () =>
      json({ request: '{"item":"Forklift"}', answer: "no such item; token ***" }),
    );
    this.on("POST", "/v2/incidents/:key/resolution", () => new Response(null, { status: 204 }));
    this.on("PUT", "/v2/element-instances/:key/variables", () => new Response(null, { status: 204 }));
    this.on("POST", "/v2/process-instances/:key/cancellation", () => new Response(null, { status: 204 }));
    this.on("GET", "/api/v1/commands", () => page([]));
    this.on("GET", "/api/v1/system", () =>
      json({
        engineNode: "node-1",
        partitions: [
          {
            partitionId: 1,
            owner: "node-1",
            projectedPosition: 48211,
            exportedPosition: 48211,
            exporterState: "RUNNING",
            exporterStateDetail: null,
            lagSeconds: 0.02,
          },
        ],
        relay: { pending: 0, held: 1, dead: 0, oldestPendingSeconds: null },
        deadLetters: 0,
        zeebe: { reachable: true, version: "8.5.8" },
      }),
    );
    this.on("POST", "/v2/deployments", () =>
      problem(
        422,
        "model-rejected",
        "The engine refused the model",
        "purchase.bpmn: Expected a BPMN process, but found none.",
      ),
    );

    this.on("GET", "/api/v1/users", () => page(this.users));
    this.on("POST", "/api/v1/users", async (request) => {
      const user = (await request.json()) as (typeof this.users)[number];
      this.users.push(user);
      return json(user, 201);
    });
    this.on("GET", "/api/v1/groups", () => page(this.groups));
    this.on("GET", "/api/v1/api-keys", () => page(this.keys));
    this.on("POST", "/api/v1/api-keys", async (request) => {
      const made = {
        ...((await request.json()) as object),
        id: "k1",
        prefix: "cs_3f9a",
        createdAt: ago({}),
        lastUsedAt: null,
      };
      this.keys.push(made);
      return json({ ...made, key: "cs_3f9aq0vZ1bXk7rT2mN8sLw4e" }, 201);
    });
  }

  private change(key: string | undefined, act: (task: TaskDetail) => void): Response {
    const task = this.task(key);
    if (task === undefined)
      return problem(404, "unknown-task", "There is no such task", "It may have been completed.");
    if (task.state === "COMPLETED")
      return problem(409, "task-already-decided", "Already decided", "Mara Manager was faster.");
    act(task);
    this.hint("tasks");
    return json(task);
  }
}

const request = (task: TaskDetail) => ({
  startId: task.taskKey,
  rootProcessInstanceKey: task.processInstanceKey,
  withdrawal: task.withdrawal,
  remindedAt: task.remindedAt,
  remindAgainAt: null,
  attachments: [],
  may: { withdraw: { allowed: true }, remind: { allowed: true } },
  processInstanceKey: task.processInstanceKey,
  processDefinitionKey: task.processDefinitionKey,
  processId: task.processId,
  processName: task.processName,
  version: 3,
  businessKey: task.businessKey,
  requestedAt: task.createdAt,
  endedAt: task.endedAt,
  state: task.state === "COMPLETED" ? "COMPLETED" : "ACTIVE",
  outcome: task.decisions.at(-1)?.outcome ?? null,
  waitingFor:
    task.state === "COMPLETED"
      ? []
      : [
          {
            taskKey: task.taskKey,
            taskName: task.name,
            since: task.createdAt,
            assignee: task.assignee === null ? null : { username: task.assignee, displayName: null },
            candidateGroups: task.candidateGroups,
          },
        ],
  summary: task.summary,
  hasIncident: false,
  variables: task.variables,
  elements: task.elements,
  decisions: task.decisions,
});

const incident = {
  incidentKey: "2251799813699001",
  processInstanceKey: "2251799813690001",
  processDefinitionId: purchase.processId,
  processDefinitionKey: purchase.processDefinitionKey,
  elementId: "book-order",
  elementInstanceKey: "2251799813699002",
  jobKey: "2251799813699003",
  errorType: "JOB_NO_RETRIES",
  errorMessage: "The order system answered 500 five times. Check that it is up, then retry.",
  state: "ACTIVE",
  creationTime: ago({ minutes: 12 }),
};

const instance = (task: TaskDetail | undefined) => ({
  processInstanceKey: task?.processInstanceKey,
  processDefinitionKey: purchase.processDefinitionKey,
  processDefinitionId: purchase.processId,
  processDefinitionName: purchase.name,
  processDefinitionVersion: 3,
  requester: task?.requester?.username,
  state: "ACTIVE",
  hasIncident: true,
  startDate: task?.createdAt,
  variables: (task?.variables ?? []).map((variable) => ({ ...variable, scopeKey: task?.processInstanceKey })),
  elements: [
    ...(task?.elements ?? []),
    element("book-order", "Book the order", "SERVICE_TASK", "ACTIVE", 14, true),
  ],
  incidents: [incident],
  jobs: [
    {
      jobKey: "1",
      elementId: "book-order",
      type: "io.countersign:http-request",
      state: "FAILED",
      retries: 0,
      worker: "operations",
      errorMessage: incident.errorMessage,
      createdAt: ago({ minutes: 14 }),
    },
  ],
  tasks: [],
  notifications: [
    {
      notificationId: "17",
      subject: "Waiting for your approval",
      state: "SENT",
      forgotten: false,
      createdAt: ago({ hours: 3 }),
      skipped: [],
      deliveries: [
        {
          notificationId: "17",
          processInstanceKey: task?.processInstanceKey ?? null,
          subject: "Waiting for your approval",
          address: "mara@example.com",
          username: "mara",
          kind: "to",
          state: "SENT",
          attempts: 1,
          smtpCode: 250,
          answer: "250 OK",
          queuedAt: ago({ hours: 3 }),
          dueAt: ago({ hours: 3 }),
          triedAt: ago({ hours: 3 }),
          endedAt: ago({ hours: 3 }),
        },
      ],
    },
  ],
  operations: [
    {
      jobKey: "2251799813686001",
      attempt: 1,
      target: "order-system",
      method: "POST",
      url: "http://localhost:8080/orders",
      status: 500,
      outcome: "RETRY_LATER",
      detail: null,
      recorded: true,
      startedAt: ago({ minutes: 14 }),
    },
  ],
  history: [entry(1, "process-instance.started", { kind: "ENGINE", name: null }, 60)],
});
