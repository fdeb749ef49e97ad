import flatpickr from "flatpickr";
import { German } from "flatpickr/dist/l10n/de.js";
import i18next from "i18next";

/** form-js calls its texts by their English. These are the ones that people who fill in a form meet. */
export const names = {
  "Add new": "add",
  "All values selected": "allChosen",
  "Click to remove sorting": "sortNot",
  "Click to sort by {value} ascending": "sortUp",
  "Click to sort by {value} descending": "sortDown",
  Collapse: "less",
  "Date and time must both be entered.": "dateAndTime",
  Decrement: "decrease",
  "Expand all ({value})": "all",
  "Field is required.": "required",
  "Field must be a valid email.": "email",
  "Field must be a valid international phone number. (e.g. +4930664040900)": "phone",
  "Field must have maximum length of {value}.": "maxLength",
  "Field must have maximum value of {value}.": "max",
  "Field must have minimum length of {value}.": "minLength",
  "Field must have minimum value of {value}.": "min",
  "Field must match pattern {value}.": "pattern",
  Increment: "increase",
  "Next page": "nextPage",
  "No files selected": "noFile",
  "No results": "noHits",
  "Nothing to show.": "nothing",
  "Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.": "step",
  "Previous page": "previousPage",
  "Remove tag": "remove",
  Search: "search",
  "Value is expected to be an integer.": "whole",
  "Value is expected to have at most 1 decimal digit.": "decimal",
  "Value is expected to have at most {value} decimal digits.": "decimals",
  "Value is not a number.": "number",
  "{page} of {total}": "page",
  "{value} files selected": "files",
} as const;

const isNamed = (template: string): template is keyof typeof names => template in names;

/** What form-js says, in the language of the page. */
export function translate(template: string, values: Record<string, unknown> = {}): string {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)]));
  return isNamed(template)
    ? i18next.t(`form.${names[template]}`, { replace: shown })
    : template.replace(/\{([^}]+)\}/g, (hole, name: string) => shown[name] ?? hole);
}

/** Numbers as the language writes them, all else as it is. */
function written(value: unknown): string {
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text)
    ? new Intl.NumberFormat(i18next.language, { maximumFractionDigits: 20 }).format(Number(text))
    : text;
}

/** For the calendars that are made from now on. */
export const localizeCalendars = () =>
  flatpickr.localize(i18next.language === "de" ? German : (flatpickr.l10ns.en ?? flatpickr.l10ns.default));

// on a phone the calendar is the phone's own, in a field that would come first on the page and have no name
flatpickr.setDefaults({
  onReady: (_dates, _text, { input, mobileInput }) => {
    if (mobileInput === undefined) return;
    mobileInput.tabIndex = 0;
    mobileInput.setAttribute(
      "aria-label",
      document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent ?? "",
    );
  },
});
