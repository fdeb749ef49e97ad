import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { conversationQuery, type Place } from "@/shared/api/conversation.ts";
import { loadCode } from "@/shared/api/loadCode.ts";
import type { TaskDetail } from "@/shared/api/tasks.ts";
import { Conversation } from "@/shared/conversation/Conversation.tsx";
import { NextSteps } from "@/shared/conversation/NextSteps.tsx";
import { QuestionNote } from "@/shared/conversation/QuestionNote.tsx";
import { SinceNote } from "@/shared/conversation/SinceNote.tsx";
import { useSince } from "@/shared/conversation/useSince.ts";
import type { FormHandle } from "@/shared/form/FormView.tsx";
import { fieldsOf, onlyShows } from "@/shared/form/fields.ts";
import { businessEntries } from "@/shared/format/values.ts";
import { Decisions } from "@/shared/process/Decisions.tsx";
import { History } from "@/shared/process/History.tsx";
import { knownOf, type Known } from "@/shared/process/known.ts";
import { Progress } from "@/shared/process/Progress.tsx";
import { toObject, Values } from "@/shared/process/Values.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import { Acts } from "./Acts.tsx";
import classes from "./Task.module.css";
import { DeadlineNote } from "./DeadlineNote.tsx";
import { TaskHead } from "./TaskHead.tsx";
import { TaskState } from "./TaskState.tsx";
import { Told } from "./Told.tsx";

const FormView = lazy(() => loadCode(() => import("@/shared/form/FormView.tsx")));

const tabs = ["request", "progress", "history"] as const;
type Tab = (typeof tabs)[number];
const isTab = (value: string | null): value is Tab => (tabs as readonly (string | null)[]).includes(value);

export function TaskView({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const { tab = "request" } = useSearch({ from: "/app/inbox/$taskKey" });
  const navigate = useNavigate();
  const form = useRef<FormHandle>(null);
  const toFill = hasForm(task);
  const place: Place = { kind: "task", key: task.taskKey };
  const said = useQuery(conversationQuery(place));
  const since = useSince(place, said.data, said.isFetchedAfterMount);
  const known = knownOf(said.data?.files ?? [], task.decisions, [task.requester, me]);
  const active = task.state === "OPEN" || task.state === "CLAIMED";

  const open = (next: Tab) =>
    void navigate({
      to: ".",
      search: (before) => ({ ...before, tab: next === "request" ? undefined : next }),
      replace: true,
    });

  return (
    <article className={classes.task} data-testid="task">
      <TaskHead task={task} />
      <DeadlineNote task={task} />
      {said.data && <SinceNote said={said.data} since={since} me={me} history={task.history} />}
      <TaskState task={task} me={me} />
      {said.data && active && <QuestionNote place={place} said={said.data} me={me} />}
      <Acts
        task={task}
        me={me}
        fill={() => form.current?.submit() ?? { valid: !toFill, data: {} }}
        onInvalid={() => open("request")}
      />
      {said.data?.next && <NextSteps next={said.data.next} />}
      <Tabs
        value={tab}
        onChange={(next) => isTab(next) && open(next)}
        className={classes.tabs ?? ""}
        keepMounted={false}
        // what is typed into the form stays while its tab is hidden
        keepMountedMode="display-none"
      >
        <Tabs.List aria-label={t("task.parts")}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`task.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="request" keepMounted>
          <RequestData task={task} known={known} form={form} />
          {said.data ? (
            <Conversation
              place={place}
              said={said.data}
              since={since}
              me={me}
              requester={task.requester}
              history={task.history}
            />
          ) : said.isError ? (
            <ErrorState error={said.error} onRetry={() => void said.refetch()} />
          ) : (
            <Skeletons rows={2} height={64} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="progress">
          <div className={classes.panel}>
            <Progress processDefinitionKey={task.processDefinitionKey} elements={task.elements} />
            <p>
              <ButtonLink
                to="/requests/$processInstanceKey"
                params={{ processInstanceKey: task.processInstanceKey }}
                variant="default"
              >
                {t("task.wholeRequest")}
              </ButtonLink>
            </p>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <div className={classes.panel}>
            {task.decisions.length > 0 && (
              <Section title={t("task.decisions")}>
                <Decisions decisions={task.decisions} />
              </Section>
            )}
            <Section title={t("task.history")}>
              <History entries={task.history} elements={task.elements} people={known.people} />
            </Section>
            <Told taskKey={task.taskKey} />
          </div>
        </Tabs.Panel>
      </Tabs>
    </article>
  );
}

const hasForm = ({ form }: TaskDetail) => form !== null && form.schema !== null && !onlyShows(form.schema);

interface RequestDataProps {
  task: TaskDetail;
  known: Known;
  form: RefObject<FormHandle | null>;
}

function RequestData({ task, known, form }: RequestDataProps) {
  const { t } = useTranslation();
  const values = useMemo(() => toObject(task.variables), [task.variables]);
  const schema = task.form?.schema ?? null;
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const active = task.state === "OPEN" || task.state === "CLAIMED";
  const mayFill = active && (task.may.decide.allowed || task.may.complete.allowed);

  if (schema === null || !hasForm(task)) {
    return (
      <div className={classes.panel}>
        {task.externalForm !== null && schema === null && (
          <Note tone="plain">{t("task.externalForm", { form: task.externalForm })}</Note>
        )}
        {fields.length === 0 && businessEntries(values).length === 0 ? (
          <p className={classes.muted}>{t("task.noData")}</p>
        ) : (
          <Values values={values} fields={fields} known={known} />
        )}
      </div>
    );
  }
  const rest = Object.fromEntries(
    Object.entries(values).filter(([name]) => !fields.some((field) => field.key === name)),
  );
  return (
    <div className={classes.panel}>
      <Suspense fallback={<Skeletons rows={3} height={64} />}>
        <FormView schema={schema} data={values} readOnly={!mayFill} ref={form} />
      </Suspense>
      {Object.keys(rest).length > 0 && (
        <Section title={t("task.data")}>
          <Values values={rest} known={known} />
        </Section>
      )}
    </div>
  );
}
