const kept = "countersign.decision-link";

export interface Followed {
  token: string;
  /** What the button in the mail was called. */
  wish: "approved" | "rejected" | null;
}

/**
 * The link that was followed. It is taken out of the address, so that it stays in no history and is sent nowhere, and kept in this tab
 * while somebody signs in.
 */
export function takeLink(): Followed | null {
  const text = window.location.hash.slice(1);
  if (text !== "") {
    sessionStorage.setItem(kept, text);
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }
  return parseLink(sessionStorage.getItem(kept) ?? "");
}

export function parseLink(text: string): Followed | null {
  const [token = "", wish] = text.split(".");
  if (token === "") return null;
  return { token, wish: wish === "approve" ? "approved" : wish === "reject" ? "rejected" : null };
}
