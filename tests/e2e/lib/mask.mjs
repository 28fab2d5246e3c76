/**
 * Masking: what differs between two runs of the same journey without meaning anything. The same fields are masked in
 * `tests/model/mask.rs`. Must not hide a decision.
 */

const MASKED = new Set([
  'id', 'key', 'code', 'at', 'first_at', 'created', 'started', 'time', 'seconds', 'engaged_s', 'scroll', 'age_ms', 'title', 'url', 'summary',
  'device', 'viewport', 'time_zone_offset_min', 'webdriver', 'automation', 'first_input_ms', 'answers_hash', 'today', 'config',
]);
const RECEIPT = new Set(['answers', 'behaviour', 'source', 'seal']);

/** A lead with everything masked that is not the same twice; `origin` is the site's. */
export function maskLead(value, origin, parent = '') {
  if (Array.isArray(value)) return value.map((item) => maskLead(item, origin, parent));
  if (typeof value === 'string') return value.startsWith(origin) ? `SITE${value.slice(origin.length)}` : value;
  if (value === null || typeof value !== 'object') return value;
  const isCounter = 'count' in value && typeof value.first === 'number';
  const isMasked = (name) =>
    (MASKED.has(name) && !(name === 'title' && 'value' in value) && !(name === 'id' && 'given' in value)) ||
    (isCounter && (name === 'first' || name === 'last')) ||
    (parent === 'receipt' && RECEIPT.has(name));
  const masked = (name, inner) => {
    if (isMasked(name)) return '*';
    // How often a lead was tried again depends on how long the machine took.
    return name === 'attempt' && inner > 1 ? 'again' : maskLead(inner, origin, name);
  };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(name, inner)]));
}

/** A key of storage without the ids in it. */
export function maskKey(key) {
  return key.replace(/\.outbox-.*/s, '.outbox-*');
}
