import "@bpmn-io/form-js-viewer/dist/assets/form-js.css";
import "./form.css";

import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";

import type { JsonObject } from "../api/parse.ts";
import { FormManager, type Changed, type Filled } from "./FormManager.ts";

export interface FormHandle {
  submit: () => Filled;
}

interface FormViewProps {
  schema: JsonObject;
  data: JsonObject;
  readOnly?: boolean;
  onSubmit?: () => void;
  onChange?: Changed;
  ref?: Ref<FormHandle>;
}

export default function FormView({ schema, data, readOnly = false, onSubmit, onChange, ref }: FormViewProps) {
  const container = useRef<HTMLDivElement>(null);
  const submitted = useRef(onSubmit);
  const changed = useRef(onChange);
  const [manager, setManager] = useState<FormManager | null>(null);

  useEffect(() => {
    submitted.current = onSubmit;
    changed.current = onChange;
  }, [onSubmit, onChange]);

  useEffect(() => {
    if (container.current === null) return;
    const made = new FormManager(
      container.current,
      () => submitted.current?.(),
      (data, touched) => changed.current?.(data, touched),
    );
    setManager(made);
    return () => {
      made.destroy();
    };
  }, []);

  useEffect(() => {
    void manager?.update({ schema, data, readOnly });
  }, [manager, schema, data, readOnly]);

  useImperativeHandle(
    ref,
    () => ({
      submit: () => {
        const filled = manager?.submit() ?? { valid: false, data: {} };
        if (!filled.valid) focusFirstError(container.current);
        return filled;
      },
    }),
    [manager],
  );

  return <div ref={container} data-testid="form" />;
}

function focusFirstError(container: HTMLElement | null) {
  // form-js draws its errors after this call
  requestAnimationFrame(() => {
    const field = container?.querySelector(".fjs-has-errors");
    field?.querySelector<HTMLElement>("input, textarea, select, [tabindex]")?.focus();
  });
}
