import type { TFunction } from "i18next";

/** A selection that can be emptied, also from the keyboard and by those who listen: Mantine hides its button from them. */
export const clearable = (t: TFunction) => ({
  clearable: true,
  clearButtonProps: { "aria-label": t("common.clear"), "aria-hidden": false, tabIndex: 0, size: "24px" },
});
