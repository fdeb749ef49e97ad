import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

export type Mark = "done" | "current" | "incident" | "canceled";

export interface CanvasOptions {
  xml: string;
  marks: ReadonlyMap<string, Mark>;
  /** Shown on an element, such as "2" for two active instances. */
  badges: ReadonlyMap<string, string>;
  selected: string | null;
  onSelect: ((elementId: string | null) => void) | null;
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  zoom(level: "fit-viewport" | number, center?: "auto"): number;
  resized(): void;
}
interface Overlays {
  add(id: string, type: string, overlay: { position: object; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}
interface Shape {
  id: string;
  type?: string;
  outgoing?: Shape[];
  target?: Shape;
}
interface ElementRegistry {
  get(id: string): Shape | undefined;
  filter(test: (shape: Shape) => boolean): Shape[];
}

/** A diagram that shows where an instance is. A plain class: React hosts it, and gives it its options whenever they change. */
export class BpmnCanvas {
  private readonly viewer: NavigatedViewer;
  private shown: CanvasOptions | null = null;
  private markers: [string, string][] = [];
  private imported: Promise<void> = Promise.resolve();
  private destroyed = false;

  constructor(container: HTMLElement) {
    this.viewer = new NavigatedViewer({
      container,
      bpmnRenderer: {
        defaultFillColor: "var(--cs-diagram-fill)",
        defaultStrokeColor: "var(--cs-diagram-line)",
        defaultLabelColor: "var(--cs-text)",
      },
    });
    this.viewer.on("element.click", (event: { element: Shape }) => {
      const plane = event.element.type === "bpmn:Process" || event.element.type === "bpmn:Collaboration";
      this.shown?.onSelect?.(plane ? null : event.element.id);
    });
  }

  /** Settles once the diagram shows the options; rejects where the XML can't be drawn. */
  update(options: CanvasOptions): Promise<void> {
    const before = this.shown;
    this.shown = options;
    if (before?.xml !== options.xml) {
      this.markers = [];
      this.imported = this.viewer.importXML(options.xml).then(() => {
        if (!this.destroyed) this.fit();
      });
    }
    return this.imported.then(() => {
      if (!this.destroyed && this.shown === options) this.paint(options);
    });
  }

  fit(): void {
    const canvas = this.viewer.get<Canvas>("canvas");
    canvas.resized();
    canvas.zoom("fit-viewport", "auto");
  }

  zoomBy(factor: number): void {
    const canvas = this.viewer.get<Canvas & { zoom(): number }>("canvas");
    canvas.zoom(canvas.zoom() * factor, "auto");
  }

  destroy(): void {
    this.destroyed = true;
    this.viewer.destroy();
  }

  private paint({ marks, badges, selected }: CanvasOptions) {
    const canvas = this.viewer.get<Canvas>("canvas");
    const overlays = this.viewer.get<Overlays>("overlays");
    const elements = this.viewer.get<ElementRegistry>("elementRegistry");

    for (const [id, marker] of this.markers) canvas.removeMarker(id, marker);
    this.markers = [];
    const mark = (id: string, marker: string) => {
      if (elements.get(id) === undefined) return;
      canvas.addMarker(id, marker);
      this.markers.push([id, marker]);
    };

    for (const [id, kind] of marks) mark(id, `is-${kind}`);
    for (const flow of takenFlows(elements, marks)) mark(flow, "is-taken");
    if (selected !== null) mark(selected, "is-selected");

    overlays.remove({ type: "badge" });
    for (const [id, text] of badges) {
      if (elements.get(id) === undefined) continue;
      const html = document.createElement("div");
      html.className = marks.get(id) === "incident" ? "bpmn-badge is-incident" : "bpmn-badge";
      html.textContent = text;
      overlays.add(id, "badge", { position: { top: -10, right: 10 }, html });
    }
  }
}

/** A flow was taken when its source was left and its target was reached. */
function takenFlows(elements: ElementRegistry, marks: ReadonlyMap<string, Mark>): string[] {
  return elements
    .filter((shape) => marks.get(shape.id) === "done")
    .flatMap((shape) => shape.outgoing ?? [])
    .filter((flow) => flow.target !== undefined && marks.has(flow.target.id))
    .map((flow) => flow.id);
}
