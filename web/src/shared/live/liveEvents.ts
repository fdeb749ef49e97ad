import * as z from "zod/mini";

const topics = [
  "tasks",
  "instances",
  "incidents",
  "definitions",
  "requests",
  "people",
  "views",
  "notices",
] as const;
export type Topic = (typeof topics)[number];

const hintSchema = z.object({ topics: z.array(z.string()) });
const messageSchema = z.union([
  z.object({ kind: z.literal("hint"), topics: z.array(z.enum(topics)) }),
  z.object({ kind: z.literal("status"), connected: z.boolean() }),
]);
type Message = z.output<typeof messageSchema>;

export interface LiveListener {
  hint(topics: readonly Topic[]): void;
  status(connected: boolean): void;
}

interface Ports {
  open: (url: string) => EventSource;
  locks: LockManager | undefined;
  channel: BroadcastChannel | undefined;
}

const browserPorts = (): Ports => ({
  open: (url) => new EventSource(url),
  // both are missing where the page is not served from a secure origin; then every tab listens for itself
  locks: "locks" in navigator ? navigator.locks : undefined,
  channel: "BroadcastChannel" in globalThis ? new BroadcastChannel("countersign-live") : undefined,
});

/**
 * Hints from the server about what changed. One tab of the browser holds the connection and tells the others; when it closes,
 * another one takes over. After every (re)connect everything counts as changed.
 */
export function listenLive(listener: LiveListener, ports: Ports = browserPorts()): () => void {
  const stopped = new AbortController();
  const { channel, locks } = ports;

  const take = (message: Message) => {
    if (message.kind === "hint") listener.hint(message.topics);
    else listener.status(message.connected);
  };
  const tell = (message: Message) => {
    take(message);
    channel?.postMessage(message);
  };

  channel?.addEventListener("message", (event: MessageEvent<unknown>) => {
    const message = messageSchema.safeParse(event.data);
    if (message.success) take(message.data);
  });

  const lead = () => stream(ports.open, tell, stopped.signal);
  if (locks && channel) {
    locks.request("countersign-live", { signal: stopped.signal }, lead).catch(() => undefined);
  } else {
    void lead();
  }
  return () => {
    stopped.abort();
    channel?.close();
  };
}

const retryAfter = 2_000;

function stream(open: Ports["open"], tell: (message: Message) => void, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const connect = () => {
      source = open("/api/v1/events");
      source.addEventListener("open", () => {
        tell({ kind: "status", connected: true });
        tell({ kind: "hint", topics: [...topics] });
      });
      source.addEventListener("hint", (event: MessageEvent<string>) => {
        tell({ kind: "hint", topics: known(event.data) });
      });
      source.addEventListener("error", () => {
        tell({ kind: "status", connected: false });
        // the browser tries again by itself unless the answer was an error; then it gives up and we try
        if (source.readyState === source.CLOSED && !stopped.aborted) timer = setTimeout(connect, retryAfter);
      });
    };

    connect();
    stopped.addEventListener("abort", () => {
      clearTimeout(timer);
      source.close();
      resolve();
    });
  });
}

function known(data: string): Topic[] {
  try {
    const hint = hintSchema.safeParse(JSON.parse(data));
    return hint.success ? topics.filter((topic) => hint.data.topics.includes(topic)) : [...topics];
  } catch {
    return [...topics];
  }
}
