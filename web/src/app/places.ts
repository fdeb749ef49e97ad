import {
  IconActivity,
  IconFileStack,
  IconHistory,
  IconInbox,
  IconSchema,
  IconUsersGroup,
} from "@tabler/icons-react";

import type { Role } from "@/shared/api/session.ts";

/** Where one can go, and who may. Nothing is shown greyed out. */
export const places = [
  { id: "inbox", to: "/inbox", icon: IconInbox, keys: "g i", roles: ["USER"] },
  { id: "requests", to: "/requests", icon: IconFileStack, keys: "g r", roles: ["USER"] },
  { id: "designer", to: "/designer", icon: IconSchema, keys: "g d", roles: ["DESIGNER"] },
  { id: "operations", to: "/operations/instances", icon: IconActivity, keys: "g o", roles: ["OPERATOR"] },
  { id: "audit", to: "/audit", icon: IconHistory, keys: "g u", roles: ["AUDITOR", "OPERATOR", "ADMIN"] },
  { id: "admin", to: "/admin", icon: IconUsersGroup, keys: "g a", roles: ["ADMIN", "DESIGNER"] },
] as const satisfies readonly {
  id: string;
  to: string;
  icon: typeof IconInbox;
  keys: string;
  roles: readonly Role[];
}[];

export type Place = (typeof places)[number];

export const placesFor = (roles: readonly Role[]): Place[] =>
  places.filter((place) => place.roles.some((role) => roles.includes(role)));
