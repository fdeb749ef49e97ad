import { useQuery } from "@tanstack/react-query";
import { useParams, useRouteContext } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/shared/i18n/useLocale.ts";
import { requestQuery, type RequestDetail } from "@/shared/api/requests.ts";
import { moneyOf, subjectOf } from "@/shared/format/values.ts";
import { FileList } from "@/shared/files/FileList.tsx";
import { AuditTrail } from "@/shared/process/AuditTrail.tsx";
import { Decisions } from "@/shared/process/Decisions.tsx";
import { Progress } from "@/shared/process/Progress.tsx";
import { toObject, Values } from "@/shared/process/Values.tsx";
import { CopyId } from "@/shared/ui/CopyId.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink, TextLink } from "@/shared/ui/links.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { PageSkeleton } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Requests.module.css";
import { RequestActs } from "./RequestActs.tsx";
import { RequestNotes } from "./RequestNotes.tsx";
import { Status } from "./Status.tsx";

export function RequestPage() {
  const { processInstanceKey } = useParams({ from: "/app/requests/$processInstanceKey" });
  const request = useQuery(requestQuery(processInstanceKey));
  const { t } = useTranslation();
  if (request.isPending) return <PageSkeleton />;
  if (request.data === undefined) {
    return (
      <ErrorState
        page
        error={request.error}
        onRetry={() => void request.refetch()}
        elsewhere={<ButtonLink to="/requests">{t("requests.title")}</ButtonLink>}
      />
    );
  }
  return <Details request={request.data} processInstanceKey={processInstanceKey} />;
}

interface DetailsProps {
  request: RequestDetail;
  processInstanceKey: string;
}

function Details({ request, processInstanceKey }: DetailsProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { me } = useRouteContext({ from: "/app" });
  const values = toObject(request.variables);
  const money = moneyOf(values, locale);
  const subject = subjectOf(values, locale);
  const mine = request.requester === me.username;
  return (
    <Page
      title={[subject ?? request.processName ?? request.processId, money?.text].filter(Boolean).join(" · ")}
      eyebrow={
        <>
          <TextLink to="/requests">{t("places.requests")}</TextLink>
          <span>
            {request.processName ?? request.processId}
            {request.businessKey !== null && ` · ${request.businessKey}`}
          </span>
          <CopyId value={processInstanceKey} label={t("requests.key")} hidden />
        </>
      }
      lead={
        <span className={classes.standing}>
          <Status request={request} />
          {request.requester !== null && !mine && <span>{request.requester}</span>}
          {request.requestedAt !== null && (
            <span>
              {t("requests.requested")} <Time at={request.requestedAt} />
            </span>
          )}
        </span>
      }
      actions={
        <>
          {mine && <RequestActs request={request} processInstanceKey={processInstanceKey} />}
          {me.roles.includes("OPERATOR") && (
            <ButtonLink
              to="/operations/instances/$processInstanceKey"
              params={{ processInstanceKey }}
              variant="default"
            >
              {t("requests.operate")}
            </ButtonLink>
          )}
        </>
      }
    >
      <RequestNotes request={request} mine={mine} />
      {request.processDefinitionKey !== null && (
        <Progress processDefinitionKey={request.processDefinitionKey} elements={request.elements} />
      )}
      {request.decisions.length > 0 && (
        <Section title={t("task.decisions")}>
          <Decisions decisions={request.decisions} />
        </Section>
      )}
      {request.attachments.length > 0 && (
        <Section title={t("files.title")}>
          <FileList files={request.attachments} />
        </Section>
      )}
      <Section title={t("requests.data")}>
        <Values values={values} />
      </Section>
      <Section title={t("task.history")}>
        <AuditTrail key={processInstanceKey} filter={{ processInstanceKey }} elements={request.elements} />
      </Section>
    </Page>
  );
}
