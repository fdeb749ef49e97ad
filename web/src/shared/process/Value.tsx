import { IconFile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { JsonObject } from "../api/parse.ts";
import { FileLink } from "../files/FileLink.tsx";
import { shapeOf, type DecisionResult, type RecordOfDecision } from "../format/shapes.ts";
import { formatValue, humanize } from "../format/values.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { Facts, type Fact } from "../ui/Facts.tsx";
import { Table } from "../ui/Table.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import type { Known } from "./known.ts";
import classes from "./process.module.css";

/** So deep values stand in values; what is deeper is folded. */
const deepest = 2;
const mostRows = 5;
const mostColumns = 8;
const mostPairs = 30;
const longestText = 20_000;

interface ValueProps {
  label: string;
  value: unknown;
  known: Known;
  level?: number;
}

/** A value of a request, as people read it. */
export function Value({ label, value, known, level = 0 }: ValueProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const shape = shapeOf(value);
  switch (shape.kind) {
    case "plain":
      return formatValue(value, locale, { yes: t("common.yes"), no: t("common.no") });
    case "decision":
      return <DecisionWords decision={shape.decision} known={known} />;
    case "record":
      return <RecordFile record={shape.record} known={known} />;
    case "rows":
      return level < deepest ? (
        <Rows label={label} rows={shape.rows} known={known} />
      ) : (
        <Folded label={label} value={value} />
      );
    case "context":
      return level < deepest ? (
        <Context context={shape.context} known={known} level={level + 1} />
      ) : (
        <Folded label={label} value={value} />
      );
    case "other":
      return <Folded label={label} value={value} />;
  }
}

/** A value under its name; what is more than a line of words takes the whole width. */
export function useFact(known: Known): (label: string, value: unknown, level?: number) => Fact {
  const { t } = useTranslation();
  const locale = useLocale();
  return (label, value, level = 0) => {
    const { kind } = shapeOf(value);
    return kind === "plain"
      ? { label, value: formatValue(value, locale, { yes: t("common.yes"), no: t("common.no") }) }
      : {
          label,
          value: <Value label={label} value={value} known={known} level={level} />,
          wide: kind === "rows" || kind === "context" || kind === "other",
        };
  };
}

function DecisionWords({ decision: { outcome, votes }, known }: { decision: DecisionResult; known: Known }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = (username: string) => known.people.get(username) ?? username;
  const voters = votes
    .filter((vote) => vote.outcome === outcome)
    .map(({ by, onBehalfOf }) =>
      onBehalfOf === null
        ? nameOf(by)
        : `${nameOf(by)} ${t("decision.onBehalfOf", { who: nameOf(onBehalfOf) })}`,
    );
  return outcome === "expired" || voters.length === 0
    ? t(`values.${outcome}`)
    : t(`values.${outcome}By`, { who: new Intl.ListFormat(locale).format(voters) });
}

function RecordFile({ record, known }: { record: RecordOfDecision; known: Known }) {
  const file = known.files.find(({ attachmentId }) => attachmentId === record.attachmentId);
  return file === undefined ? (
    <span className={classes.recordName}>
      <IconFile size={20} stroke={1.75} aria-hidden />
      {record.fileName}
    </span>
  ) : (
    <FileLink file={file} />
  );
}

function Rows({ label, rows, known }: { label: string; rows: readonly JsonObject[]; known: Known }) {
  const { t } = useTranslation();
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shown = columns.slice(0, mostColumns);
  return (
    <div className={classes.rows}>
      <Table label={label} head={shown.map(humanize)}>
        {rows.slice(0, mostRows).map((row, index) => (
          <tr key={index}>
            {shown.map((column) => (
              <td key={column}>
                <Value label={humanize(column)} value={row[column]} known={known} level={deepest} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
      {rows.length > mostRows && (
        <p className={classes.more}>{t("values.moreRows", { count: rows.length - mostRows })}</p>
      )}
      {columns.length > mostColumns && (
        <p className={classes.more}>{t("values.moreColumns", { count: columns.length - mostColumns })}</p>
      )}
    </div>
  );
}

function Context({ context, known, level }: { context: JsonObject; known: Known; level: number }) {
  const { t } = useTranslation();
  const fact = useFact(known);
  const pairs = Object.entries(context).filter(([, value]) => value !== null);
  return (
    <div className={classes.context}>
      <Facts facts={pairs.slice(0, mostPairs).map(([name, value]) => fact(humanize(name), value, level))} />
      {pairs.length > mostPairs && (
        <p className={classes.more}>{t("values.morePairs", { count: pairs.length - mostPairs })}</p>
      )}
    </div>
  );
}

function Folded({ label, value }: { label: string; value: unknown }) {
  const { t } = useTranslation();
  const text = JSON.stringify(value, null, 2);
  return (
    <details className={classes.folded}>
      <summary>{t("values.details")}</summary>
      <TextBox label={label} text={text.length <= longestText ? text : `${text.slice(0, longestText)}…`} />
    </details>
  );
}
