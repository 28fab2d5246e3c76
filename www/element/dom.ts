/**
 * Decides how a described tree becomes nodes: nodes that still fit stay, with the focus and the text typed into them.
 * Must not know what a quiz is. Builds nodes, never HTML text, so it works under the strictest content policy.
 *
 * It stands in for a rendering library, which would be a twentieth of all that a page with a quiz loads. There are no
 * components: plain functions describe their parts, and everything is described again for every view.
 */

/** A node to be: an element, a text, or nothing. Lists stand for what is in them. */
export type Child = Described | string | number | boolean | null | undefined | Child[];

/** An element to be. */
interface Described {
  type: string;
  props: Props;
  children: Child[];
}

type Props = Record<string, unknown>;

/** What elements may be given: attributes by their names, listeners and states by those of their properties. */
export interface Attributes {
  /** Tells an element from its neighbours of the same tag, so that it stays itself when they come and go. */
  key?: string | number;
  [attribute: `${'aria' | 'data'}-${string}`]: string | number | boolean | undefined;
  alt?: string;
  autocomplete?: string;
  checked?: boolean;
  class?: string;
  disabled?: boolean;
  for?: string;
  href?: string;
  id?: string;
  inputmode?: string;
  lang?: string;
  max?: string | number;
  min?: string | number;
  name?: string;
  novalidate?: boolean;
  part?: string;
  placeholder?: string;
  rel?: string;
  required?: boolean;
  role?: string;
  rows?: number;
  src?: string;
  step?: string | number;
  style?: string;
  tabindex?: number;
  target?: string;
  type?: string;
  value?: string;
  onchange?(event: On<Event>): void;
  onclick?(event: On<MouseEvent>): void;
  oninput?(event: On<Event>): void;
  onkeydown?(event: KeyboardEvent): void;
  onkeyup?(event: KeyboardEvent): void;
  onpointerdown?(event: Event): void;
  onsubmit?(event: Event): void;
}

type On<E> = E & { currentTarget: HTMLInputElement };

/** A node with the description that it was drawn from. */
type Drawn = ChildNode & { drawn?: Described | string };

/** What TSX calls for `<type {...props}>{children}</type>`. */
export function h(type: string, props: Props | null, ...children: Child[]): Child {
  return { type, props: props ?? {}, children };
}

/** What TypeScript reads to check TSX. */
export declare namespace h {
  namespace JSX {
    type Element = Child;
    type IntrinsicElements = Record<string, Attributes>;
  }
}

/** Makes the nodes of `parent` those that `child` describes. */
export function render(child: Child, parent: Node): void {
  const left = [...parent.childNodes] as Drawn[];
  const nodes = flat(child).map((wanted) => {
    const found = left.findIndex(({ drawn }) => drawn !== undefined && nameOf(drawn) === nameOf(wanted));
    const node = left.splice(found, found < 0 ? 0 : 1)[0] ?? create(wanted);
    update(node, wanted);
    return node;
  });
  // What is gone goes first: a node that need not be moved keeps the focus.
  for (const node of left) node.remove();
  nodes.forEach((node, index) => {
    const there = parent.childNodes[index] ?? null;
    if (there !== node) parent.insertBefore(node, there);
  });
}

/** What is to be drawn, without lists, and without what stands for nothing. */
function flat(child: Child): (Described | string)[] {
  if (Array.isArray(child)) return child.flatMap(flat);
  if (typeof child === 'object' && child) return [child];
  return child == null || typeof child === 'boolean' ? [] : [String(child)];
}

/** Two descriptions of the same name are of one node in two states. */
function nameOf(described: Described | string): string {
  return typeof described === 'string' ? '' : described.type + ' ' + described.props.key;
}

function create(wanted: Described | string): Drawn {
  return typeof wanted === 'string' ? new Text() : document.createElement(wanted.type);
}

/** Changes what differs from the last description: what others did to the node stays, and nothing is said twice. */
function update(node: Drawn, wanted: Described | string): void {
  const { drawn } = node;
  node.drawn = wanted;
  if (typeof wanted === 'string') {
    if (drawn !== wanted) node.nodeValue = wanted;
    return;
  }
  const before = (drawn as Described | undefined)?.props ?? {};
  for (const name in { ...before, ...wanted.props }) set(node as ChildNode as HTMLInputElement, name, wanted.props[name], before[name]);
  render(wanted.children, node);
}

/**
 * A listener (`onclick`) and a state (`checked`, `value`) is a property, everything else an attribute: none where it is
 * `false` or not given. A state follows what is wanted even where the visitor has changed it since, save the text of the
 * field that is being typed in: there the visitor is always ahead, and the caret must not jump.
 */
function set(element: HTMLInputElement, name: string, value: unknown, before: unknown): void {
  if (name === 'value') {
    const typing = (element.getRootNode() as ShadowRoot).activeElement === element;
    if (!typing && element.value !== value) element.value = String(value);
  } else if (name === 'checked') element.checked = !!value;
  else if (name === 'key' || value === before) return;
  else if (name === 'style') element.style.cssText = String(value);
  else if (name.startsWith('on')) Object.assign(element, { [name]: value });
  else if (value == null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}
