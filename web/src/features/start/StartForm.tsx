import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import type { StartableProcess } from "@/shared/api/definitions.ts";
import { deleteDraft, type Draft } from "@/shared/api/drafts.ts";
import type { Attachment } from "@/shared/api/files.ts";
import type { JsonObject } from "@/shared/api/parse.ts";
import { namesOf } from "@/shared/form/fields.ts";
import type { FormHandle } from "@/shared/form/FormView.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ButtonLink, TextLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import { DraftState } from "./DraftState.tsx";
import { Files, type FilesChange } from "./Files.tsx";
import classes from "./Start.module.css";
import { useDraft } from "./useDraft.ts";
import { useStart } from "./useStart.ts";

const FormView = lazy(() => loadCode(() => import("@/shared/form/FormView.tsx")));

interface StartFormProps {
  process: StartableProcess;
  /** What is to be gone on with. */
  draft: Draft | null;
  /** What an earlier request said. */
  copied: JsonObject | null;
  onKept: (draftId: string) => void;
}

export function StartForm({ process: latest, draft: opened, copied, onKept }: StartFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // a version that is deployed meanwhile does not take away what was filled in for this one
  const [process] = useState(latest);
  const [known] = useState(opened);
  const schema = process.startForm?.schema ?? null;
  const formKey = process.startForm?.formKey ?? null;
  const [data] = useState(() => fitting(known?.values ?? copied ?? {}, schema));
  const [files, setFiles] = useState<readonly Attachment[]>(known?.attachments ?? []);
  // several uploads can end between two paints
  const shown = useRef(files);
  const form = useRef<FormHandle>(null);
  const draft = useDraft({ processId: process.processId, formKey }, known, onKept);
  const start = useStart(process.processDefinitionKey, draft.keeper);

  const submit = () => {
    if (start.locked) {
      // what it said is known, and the form no longer takes part
      start.submit({});
      return;
    }
    const { valid, data: filled } = form.current?.submit() ?? { valid: schema === null, data: {} };
    if (!valid) return;
    // the files of a request are those that its draft has
    if (files.length === 0) start.submit(filled);
    else void draft.keeper.settled().then((kept) => kept && start.submit(filled));
  };
  const changeFiles = (change: FilesChange) => {
    shown.current = change(shown.current);
    setFiles(shown.current);
    draft.keeper.attach(shown.current.map(({ attachmentId }) => attachmentId));
  };
  const discard = async () => {
    draft.keeper.stop();
    await deleteDraft(draft.keeper.id).catch(() => undefined);
    await navigate({ to: "/start" });
  };

  return (
    <Page
      width="reading"
      title={process.name ?? process.processId}
      lead={process.documentation}
      eyebrow={<TextLink to="/start">{t("start.title")}</TextLink>}
    >
      {known !== null && known.formKey !== formKey && (
        <div className={classes.notice}>
          <Note tone="care" title={t("drafts.oldForm.title")}>
            {t("drafts.oldForm.text")}
          </Note>
        </div>
      )}
      {copied !== null && (
        <div className={classes.notice}>
          <Note tone="plain">{t("start.copied")}</Note>
        </div>
      )}
      <Suspense fallback={<Skeletons rows={4} height={72} />}>
        {schema === null ? (
          <Note tone="plain">{t("start.noForm")}</Note>
        ) : (
          <FormView
            schema={schema}
            data={data}
            ref={form}
            readOnly={start.locked}
            onSubmit={submit}
            onChange={draft.change}
          />
        )}
        <Files files={files} locked={start.locked} onChange={changeFiles} />
        <div className={classes.submit}>
          <DraftState draft={draft} />
          {start.accepted ? (
            <Note tone="care" role="alert" title={t("start.accepted.title")}>
              {t("start.accepted.text")}
            </Note>
          ) : start.sentElsewhere ? (
            <Note tone="care" role="alert" title={t("start.sent.title")}>
              <p>{t("start.sent.text")}</p>
              <div className={classes.buttons}>
                <ButtonLink to="/requests" variant="default">
                  {t("requests.title")}
                </ButtonLink>
                <Button variant="default" onClick={() => void draft.keeper.renew().then(start.forget)}>
                  {t("drafts.asNew")}
                </Button>
              </div>
            </Note>
          ) : (
            <ErrorNote error={start.error} />
          )}
          <div className={classes.buttons}>
            <Button size="md" loading={start.isPending} onClick={submit}>
              {t(start.locked ? "start.checkAgain" : "start.submit")}
            </Button>
            <ButtonLink to="/start" variant="subtle" color="gray" size="md">
              {t(draft.isKept ? "drafts.later" : "common.cancel")}
            </ButtonLink>
            {draft.isKept && !start.locked && (
              <Button variant="subtle" color="gray" size="md" onClick={() => void discard()}>
                {t("drafts.discard")}
              </Button>
            )}
          </div>
        </div>
      </Suspense>
    </Page>
  );
}

/** Of old values those that the form has a field for now. */
function fitting(values: JsonObject, schema: JsonObject | null): JsonObject {
  const names = namesOf(schema);
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
