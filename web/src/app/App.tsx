import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { createQueryClient } from "@/shared/api/client.ts";
import { onSignedOut } from "@/shared/api/request.ts";
import { meQuery } from "@/shared/api/session.ts";

import { Providers } from "./Providers.tsx";
import { createAppRouter } from "./router.tsx";

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(client));

  useEffect(
    () =>
      onSignedOut(() => {
        client.setQueryData(meQuery.queryKey, null);
      }),
    [client],
  );

  return (
    <Providers>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Providers>
  );
}
