interface Element {
  id: string;
  name: string;
  type: string;
}

const shown = /(?:Task|Event|subProcess|callActivity|Gateway)$/;

/** The named elements of a model, for those who read rather than look. */
export function elementsOf(xml: string): Element[] {
  const model = new DOMParser().parseFromString(xml, "application/xml");
  return [...model.getElementsByTagName("*")]
    .filter((node) => (shown.test(node.localName) || node.localName === "task") && node.hasAttribute("name"))
    .map((node) => ({
      id: node.getAttribute("id") ?? "",
      name: node.getAttribute("name") ?? "",
      type: node.localName,
    }));
}
