import { deleteDraft, readDraft, saveDraft, type Draft } from "@/shared/api/drafts.ts";
import type { JsonObject } from "@/shared/api/parse.ts";
import { hasStatus, ProblemError } from "@/shared/api/problem.ts";

import { newKey } from "@/shared/api/newKey.ts";

/**
 * How it stands with what was typed: `kept` by the server, on its way, or only here because nobody answers, because it was
 * changed or sent or deleted elsewhere, or because the server does not take it.
 */
export type Keeping = "nothing" | "typing" | "saving" | "kept" | "offline" | "changed" | "gone" | "refused";

/** Keeps what is typed as a draft, a moment after typing. A plain class: React hosts it. */
export class DraftKeeper {
  private draftId: string;
  private version: number;
  private latest: JsonObject | null = null;
  private files: readonly string[];
  /** The values and files that the server has, or that were there before anybody did anything. */
  private saved: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private saving: Promise<void> = Promise.resolve();
  private stopped = false;
  private keeping: Keeping = "nothing";
  private refusal: unknown = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly process: { processId: string; formKey: string | null },
    known: Draft | null,
    private readonly pause = { afterTyping: 800, afterFailing: 5000 },
  ) {
    this.draftId = known?.draftId ?? newKey();
    this.version = known?.version ?? 0;
    this.files = known?.attachments.map(({ attachmentId }) => attachmentId) ?? [];
    if (known !== null) this.keeping = "kept";
  }

  /** Also the Idempotency-Key of the start that the draft becomes. */
  get id(): string {
    return this.draftId;
  }

  get isOnServer(): boolean {
    return this.version > 0;
  }

  get error(): unknown {
    return this.refusal;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): Keeping => this.keeping;

  /** What the form shows before anybody has typed is nothing to keep. */
  begin(values: JsonObject): void {
    this.latest = values;
    this.saved = this.text;
  }

  /** Files wait for nobody to stop typing: what belongs to no draft is thrown away after a while. */
  attach(files: readonly string[]): void {
    // a form that is not on screen yet, or that is none, has nothing else to keep
    if (this.latest === null) this.begin({});
    this.files = files;
    this.flush();
  }

  /** Until what was typed and attached is kept, or is known not to be. */
  async settled(): Promise<boolean> {
    this.flush();
    await this.saving;
    if (this.isDirty && this.keeping === "kept") await this.save();
    return !this.isDirty;
  }

  change(values: JsonObject): void {
    if (this.saved === null) {
      this.begin(values);
      return;
    }
    this.latest = values;
    if (this.stopped || this.isStuck || !this.isDirty) return;
    this.become("typing");
    this.later(this.pause.afterTyping);
  }

  /** Without waiting, as when the page is left. */
  flush(leaving = false): void {
    if (this.isDirty && !this.stopped && !this.isStuck) void this.save(leaving);
  }

  /** While it is being sent; what is still on its way is of no use any more. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  resume(): void {
    this.stopped = false;
    this.listeners.forEach((tell) => tell());
    if (this.isDirty) this.later(this.pause.afterTyping);
  }

  /** What was typed here wins over what was changed elsewhere. */
  async keepMine(): Promise<void> {
    try {
      this.version = (await readDraft(this.draftId)).version;
    } catch (error) {
      if (!hasStatus(error, 404)) {
        this.become("offline");
        return;
      }
      this.another();
    }
    await this.save();
  }

  /** From now on what was typed is another draft: the old one was sent or deleted, or could not be started. */
  async renew(): Promise<void> {
    const old = this.isOnServer ? this.draftId : null;
    this.another();
    this.stopped = false;
    if (old !== null) await deleteDraft(old).catch(() => undefined);
    await this.save();
  }

  private another() {
    this.draftId = newKey();
    this.version = 0;
  }

  private get isDirty(): boolean {
    return this.latest !== null && this.text !== this.saved;
  }

  private get text(): string {
    return JSON.stringify([this.latest, this.files]);
  }

  /** Only a person can say what is to become of it. */
  private get isStuck(): boolean {
    return this.keeping === "changed" || this.keeping === "gone";
  }

  private later(pause: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause);
  }

  private save(leaving = false): Promise<void> {
    if (this.running && !leaving) return this.saving;
    this.saving = this.saveNow(leaving);
    return this.saving;
  }

  private async saveNow(leaving: boolean): Promise<void> {
    clearTimeout(this.timer);
    if (this.latest === null) return;
    this.running = true;
    const { text } = this;
    const draftId = this.draftId;
    this.become("saving");
    try {
      const body = {
        ...this.process,
        values: this.latest,
        attachments: this.files,
        version: this.version,
      };
      // browsers refuse larger ones from a page that is going
      const kept = await saveDraft(draftId, body, leaving && text.length < 60_000);
      if (draftId !== this.draftId) return;
      this.version = kept.version;
      this.saved = text;
      this.become("kept");
    } catch (error) {
      if (draftId === this.draftId) this.failed(error);
    } finally {
      this.running = false;
      if (this.isDirty && !this.stopped && this.keeping === "kept") this.later(this.pause.afterTyping);
    }
  }

  private failed(error: unknown) {
    this.refusal = error;
    if (error instanceof ProblemError && error.slug === "draft-changed") this.become("changed");
    else if (error instanceof ProblemError && error.slug === "draft-gone") this.become("gone");
    else if (hasStatus(error, 400, 403, 409, 413, 422)) this.become("refused");
    else {
      this.become("offline");
      if (!this.stopped) this.later(this.pause.afterFailing);
    }
  }

  private become(next: Keeping) {
    if (next === this.keeping) return;
    this.keeping = next;
    if (!this.stopped) this.listeners.forEach((tell) => tell());
  }
}
