import { useTranslation } from "react-i18next";

import classes from "./Bulk.module.css";

interface RowBoxProps {
  what: string;
  checked: boolean;
  /** While something is selected every row shows its box. */
  selecting: boolean;
  onToggle: (range: boolean) => void;
}

/** The box before a row of the list, by which it is selected. */
export function RowBox({ what, checked, selecting, onToggle }: RowBoxProps) {
  const { t } = useTranslation();
  return (
    <label className={classes.box} data-selecting={selecting}>
      <input
        type="checkbox"
        checked={checked}
        // else it would take two steps from row to row; "x" selects the first
        tabIndex={selecting ? 0 : -1}
        aria-label={t("bulk.select", { what })}
        // only a click knows of the shift key
        onClick={(event) => onToggle(event.shiftKey)}
        onChange={() => undefined}
      />
    </label>
  );
}
