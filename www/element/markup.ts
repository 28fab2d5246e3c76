/**
 * Decides what an author's HTML becomes: nodes of a short list, without attributes but the address of a link; everything
 * else is text, to be seen. Must not be asked for more: what is not in the list cannot come into a page.
 */
import { type Child, h } from './dom';
import { safe } from './parts';

/** A tag of the list (whether it ends something, its name, its attributes), or a piece of text. */
const PIECE = /<(\/?)([abipu]|[uo]l|li|br|em|strong|h[34])(\s(?:[^>"']|"[^"]*"|'[^']*')*)?\/?>|<?[^<]*/gi;

/** Characters that authors write by their names. */
const NAMED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': '\u00a0' };

/** The nodes that `html` stands for. */
export function markup(html: string): Child {
  /** What is open, the outermost first, and what stands in each. */
  const open = [''];
  const inside: Child[][] = [[]];
  for (const [text, ends, written = '', attributes = ''] of html.matchAll(PIECE)) {
    const name = written.toLowerCase();
    // As in HTML, an item ends where the next one begins.
    if (name === 'li' && !ends && open[open.length - 1] === name) open.pop();
    const last = inside[open.length - 1]!;
    if (!name) last.push(plain(text));
    else if (name === 'br') last.push(h(name, null));
    else if (ends) {
      // What stands in it ends too; the end of what never began is passed over.
      const begun = open.lastIndexOf(name);
      if (begun > 0) open.length = begun;
    } else {
      const href = name === 'a' && address(attributes);
      const own: Child[] = [];
      last.push(name === 'a' && !href ? own : h(name, href ? { href, target: '_blank', rel: 'noopener', part: 'link' } : null, own));
      inside[open.push(name) - 1] = own;
    }
  }
  return inside[0]!;
}

/** The address of a link, where it is one that a page may offer. */
function address(attributes: string): string | undefined {
  const [, href] = /\shref\s*=\s*["']?([^"'\s]+)/i.exec(attributes) ?? [];
  return href && safe(plain(href));
}

/** A text with its named and numbered characters as they are. */
function plain(text: string): string {
  return text.replace(/&(#(\d{1,6}|x[\da-f]{1,5})|\w+);/gi, (whole, _, number) => (number ? String.fromCodePoint(Number('0' + number)) : (NAMED[whole] ?? whole)));
}
