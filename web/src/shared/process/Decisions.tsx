import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Decision } from "../api/model.ts";
import { nameOf } from "../ui/people.ts";
import { Time } from "../ui/Time.tsx";
import classes from "./process.module.css";

/** Who decided what, when and why. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.entries}>
      {decisions.map((decision) => (
        <li key={decision.decisionId} className={classes.entry}>
          <span
            className={classes.entryIcon}
            data-tone={decision.outcome === "rejected" ? "bad" : "good"}
            aria-hidden
          >
            {decision.outcome === "rejected" ? <IconX size={16} /> : <IconCheck size={16} />}
          </span>
          <div className={classes.entryBody}>
            <strong>{nameOf(decision.by)}</strong> {t(`decision.${decision.outcome}`)}
            {decision.onBehalfOf !== null && (
              <> {t("decision.onBehalfOf", { who: nameOf(decision.onBehalfOf) })}</>
            )}
            <div className={classes.entryWhen}>
              <Time at={decision.at} />
            </div>
            {decision.comment !== null && decision.comment !== "" && (
              <p className={classes.comment}>{decision.comment}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
