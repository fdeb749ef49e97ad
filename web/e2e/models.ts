/** A process that stops with an incident until its variable `goOn` is set. */
export const stuck = (id: string, name: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://example.com">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">
    <bpmn:startEvent id="begin" name="Begin"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="decide"/>
    <bpmn:exclusiveGateway id="decide" name="Go on?"><bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="b" name="yes" sourceRef="decide" targetRef="finish"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=goOn</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:endEvent id="finish" name="Finish"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
    <bpmndi:BPMNShape id="s1" bpmnElement="begin"><dc:Bounds x="100" y="100" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s2" bpmnElement="decide" isMarkerVisible="true"><dc:Bounds x="200" y="93" width="50" height="50"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s3" bpmnElement="finish"><dc:Bounds x="320" y="100" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="e1" bpmnElement="a"><di:waypoint x="136" y="118"/><di:waypoint x="200" y="118"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e2" bpmnElement="b"><di:waypoint x="250" y="118"/><di:waypoint x="320" y="118"/></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

/** A model that the engine refuses: its gateway has two ways out and no condition. */
export const refused = (id: string) =>
  stuck(id, "Refused").replace(
    /<bpmn:conditionExpression.*<\/bpmn:conditionExpression>/,
    '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=1 +</bpmn:conditionExpression>',
  );

const inputs = (variable: string, settings: Record<string, string>) =>
  Object.entries(settings)
    .map(
      ([setting, value]) =>
        `<zeebe:input source="${value.replaceAll('"', "&quot;")}" target="${variable}.${setting}"/>`,
    )
    .join("");

/** A process with one task that several people decide under a policy, and a DI so that it can be drawn. */
export const together = (
  id: string,
  name: string,
  approval: Record<string, string>,
  deadline: Record<string, string> = {},
) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://example.com">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">
    <bpmn:startEvent id="begin" name="Begin"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="decide"/>
    <bpmn:userTask id="decide" name="${name}">
      <bpmn:extensionElements>
        <zeebe:userTask/>
        <zeebe:ioMapping>${inputs("approval", approval)}${inputs("deadline", deadline)}</zeebe:ioMapping>
      </bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="b" sourceRef="decide" targetRef="finish"/>
    <bpmn:endEvent id="finish" name="Finish"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
    <bpmndi:BPMNShape id="s1" bpmnElement="begin"><dc:Bounds x="100" y="122" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s2" bpmnElement="decide"><dc:Bounds x="200" y="100" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s3" bpmnElement="finish"><dc:Bounds x="370" y="122" width="36" height="36"/></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="e1" bpmnElement="a"><di:waypoint x="136" y="140"/><di:waypoint x="200" y="140"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e2" bpmnElement="b"><di:waypoint x="300" y="140"/><di:waypoint x="370" y="140"/></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

/** A process that does one thing, and nothing else. */
const oneJob = (id: string, name: string, type: string, settings: Record<string, string>) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://example.com">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="job"/>
    <bpmn:serviceTask id="job" name="${name}">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="io.countersign:${type}"/>
        <zeebe:ioMapping>${inputs("x", settings).replaceAll('target="x.', 'target="')}</zeebe:ioMapping>
      </bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="b" sourceRef="job" targetRef="finish"/>
    <bpmn:endEvent id="finish"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

/** A process that orders something from the demo's order system. */
export const order = (id: string, item: string) =>
  oneJob(id, item, "http-request", {
    target: "order-system",
    method: "POST",
    path: "/orders",
    body: `={item: "${item}", amount: 12}`,
  });

/** A process that tells somebody something. */
export const tell = (id: string, to: string, subject: string, text: string) =>
  oneJob(id, subject, "send-notification", { to, subject, text });
