import { useDebouncedCallback } from "@mantine/hooks";
import { useState, type ChangeEvent } from "react";

/**
 * What is typed into a field whose value is kept elsewhere and comes back late, as in the address: shown at once, applied as soon as
 * somebody pauses.
 *
 * @param kept the value as it is kept
 * @param apply keeps another one
 */
export function useTyped(kept: string, apply: (value: string) => void, pause = 200) {
  const [typed, setTyped] = useState(kept);
  const [applied, setApplied] = useState(kept);
  const [known, setKnown] = useState(kept);
  const applyLater = useDebouncedCallback((value: string) => {
    setApplied(value);
    apply(value);
  }, pause);
  if (kept !== known) {
    setKnown(kept);
    // somebody else changed it: a link, another field
    if (kept !== applied) {
      setApplied(kept);
      setTyped(kept);
    }
  }
  return {
    input: {
      value: typed,
      onChange: ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement>) => {
        setTyped(value);
        applyLater(value);
      },
    },
    /** Whether what is typed is what is kept. */
    settled: typed === kept,
    /** Applies now what is typed. */
    flush: () => applyLater.flush(),
  };
}
