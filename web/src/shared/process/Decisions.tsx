import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Decision } from "../api/model.ts";
import { nameOf } from "../ui/people.ts";
import { Time } from "../ui/Time.tsx";
import { ToneIcon } from "../ui/ToneIcon.tsx";
import classes from "./process.module.css";

/** Who decided what, when and why. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.entries}>
      {decisions.map((decision) => (
        <li key={decision.decisionId} className={classes.entry}>
          {decision.outcome === "rejected" || decision.outcome === "expired" ? (
            <ToneIcon icon={IconX} tone="bad" />
          ) : (
            <ToneIcon icon={IconCheck} tone="good" />
          )}
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
