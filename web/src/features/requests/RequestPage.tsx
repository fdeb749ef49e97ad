import { useQuery } from "@tanstack/react-query";
import { useParams, useRouteContext } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/shared/i18n/useLocale.ts";
import { conversationQuery, type Place } from "@/shared/api/conversation.ts";
import { requestQuery, type RequestDetail } from "@/shared/api/requests.ts";
import { AnswerBox } from "@/shared/conversation/AnswerBox.tsx";
import { Conversation } from "@/shared/conversation/Conversation.tsx";
import { SinceNote } from "@/shared/conversation/SinceNote.tsx";
import { useSince } from "@/shared/conversation/useSince.ts";
import { moneyOf, subjectOf } from "@/shared/format/values.ts";
import { FileList } from "@/shared/files/FileList.tsx";
import { AuditTrail } from "@/shared/process/AuditTrail.tsx";
import { knownOf } from "@/shared/process/known.ts";
import { Progress } from "@/shared/process/Progress.tsx";
import { toObject, Values } from "@/shared/process/Values.tsx";
import { CopyId } from "@/shared/ui/CopyId.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink, TextLink } from "@/shared/ui/links.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { PageSkeleton, Skeletons } from "@/shared/ui/Skeletons.tsx";
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
  const place: Place = { kind: "request", key: processInstanceKey };
  const said = useQuery(conversationQuery(place));
  const since = useSince(place, said.data, said.isFetchedAfterMount);
  const known = knownOf(request.attachments, request.decisions, [me]);
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
      {said.data && (
        <div className={classes.told}>
          <SinceNote said={said.data} since={since} me={me} decisions={request.decisions} />
          {said.data.questions
            .filter(({ state, askedOf }) => state === "OPEN" && askedOf.username === me.username)
            .map((question) => (
              <AnswerBox key={question.questionId} place={place} said={said.data} question={question} />
            ))}
        </div>
      )}
      {request.processDefinitionKey !== null && (
        <Progress processDefinitionKey={request.processDefinitionKey} elements={request.elements} />
      )}
      {request.attachments.length > 0 && (
        <Section title={t("files.title")}>
          <FileList files={request.attachments} />
        </Section>
      )}
      <Section title={t("requests.data")}>
        <Values values={values} known={known} />
      </Section>
      {said.data ? (
        <Conversation
          place={place}
          said={said.data}
          since={since}
          me={me}
          requester={null}
          decisions={request.decisions}
        />
      ) : said.isError ? (
        <ErrorState error={said.error} onRetry={() => void said.refetch()} />
      ) : (
        <Skeletons rows={2} height={64} />
      )}
      <Section title={t("task.history")}>
        <AuditTrail
          key={processInstanceKey}
          filter={{ processInstanceKey }}
          elements={request.elements}
          people={known.people}
        />
      </Section>
    </Page>
  );
}
