import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import * as z from "zod/mini";

import {
  bpmnQuery,
  definitionQuery,
  definitionsQuery,
  startableProcessesQuery,
} from "@/shared/api/definitions.ts";
import { deliveriesQuery, deliveryFilterSchema } from "@/shared/api/deliveries.ts";
import {
  incidentsQuery,
  instanceFilterSchema,
  instanceQuery,
  instancesQuery,
  systemQuery,
} from "@/shared/api/operations.ts";
import { jobTypesQuery } from "@/shared/api/jobTypes.ts";
import { preferencesQuery } from "@/shared/api/notices.ts";
import { draftsQuery } from "@/shared/api/drafts.ts";
import { loadCode } from "@/shared/api/loadCode.ts";
import { myRequestsQuery, requestQuery, requestStates } from "@/shared/api/requests.ts";
import { lenient } from "@/shared/api/parse.ts";
import { meQuery, type Me, type Role } from "@/shared/api/session.ts";
import { substitutionsQuery } from "@/shared/api/substitutions.ts";
import { inboxQuery, taskQuery } from "@/shared/api/tasks.ts";
import { filtersOf, inboxSearchSchema, isBuiltIn } from "@/shared/inbox/filters.ts";
import { apiKeysQuery, groupsQuery, mailPolicyQuery, usersQuery } from "@/shared/api/admin.ts";
import { calendarsQuery } from "@/shared/api/calendars.ts";
import { templateQuery, templatesQuery } from "@/shared/api/templates.ts";
import { PageSkeleton } from "@/shared/ui/Skeletons.tsx";

import { CrashPage, StrandedPage } from "./CrashPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { placesFor } from "./places.ts";
import { Shell } from "./Shell.tsx";
import { ShellOutline } from "./ShellOutline.tsx";

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: StrandedPage,
  notFoundComponent: NotFoundPage,
});

/** A page whose code is loaded when somebody goes there. */
const page = <M extends Record<string, unknown>, Name extends keyof M & string>(
  load: () => Promise<M>,
  name: Name,
) => lazyRouteComponent(() => loadCode(load), name);

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: z.object({ next: lenient(z.string()) }),
  component: page(() => import("@/features/session/SignInPage.tsx"), "SignInPage"),
});

/** Outside of what needs a session: a link in a mail says itself what it needs. */
const decide = createRoute({
  getParentRoute: () => root,
  path: "/decide",
  component: page(() => import("@/features/maildecision/DecidePage.tsx"), "DecidePage"),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup/$token",
  component: page(() => import("@/features/session/SetupPage.tsx"), "SetupPage"),
});

/** Everything that needs somebody signed in. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ context, location }): Promise<{ me: Me }> => {
    const me = await context.client.query({ ...meQuery, staleTime: "static" });
    if (me === null) {
      throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { next: location.href } });
    }
    return { me };
  },
  component: Shell,
  pendingComponent: ShellOutline,
  errorComponent: StrandedPage,
});

/** Starts loading what the page will show; the page itself shows skeletons and errors. */
const start = (...loads: Promise<unknown>[]) => {
  for (const load of loads) load.catch(() => undefined);
};

const only =
  (...roles: Role[]) =>
  ({ context }: { context: { me: Me } }) => {
    if (!roles.some((role) => context.me.roles.includes(role))) throw redirect({ to: "/no-access" });
  };

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: placesFor(context.me.roles)[0]?.to ?? "/no-access" });
  },
});

const noAccess = createRoute({
  getParentRoute: () => app,
  path: "/no-access",
  component: page(() => import("./NoAccessPage.tsx"), "NoAccessPage"),
});

const inbox = createRoute({
  getParentRoute: () => app,
  path: "/inbox",
  beforeLoad: only("USER", "OPERATOR", "ADMIN"),
  validateSearch: inboxSearchSchema,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps: { view = "all", ...search } }) => {
    if (isBuiltIn(view)) start(context.client.infiniteQuery(inboxQuery(filtersOf(view, search))));
  },
  component: page(() => import("@/features/inbox/InboxPage.tsx"), "InboxPage"),
});

const inboxIndex = createRoute({
  getParentRoute: () => inbox,
  path: "/",
  component: page(() => import("@/features/inbox/NothingOpen.tsx"), "NothingOpen"),
});

export const taskTabs = ["request", "progress", "history"] as const;

const task = createRoute({
  getParentRoute: () => inbox,
  path: "$taskKey",
  validateSearch: z.object({ tab: lenient(z.enum(taskTabs)) }),
  loader: ({ context, params }) => start(context.client.query(taskQuery(params.taskKey))),
  component: page(() => import("@/features/task/TaskPage.tsx"), "TaskPage"),
});

