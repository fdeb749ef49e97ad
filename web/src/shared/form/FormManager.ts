import { Form } from "@bpmn-io/form-js-viewer";

import type { JsonObject } from "../api/parse.ts";
import { localizeCalendars, translate } from "./words.ts";

export interface FormOptions {
  schema: JsonObject;
  data: JsonObject;
  readOnly: boolean;
}

export interface Filled {
  valid: boolean;
  data: JsonObject;
}

/** What is in the form now, and whether a person has touched it, or it is as it was opened. */
export type Changed = (data: JsonObject, touched: boolean) => void;

/** A form-js form. A plain class: React hosts it, and gives it its options whenever they change. */
export class FormManager {
  private readonly form: Form;
  private shown: FormOptions | null = null;
  private imported = false;
  private touched = false;

  constructor(container: HTMLElement, onSubmit: () => void, onChange: Changed) {
    // form-js would wait a moment with what is typed, and lose it where another field changes meanwhile
    const options = {
      container,
      debounce: false,
      additionalModules: [{ translate: ["value", translate] }],
    };
    localizeCalendars();
    this.form = new Form(options);
    // Enter in a field; what is then sent is decided by the page
    container.addEventListener("submit", onSubmit);
    // it also changes by itself, as where a value is none of the choices any more
    const touch = () => (this.touched = true);
    container.addEventListener("pointerdown", touch, { capture: true });
    container.addEventListener("keydown", touch, { capture: true });
    container.addEventListener("input", touch, { capture: true });
    this.form.on("changed", ({ data }: { data: JsonObject }) => onChange(data, this.touched));
  }

  /** What a person has typed is kept while only the data behind it is refreshed. */
  async update(options: FormOptions): Promise<void> {
    const before = this.shown;
    this.shown = options;
    if (before?.schema !== options.schema || (options.readOnly && before.data !== options.data)) {
      this.touched = false;
      await this.form.importSchema(options.schema, structuredClone(options.data));
      this.imported = true;
    }
    if (this.shown === options) this.form.setProperty("readOnly", options.readOnly);
  }

  /** Validates everything and marks what is wrong. What is not on screen yet is not valid. */
  submit(): Filled {
    if (!this.imported) return { valid: false, data: {} };
    const { data, errors } = this.form.submit();
    const valid = Object.keys(errors).length === 0;
    return { valid, data };
  }

  destroy(): void {
    this.form.destroy();
  }
}
