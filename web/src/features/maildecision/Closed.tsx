import { useTranslation } from "react-i18next";

import type { DecisionLink } from "@/shared/api/decisionLinks.ts";
import type { Decision } from "@/shared/api/model.ts";
import { describeRefusal } from "@/shared/process/describeRefusal.ts";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { Time } from "@/shared/ui/Time.tsx";

import { Frame } from "./Frame.tsx";
import classes from "./MailDecision.module.css";
import { Request, titleOf } from "./Request.tsx";

/** A link with which nothing can be decided (any more): what happened, and what to do instead. */
export function Closed({ link }: { link: DecisionLink | null }) {
  const { t, i18n } = useTranslation();
  if (link === null || link.state === "UNKNOWN" || link.state === "TURNED_OFF" || link.state === "LOCKED") {
    const why =
      link === null || link.state === "UNKNOWN" ? "unknown" : link.state === "LOCKED" ? "locked" : "off";
    return (
      <Frame title={t(`mailDecision.${why}.title`)}>
        <p className={classes.lead}>{t(`mailDecision.${why}.text`)}</p>
        <ButtonLink to="/inbox" size="md" variant={why === "off" ? "filled" : "default"}>
          {t("mailDecision.inbox")}
        </ButtonLink>
      </Frame>
    );
  }
  const { used, asked } = link;
  const task = asked?.task;
  return (
    <Frame title={title()} tab={t("mailDecision.title")}>
      {used !== null ? (
        <Note
          tone={used.outcome === "approved" ? "good" : "bad"}
          role="status"
          title={t(`task.outcome.${used.outcome}.you`)}
        >
          <Time at={used.at} />
        </Note>
      ) : (
        <Note tone="plain" role="status" {...(task === undefined ? {} : { title: heading() })}>
          {reason()}
        </Note>
      )}
      {task !== undefined && used === null && task.decisions.at(-1) !== undefined && (
        <Said decision={task.decisions.at(-1)} />
      )}
      {task !== undefined && <Request task={task} />}
      <p className={classes.lead}>{next()}</p>
      <div className={classes.stack}>
        {task === undefined ? (
          <ButtonLink to="/inbox" size="md">
            {t("mailDecision.inbox")}
          </ButtonLink>
        ) : (
          <ButtonLink to="/inbox/$taskKey" params={{ taskKey: task.taskKey }} size="md">
            {t("mailDecision.open")}
          </ButtonLink>
        )}
      </div>
    </Frame>
  );

  function heading() {
    return link?.state === "EXPIRED"
      ? t("mailDecision.expired.title")
      : link?.state === "USED"
        ? t("mailDecision.used.title")
        : t("mailDecision.closed.title");
  }

  function title() {
    return task === undefined ? heading() : titleOf(task);
  }

  function reason() {
    if (link?.state === "EXPIRED") return t("mailDecision.expired.text");
    if (link?.state === "USED") return t("mailDecision.used.text");
    if (asked === null) return t("mailDecision.closed.notYours");
    if (task?.withdrawal) return t("mailDecision.closed.withdrawn");
    return describeRefusal(asked.decide, i18n.language, t);
  }

  function next() {
    if (used !== null) return t("mailDecision.used.done");
    return t(link?.state === "EXPIRED" ? "mailDecision.expired.next" : "mailDecision.closed.next");
  }
}

function Said({ decision }: { decision: Decision | undefined }) {
  const { t } = useTranslation();
  if (decision === undefined) return null;
  return (
    <Note
      tone={decision.outcome === "rejected" ? "bad" : "good"}
      title={t(`task.outcome.${decision.outcome}.other`, { name: nameOf(decision.by) })}
    >
      <Time at={decision.at} />
      {decision.comment !== null && <q className={classes.quote}>{decision.comment}</q>}
    </Note>
  );
}
