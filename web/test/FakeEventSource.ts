/** An event stream one can speak through. */
export class FakeEventSource extends EventTarget {
  static all: FakeEventSource[] = [];
  readonly CLOSED = 2;
  readyState = 1;

  constructor(readonly url: string) {
    super();
    FakeEventSource.all.push(this);
  }

  hint(...topics: string[]) {
    this.dispatchEvent(new MessageEvent("hint", { data: JSON.stringify({ topics }) }));
  }

  close() {
    this.readyState = 2;
  }
}