const requests = createRoute({
  getParentRoute: () => app,
  path: "/requests",
  validateSearch: z.object({
    show: lenient(z.enum([...requestStates, "drafts"])),
    q: lenient(z.string()),
  }),
  loader: ({ context }) => start(context.client.query(draftsQuery)),
  component: page(() => import("@/features/requests/RequestsPage.tsx"), "RequestsPage"),
});

const requestPage = createRoute({
  getParentRoute: () => app,
  path: "/requests/$processInstanceKey",
  loader: ({ context, params }) => start(context.client.query(requestQuery(params.processInstanceKey))),
  component: page(() => import("@/features/requests/RequestPage.tsx"), "RequestPage"),
});

const catalogue = createRoute({
  getParentRoute: () => app,
  path: "/start",
  loader: ({ context }) =>
    start(
      context.client.query(startableProcessesQuery),
      context.client.query(draftsQuery),
      context.client.infiniteQuery(myRequestsQuery()),
    ),
  component: page(() => import("@/features/start/CataloguePage.tsx"), "CataloguePage"),
});

const startForm = createRoute({
  getParentRoute: () => app,
  path: "/start/$processId",
  validateSearch: z.object({ draft: lenient(z.string()), copy: lenient(z.string()) }),
  loader: ({ context }) => start(context.client.query(startableProcessesQuery)),
  component: page(() => import("@/features/start/StartPage.tsx"), "StartPage"),
});

const substitution = createRoute({
  getParentRoute: () => app,
  path: "/substitution",
  beforeLoad: only("USER", "ADMIN"),
  validateSearch: z.object({ absent: lenient(z.string()), arrange: lenient(z.string()) }),
  loaderDeps: ({ search }) => ({ absent: search.absent ?? null }),
  loader: ({ context, deps }) => start(context.client.infiniteQuery(substitutionsQuery(deps.absent))),
  component: page(() => import("@/features/substitution/SubstitutionPage.tsx"), "SubstitutionPage"),
});

const notificationPreferences = createRoute({
  getParentRoute: () => app,
  path: "/preferences/notifications",
  loader: ({ context }) => start(context.client.query(preferencesQuery)),
  component: page(() => import("@/features/preferences/NotificationsPage.tsx"), "NotificationsPage"),
});

const designer = createRoute({
  getParentRoute: () => app,
  path: "/designer",
  beforeLoad: only("DESIGNER", "OPERATOR"),
  loader: ({ context }) => start(context.client.infiniteQuery(definitionsQuery)),
  component: page(() => import("@/features/designer/DeployPage.tsx"), "DeployPage"),
});

const definition = createRoute({
  getParentRoute: () => app,
  path: "/designer/$processDefinitionKey",
  beforeLoad: only("DESIGNER", "OPERATOR"),
  loader: ({ context, params }) =>
    start(
      context.client.query(definitionQuery(params.processDefinitionKey)),
      context.client.query(bpmnQuery(params.processDefinitionKey)),
    ),
  component: page(() => import("@/features/designer/DefinitionPage.tsx"), "DefinitionPage"),
});

const operations = createRoute({
  getParentRoute: () => app,
  path: "/operations",
  beforeLoad: only("OPERATOR"),
  component: Outlet,
});

const operationsIndex = createRoute({
  getParentRoute: () => operations,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/operations/instances" });
  },
});

const instances = createRoute({
  getParentRoute: () => operations,
  path: "/instances",
  validateSearch: instanceFilterSchema,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => start(context.client.infiniteQuery(instancesQuery(deps))),
  component: page(() => import("@/features/operations/InstancesPage.tsx"), "InstancesPage"),
});

export const instanceTabs = ["progress", "variables", "incidents", "jobs", "messages", "audit"] as const;

const instance = createRoute({
  getParentRoute: () => operations,
  path: "/instances/$processInstanceKey",
  validateSearch: z.object({ tab: lenient(z.enum(instanceTabs)) }),
  loader: ({ context, params }) => start(context.client.query(instanceQuery(params.processInstanceKey))),
  component: page(() => import("@/features/operations/InstancePage.tsx"), "InstancePage"),
});

const incidents = createRoute({
  getParentRoute: () => operations,
  path: "/incidents",
  loader: ({ context }) => start(context.client.infiniteQuery(incidentsQuery)),
  component: page(() => import("@/features/operations/IncidentsPage.tsx"), "IncidentsPage"),
});

const workers = createRoute({
  getParentRoute: () => operations,
  path: "/workers",
  loader: ({ context }) => start(context.client.query(jobTypesQuery)),
  component: page(() => import("@/features/operations/WorkersPage.tsx"), "WorkersPage"),
});

const deliveries = createRoute({
  getParentRoute: () => operations,
  path: "/deliveries",
  validateSearch: deliveryFilterSchema,
  loaderDeps: ({ search: { q, standing } }) => ({ q, standing }),
  loader: ({ context, deps }) =>
    start(context.client.infiniteQuery(deliveriesQuery({ ...deps, mail: undefined }))),
  component: page(() => import("@/features/operations/DeliveriesPage.tsx"), "DeliveriesPage"),
});

