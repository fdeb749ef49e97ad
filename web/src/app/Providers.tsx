import { createTheme, MantineProvider, Tooltip } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useState, type ReactNode } from "react";

import { CommandContext, CommandRegistry } from "@/shared/commands/registry.ts";

// colours and fonts are custom properties in shared/styles/tokens.css: nothing is styled at run time
const theme = createTheme({
  primaryColor: "blue",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withinPortal: true } }),
  },
});

export function Providers({ children }: { children: ReactNode }) {
  const [commands] = useState(() => new CommandRegistry());
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Notifications position="bottom-right" limit={3} />
      <CommandContext value={commands}>{children}</CommandContext>
    </MantineProvider>
  );
}
