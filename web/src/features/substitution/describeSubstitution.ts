import type { TFunction } from "i18next";

import type { Substitution } from "@/shared/api/substitutions.ts";

/** When and for what a substitution holds: "From 3 Dec to 9 Dec · only Leave request · up to 5,000". */
export function describeSubstitution(
  substitution: Substitution,
  names: ReadonlyMap<string, string>,
  locale: string,
  t: TFunction,
): string {
  const { processIds, maxAmount } = substitution;
  const which =
    processIds.length === 0
      ? t("substitution.everything")
      : t("substitution.only", {
          names: new Intl.ListFormat(locale).format(processIds.map((id) => names.get(id) ?? id)),
        });
  const upTo =
    maxAmount === null
      ? []
      : [t("substitution.upTo", { amount: new Intl.NumberFormat(locale).format(maxAmount) })];
  return [describeTime(substitution, locale, t), which, ...upTo].join(" · ");
}

function describeTime({ startsAt, endsAt, endedAt }: Substitution, locale: string, t: TFunction): string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
  const from = format.format(Date.parse(startsAt));
  const end = endedAt ?? endsAt;
  if (end === null) return t("substitution.open", { from });
  if (Date.parse(end) < Date.parse(startsAt)) {
    return t("substitution.never", { day: format.format(Date.parse(end)) });
  }
  // it ends as the next day begins
  const until = format.format(Date.parse(end) - 1);
  return from === until
    ? t("substitution.oneDay", { day: from })
    : t("substitution.between", { from, until });
}
