import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";

import { MockServer } from "./server.ts";

/** `npm run dev:mock`: the screens without a server behind them. */
export const mockServer = (): Plugin => ({
  name: "countersign-mock",
  configureServer(vite) {
    const mock = new MockServer();
    vite.middlewares.use((incoming, outgoing, next) => {
      const path = incoming.url ?? "/";
      if (path.startsWith("/api/v1/events")) stream(mock, outgoing);
      else if (/^\/(api|v2)\//.test(path)) void answer(mock, incoming, outgoing);
      else next();
    });
  },
});

async function answer(mock: MockServer, incoming: IncomingMessage, outgoing: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const method = incoming.method ?? "GET";
  const response = await mock.handle(
    new Request(`http://localhost${incoming.url ?? "/"}`, {
      method,
      headers: Object.entries(incoming.headers).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value] as [string, string]] : [],
      ),
      ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
    }),
  );
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
}

function stream(mock: MockServer, outgoing: ServerResponse) {
  outgoing.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  outgoing.write(": hello\n\n");
  const tell = (topics: string[]) => outgoing.write(`event: hint\ndata: ${JSON.stringify({ topics })}\n\n`);
  mock.listeners.add(tell);
  outgoing.on("close", () => mock.listeners.delete(tell));
}
