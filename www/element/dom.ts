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
interface Attributes {
  /** Tells an element from its neighbours of the same tag and part, so that it stays itself when they come and go. */
  key?: string | number;
  [attribute: `${'aria' | 'data'}-${string}`]: string | number | boolean | undefined;
  autocomplete?: string;
  checked?: boolean;
  class?: string;
  for?: string;
  href?: string;
  id?: string;
  inputmode?: string;
  lang?: string;
  name?: string;
  novalidate?: boolean;
  part?: string;
  placeholder?: string;
  required?: boolean;
  role?: string;
  rows?: number;
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

/** An element drawn from a description, which knows what it was drawn as. */
type Drawn = ChildNode & { drawnAs?: string };

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
    const found = left.findIndex((node) => node.drawnAs === nameOf(wanted));
    const node = left.splice(found, found < 0 ? 0 : 1)[0] ?? create(wanted);
    if (typeof wanted === 'string') node.nodeValue = wanted;
    else update(node as Element, wanted);
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

/** Two descriptions of this same name are of one node in two states. */
function nameOf(wanted: Described | string): string {
  return typeof wanted === 'string' ? '' : [wanted.type, wanted.props.key ?? wanted.props.part].join();
}

function create(wanted: Described | string): Drawn {
  const node: Drawn = typeof wanted === 'string' ? new Text() : document.createElement(wanted.type);
  node.drawnAs = nameOf(wanted);
  return node;
}

function update(element: Element, { props, children }: Described): void {
  for (const name of element.getAttributeNames()) if (!(name in props)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(props)) set(element as HTMLInputElement, name, value);
  render(children, element);
}

/**
 * A listener (`onclick`) and a state (`checked`, `value`) is a property, everything else an attribute: none where it is
 * `false` or not given. The field that is being typed in keeps its text, whatever it should show: there the visitor is
 * always ahead, and the caret must not jump.
 */
function set(element: HTMLInputElement, name: string, value: unknown): void {
  if (name === 'key') return;
  if (name === 'style') element.style.cssText = String(value);
  else if (name === 'value') {
    const typing = (element.getRootNode() as ShadowRoot).activeElement === element;
    if (!typing && element.value !== value) element.value = String(value);
  } else if (name === 'checked' || name.startsWith('on')) Object.assign(element, { [name]: value });
  else if (value == null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}
