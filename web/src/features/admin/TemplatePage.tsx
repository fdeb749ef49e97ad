import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { IconDeviceFloppy, IconSend } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import {
  previewQuery,
  saveTemplate,
  templateQuery,
  templatesQuery,
  trySending,
  type Preview,
  type Template,
  type TemplateProblem,
  type TemplateText,
} from "@/shared/api/templates.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";
import { MailPreview } from "./MailPreview.tsx";
import { TemplateHistory } from "./TemplateHistory.tsx";
import { kindName, languageName } from "./templateWords.ts";

const nothing: TemplateText = { subject: "", html: "", text: null };

/** One template in one language: written on one side, seen on the other, its past below. */
export function TemplatePage() {
  const { t } = useTranslation();
  const { kind, language } = useParams({ from: "/app/admin/templates/$kind/$language" });
  const template = useQuery(templateQuery(kind, language));
  const [saved, setSaved] = useState<Template | null>(null);
  return (
    <AdminPage part="templates">
      {saved !== null && saved === template.data && (
        <Note tone="good" role="status">
          {t("admin.templates.saved")}
        </Note>
      )}
      {template.isPending ? (
        <Skeletons rows={4} height={96} />
      ) : template.data === undefined ? (
        <ErrorState error={template.error} onRetry={() => void template.refetch()} />
      ) : (
        // what is being written belongs to the version it began with
        <Editor
          key={`${kind} ${language} ${template.data.version}`}
          template={template.data}
          onSaved={setSaved}
        />
      )}
    </AdminPage>
  );
}

function Editor({ template, onSaved }: { template: Template; onSaved: (saved: Template) => void }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { kind, language } = template;
  const begun = template.text ?? nothing;
  const [draft, setDraft] = useState(begun);
  const [taskKey, setTaskKey] = useState("");
  const html = useRef<HTMLTextAreaElement>(null);
  const trial = { kind, language, template: draft, taskKey: /^\d{1,19}$/.test(taskKey) ? taskKey : null };
  const [typed] = useDebouncedValue(trial, 400);
  const preview = useQuery({ ...previewQuery(typed), placeholderData: keepPreviousData });
  const kinds = useQuery(templatesQuery);
  const save = useMutation({
    mutationFn: saveTemplate,
    onSuccess: (saved) => {
      client.setQueryData(templateQuery(kind, language).queryKey, saved);
      onSaved(saved);
      return client.invalidateQueries({ queryKey: templatesQuery.queryKey, exact: true });
    },
  });
  const test = useMutation({ mutationFn: trySending });
  const same =
    draft.subject === begun.subject && draft.html === begun.html && (draft.text ?? "") === (begun.text ?? "");
  const problems = preview.data?.problems ?? [];
  const change = (part: Partial<TemplateText>) => {
    setDraft((before) => ({ ...before, ...part }));
    test.reset();
  };
  const insert = (placeholder: string) => {
    const field = html.current;
    const place = field?.selectionStart ?? draft.html.length;
    const end = field?.selectionEnd ?? place;
    change({ html: `${draft.html.slice(0, place)}{{${placeholder}}}${draft.html.slice(end)}` });
    field?.focus();
  };
  const languages = new Set([
    ...(kinds.data?.items.find((known) => known.kind === kind)?.languages ?? []),
    language,
    "en",
    "de",
  ]);
  return (
    <>
      <div className={classes.templateHead}>
        <h2 className={classes.templateTitle}>{kindName(t, kind)}</h2>
        <Select
          aria-label={t("admin.templates.language")}
          data={[...languages].map((value) => ({ value, label: languageName(i18n.language, value) }))}
          allowDeselect={false}
          value={language}
          onChange={(next) =>
            void navigate({
              to: "/admin/templates/$kind/$language",
              params: { kind, language: next ?? language },
            })
          }
        />
        <TextLink to="/admin/templates">{t("admin.templates.all")}</TextLink>
      </div>
      <div className={classes.template}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ kind, language, template: draft, basedOn: template.version });
          }}
        >
          <TextInput
            label={t("admin.templates.subject")}
            required
            value={draft.subject}
            onChange={(event) => change({ subject: event.currentTarget.value })}
            error={problemsOf(t, preview.data, "subject")}
          />
          <Textarea
            ref={html}
            label={t("admin.templates.html")}
            description={t("admin.templates.htmlHint")}
            required
            autosize
            minRows={10}
            maxRows={24}
            spellCheck={false}
            classNames={{ input: classes.source ?? "" }}
            value={draft.html}
            onChange={(event) => change({ html: event.currentTarget.value })}
            error={problemsOf(t, preview.data, "html")}
          />
          {template.placeholders.length > 0 && (
            <div role="group" aria-label={t("admin.templates.placeholders")} className={classes.placeholders}>
              <span className={classes.muted}>{t("admin.templates.placeholders")}</span>
              {template.placeholders.map((placeholder) => (
                <Button
                  key={placeholder}
                  size="compact-sm"
                  variant="default"
                  onClick={() => insert(placeholder)}
                  aria-label={t("admin.templates.insert", { placeholder })}
                >
                  {placeholder}
                </Button>
              ))}
            </div>
          )}
          <Textarea
            label={t("admin.templates.text")}
            description={t("admin.templates.textHint")}
            autosize
            minRows={2}
            maxRows={16}
            classNames={{ input: classes.source ?? "" }}
            value={draft.text ?? ""}
            onChange={(event) => change({ text: event.currentTarget.value || null })}
            error={problemsOf(t, preview.data, "text")}
          />
          <ErrorNote error={save.error} />
          <ErrorNote error={test.error} />
          {test.isSuccess && (
            <Note tone="good" role="status">
              {t("admin.templates.testSent")}
            </Note>
          )}
          <div className={classes.buttons}>
            <Button
              type="submit"
              leftSection={<IconDeviceFloppy size={18} aria-hidden />}
              disabled={same || problems.length > 0}
              loading={save.isPending}
            >
              {t("admin.templates.save")}
            </Button>
            <Button
              variant="default"
              leftSection={<IconSend size={18} aria-hidden />}
              disabled={problems.length > 0}
              loading={test.isPending}
              onClick={() => test.mutate(trial)}
            >
              {t("admin.templates.test")}
            </Button>
            {!same && (
              <Button variant="subtle" onClick={() => setDraft(begun)}>
                {t("admin.templates.discard")}
              </Button>
            )}
          </div>
        </form>
        <section className={classes.preview} aria-label={t("admin.templates.preview")}>
          <TextInput
            label={t("admin.templates.task")}
            description={t("admin.templates.taskHint")}
            inputMode="numeric"
            value={taskKey}
            onChange={(event) => setTaskKey(event.currentTarget.value.trim())}
          />
          <ErrorNote error={preview.error} />
          {preview.data !== undefined && <MailPreview preview={preview.data} />}
        </section>
      </div>
      <TemplateHistory template={template} />
    </>
  );
}

/** What is wrong with a part, where it is written. */
function problemsOf(t: TFunction, preview: Preview | undefined, part: TemplateProblem["part"]): ReactNode {
  const problems = preview?.problems.filter((problem) => problem.part === part) ?? [];
  if (problems.length === 0) return null;
  return problems.map(({ line, reason, detail }) => (
    <span key={`${line} ${reason} ${detail}`} className={classes.problem}>
      {t("admin.templates.line", { line })} {t(`admin.templates.reasons.${reason}`, { detail })}
    </span>
  ));
}
