import {
  IconBeach,
  IconBulb,
  IconCalendarEvent,
  IconCar,
  IconCash,
  IconDeviceLaptop,
  IconFileInvoice,
  IconFileText,
  IconHome,
  IconKey,
  IconLifebuoy,
  IconPlane,
  IconSchool,
  IconShieldCheck,
  IconShoppingCart,
  IconSignature,
  IconUserPlus,
} from "@tabler/icons-react";

/** The pictures that a model can name in its property io.countersign.icon, and the words that stand for one where it names none. */
const icons = [
  ["purchase", IconShoppingCart, /purchas|order|procure|bestell|beschaff/i],
  ["leave", IconBeach, /leave|vacation|holiday|urlaub|absence/i],
  ["travel", IconPlane, /travel|trip|reise/i],
  ["invoice", IconFileInvoice, /invoice|expense|rechnung|spesen/i],
  ["person", IconUserPlus, /onboard|hire|hiring|einstell/i],
  ["access", IconKey, /access|permission|zugang|berechtig/i],
  ["equipment", IconDeviceLaptop, /equipment|laptop|hardware|device/i],
  ["contract", IconSignature, /contract|agreement|vertrag/i],
  ["money", IconCash, /budget|payment|zahlung/i],
  ["training", IconSchool, /training|course|schulung|fortbildung/i],
  ["support", IconLifebuoy, /support|help ?desk|incident|st(ö|oe)rung/i],
  ["car", IconCar, /\b(car|fleet)\b|fahrzeug/i],
  ["home", IconHome, /remote work|home ?office/i],
  ["event", IconCalendarEvent, /event|meeting|veranstaltung/i],
  ["security", IconShieldCheck, /security|privacy|datenschutz|sicherheit/i],
  ["idea", IconBulb, /idea|suggestion|vorschlag/i],
  ["document", IconFileText, /document|dokument/i],
] as const;

interface Named {
  name: string | null;
  processId: string;
  icon: string | null;
}

/** The picture that the model names, or one that fits the words it is called by. */
export function iconFor({ name, processId, icon }: Named) {
  const words = `${name ?? ""} ${processId}`;
  const found = icons.find(([known]) => known === icon) ?? icons.find(([, , pattern]) => pattern.test(words));
  return found?.[1] ?? IconFileText;
}
