/** What the visitor allowed; a purpose that is left out stays as it was. */
export interface Purposes {
  /** First touch, last touch and visits may be kept between pages. */
  attribution?: boolean;
  /** Counters of micro-conversions may be kept between pages. */
  behaviour?: boolean;
  /** What was sent may be remembered after it was delivered. */
  lead?: boolean;
}

/** One arrival on the site, with its source. */
export interface Touch {
  /** Milliseconds since 1970-01-01 UTC. */
  at: number;
  /** The number of the visit that it began or came in. */
  visit?: number;
  /** A channel of the default channel group, such as `Paid Search`, or one of the config's own. */
  channel: string;
  /** Who earns it, where the channel does not say so by itself. */
  class?: 'paid' | 'earned' | 'owned' | 'direct';
  source: string;
  medium: string;
  campaign?: string;
  /** What the verdict rests on. */
  evidence: 'own' | 'tag' | 'paid' | 'ambiguous' | 'organic' | 'email' | 'affiliate' | 'referrer' | 'recovered' | 'unknown' | 'none';
  /** The id of the rule that decided; `docs/sources.md` lists them. */
  rule: string;
  /** What a click id says against the tags: its rule and its channel. */
  conflict?: string;
  /** Origin and path of the landing page. */
  page?: string;
  /** Origin and path of the referrer. */
  referrer?: string;
  tags?: Record<string, string>;
  /** An id that stands for one person has `*` in place of its value. */
  click_ids?: Record<string, string>;
}

/** Where the visitor came from. `scope` is `window` with consent, `visit` while it is pending, `none` after a denial. */
export interface Source {
  scope: 'window' | 'visit' | 'none';
  first?: Touch | null;
  last?: Touch | null;
  last_non_direct?: Touch | null;
  /** The latest touch of the first class in the config's order that has one. */
  significant?: Touch | null;
  /** Up to 20 touches between the first and the last. */
  touches?: Touch[];
  visits?: number;
  /** Whole days from the first touch to now. */
  days?: number | null;
  /** Whether the significant touch lies in this visit; days and visits from the first touch on. */
  lag?: { kind: 'same_visit' | 'deferred'; days: number; visits: number };
  /** Who runs the significant touch, by the config's rules. */
  contractor?: string;
  /** What is tested as one. */
  bundle?: { source?: string; campaign?: string; ad?: string; page?: string; quiz?: string; variant?: string };
  /** The visit's code, for callers to read out. */
  code?: string;
  /** Where the record is held, and for how many days it will be. */
  kept?: { cookie: boolean; local: boolean; days: number };
  /** Why there is nothing. */
  note?: string;
}

/** One rule that gave or took points. */
export interface ScoreLine {
  rule: string;
  label: string;
  axis: 'fit' | 'intent';
  /** Points of one time. */
  raw: number;
  /** How many times gave points. */
  count: number;
  /** Points that count, after all caps. */
  points: number;
  /** What caps took away. */
  capped: number;
}

/** A provisional score: it equals the sum of its explanation. */
export interface Score {
  total: number;
  axes: { fit: number; intent: number };
  class: string;
  temperature: 'cold' | 'warm' | 'hot';
  grade?: string;
  handoff: boolean;
  explanation: ScoreLine[];
  /** Ids of the rules that could not be judged, since a fact was missing. */
  missing: string[];
  provisional: true;
}

/** The state of one lead at one destination. */
export interface LeadState {
  /** The idempotency key: `id/inquiry/stage`. */
  key: string;
  destination: string;
  state: 'queued' | 'confirmed' | 'dead' | 'undelivered';
  attempts: number;
  reason?: string;
}
