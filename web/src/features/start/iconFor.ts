import {
  IconBeach,
  IconDeviceLaptop,
  IconFileInvoice,
  IconFileText,
  IconKey,
  IconPlane,
  IconShoppingCart,
  IconUserPlus,
} from "@tabler/icons-react";

const icons = [
  [/purchas|order|procure|bestell|beschaff/i, IconShoppingCart],
  [/leave|vacation|holiday|urlaub|absence/i, IconBeach],
  [/travel|trip|reise/i, IconPlane],
  [/invoice|expense|rechnung|spesen/i, IconFileInvoice],
  [/onboard|hire|hiring|einstell/i, IconUserPlus],
  [/access|permission|zugang|berechtig/i, IconKey],
  [/equipment|laptop|hardware|device/i, IconDeviceLaptop],
] as const;

/** A picture that fits the words a process is called by. */
export function iconFor({ name, processId }: { name: string | null; processId: string }) {
  const words = `${name ?? ""} ${processId}`;
  return icons.find(([pattern]) => pattern.test(words))?.[1] ?? IconFileText;
}