const system = createRoute({
  getParentRoute: () => operations,
  path: "/system",
  loader: ({ context }) => start(context.client.query(systemQuery)),
  component: page(() => import("@/features/operations/SystemPage.tsx"), "SystemPage"),
});

const audit = createRoute({
  getParentRoute: () => app,
  path: "/audit",
  beforeLoad: only("AUDITOR", "OPERATOR", "ADMIN"),
  validateSearch: z.object({
    processInstanceKey: lenient(z.string()),
    objectType: lenient(z.string()),
    objectId: lenient(z.string()),
  }),
  component: page(() => import("@/features/audit/AuditPage.tsx"), "AuditPage"),
});

const admin = createRoute({
  getParentRoute: () => app,
  path: "/admin",
  beforeLoad: only("ADMIN", "DESIGNER"),
  component: Outlet,
});

const adminIndex = createRoute({
  getParentRoute: () => admin,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: context.me.roles.includes("ADMIN") ? "/admin/users" : "/admin/templates" });
  },
});

const users = createRoute({
  getParentRoute: () => admin,
  path: "/users",
  beforeLoad: only("ADMIN"),
  validateSearch: z.object({
    q: lenient(z.string()),
    edit: lenient(z.string()),
  }),
  loader: ({ context }) => start(context.client.query(usersQuery), context.client.query(groupsQuery)),
  component: page(() => import("@/features/admin/UsersPage.tsx"), "UsersPage"),
});

const groups = createRoute({
  getParentRoute: () => admin,
  path: "/groups",
  beforeLoad: only("ADMIN"),
  validateSearch: z.object({ edit: lenient(z.string()) }),
  loader: ({ context }) => start(context.client.query(usersQuery), context.client.query(groupsQuery)),
  component: page(() => import("@/features/admin/GroupsPage.tsx"), "GroupsPage"),
});

const apiKeys = createRoute({
  getParentRoute: () => admin,
  path: "/api-keys",
  beforeLoad: only("ADMIN"),
  loader: ({ context }) => start(context.client.query(apiKeysQuery)),
  component: page(() => import("@/features/admin/ApiKeysPage.tsx"), "ApiKeysPage"),
});

const mailPolicy = createRoute({
  getParentRoute: () => admin,
  path: "/approve-by-mail",
  beforeLoad: only("ADMIN"),
  loader: ({ context }) => start(context.client.query(mailPolicyQuery)),
  component: page(() => import("@/features/admin/MailPolicyPage.tsx"), "MailPolicyPage"),
});

const calendars = createRoute({
  getParentRoute: () => admin,
  path: "/calendars",
  beforeLoad: only("ADMIN"),
  validateSearch: z.object({ edit: lenient(z.string()) }),
  loader: ({ context }) => start(context.client.query(calendarsQuery), context.client.query(groupsQuery)),
  component: page(() => import("@/features/admin/CalendarsPage.tsx"), "CalendarsPage"),
});

const templates = createRoute({
  getParentRoute: () => admin,
  path: "/templates",
  loader: ({ context }) => start(context.client.query(templatesQuery)),
  component: page(() => import("@/features/admin/TemplatesPage.tsx"), "TemplatesPage"),
});

const template = createRoute({
  getParentRoute: () => admin,
  path: "/templates/$kind/$language",
  loader: ({ context, params: { kind, language } }) =>
    start(context.client.query(templateQuery(kind, language))),
  component: page(() => import("@/features/admin/TemplatePage.tsx"), "TemplatePage"),
});

const routeTree = root.addChildren([
  signIn,
  decide,
  setup,
  app.addChildren([
    home,
    noAccess,
    inbox.addChildren([inboxIndex, task]),
    requests,
    requestPage,
    catalogue,
    startForm,
    substitution,
    notificationPreferences,
    designer,
    definition,
    operations.addChildren([operationsIndex, instances, instance, incidents, deliveries, workers, system]),
    audit,
    admin.addChildren([adminIndex, users, groups, calendars, apiKeys, templates, template, mailPolicy]),
  ]),
]);

/** What is there several times is a list. */
function parseSearch(search: string): Record<string, string | string[]> {
  const params = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 && values[0] !== undefined ? values[0] : values];
    }),
  );
}

function stringifySearch(search: Record<string, string | readonly string[] | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined) continue;
    for (const one of typeof value === "string" ? [value] : value) params.append(name, one);
  }
  return params.size === 0 ? "" : `?${params.toString()}`;
}

export const createAppRouter = (client: QueryClient) =>
  createRouter({
    routeTree,
    context: { client },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: PageSkeleton,
    scrollRestoration: true,
    // all of it is text: a key or an amount that somebody pastes into an address is no number
    parseSearch,
    stringifySearch,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
