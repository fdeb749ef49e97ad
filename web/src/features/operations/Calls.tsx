import { Button } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { exchangeQuery, type InstanceDetail } from "@/shared/api/operations.ts";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { TextBox } from "@/shared/ui/TextBox.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Operations.module.css";

type Call = InstanceDetail["operations"][number];

/** Calls to other systems, each with what was said in it, for whoever wants to know. */
export function Calls({ processInstanceKey, calls }: { processInstanceKey: string; calls: Call[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("operations.messages.calls")}>
      <Table
        label={t("operations.messages.calls")}
        head={[
          t("operations.messages.call"),
          t("operations.messages.answer"),
          t("operations.messages.outcome"),
          t("operations.jobs.created"),
        ]}
      >
        {calls.map((call) => (
          <Rows key={`${call.jobKey}/${call.attempt}`} processInstanceKey={processInstanceKey} call={call} />
        ))}
      </Table>
    </Section>
  );
}

function Rows({ processInstanceKey, call }: { processInstanceKey: string; call: Call }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <tr>
        <td>
          <code>
            {call.method} {call.url}
          </code>
          {call.target !== null && <div className={classes.muted}>{call.target}</div>}
          {call.recorded && (
            <div>
              <Button
                variant="subtle"
                size="sm"
                className={classes.disclose ?? ""}
                leftSection={<Chevron size={16} aria-hidden />}
                aria-expanded={open}
                aria-controls={id}
                onClick={() => setOpen(!open)}
              >
                {t("operations.messages.exchange")}
              </Button>
            </div>
          )}
        </td>
        <td className="tabular">{call.status}</td>
        <td>
          {call.outcome}
          {call.detail !== null && <div className={classes.muted}>{call.detail}</div>}
        </td>
        <td>{call.startedAt !== null && <Time at={call.startedAt} />}</td>
      </tr>
      {call.recorded && (
        <tr id={id} hidden={!open}>
          <td colSpan={4}>{open && <Exchange processInstanceKey={processInstanceKey} call={call} />}</td>
        </tr>
      )}
    </>
  );
}

function Exchange({ processInstanceKey, call }: { processInstanceKey: string; call: Call }) {
  const { t } = useTranslation();
  const exchange = useQuery(exchangeQuery(processInstanceKey, call.jobKey, call.attempt));
  if (exchange.isPending) return <Skeletons rows={2} height={48} />;
  if (exchange.data === undefined) {
    return <ErrorState error={exchange.error} onRetry={() => void exchange.refetch()} />;
  }
  const { request, answer } = exchange.data;
  return (
    <div className={classes.exchange}>
      <Said title={t("operations.messages.sent")} text={request} />
      <Said title={t("operations.messages.answered")} text={answer} />
      <p className={classes.muted}>{t("operations.messages.masked")}</p>
    </div>
  );
}

function Said({ title, text }: { title: string; text: string | null }) {
  const { t } = useTranslation();
  return (
    <div>
      <h3 className={classes.saidTitle}>{title}</h3>
      {text === null ? (
        <p className={classes.muted}>{t("operations.messages.nothing")}</p>
      ) : (
        <TextBox label={title} text={pretty(text)} />
      )}
    </div>
  );
}

/** What was cut is no JSON any more, and shown as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
