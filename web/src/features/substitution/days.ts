/** Days as date fields have them, "2026-12-03", in the reader's own zone. */
export const today = (): string => asDay(new Date());

export function dayAfter(day: string): string {
  const next = midnight(day);
  next.setDate(next.getDate() + 1);
  return asDay(next);
}

/** The moment a day begins. */
export const startOf = (day: string): string => midnight(day).toISOString();

const midnight = (day: string) => new Date(`${day}T00:00:00`);

function asDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
