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
  /** A channel of the default channel group, such as `Paid Search`. */
  channel: string;
  source: string;
  medium: string;
  campaign?: string;
  /** What the verdict rests on. */
  evidence: 'tag' | 'paid' | 'ambiguous' | 'organic' | 'email' | 'affiliate' | 'referrer' | 'none';
  /** The id of the rule that decided. */
  rule: string;
  /** Origin and path of the landing page. */
  page?: string;
  /** Origin and path of the referrer. */
  referrer?: string;
  tags?: Record<string, string>;
  click_ids?: Record<string, string>;
}

/** Where the visitor came from. `scope` is `window` with consent, `visit` while it is pending, `none` after a denial. */
export interface Source {
  scope: 'window' | 'visit' | 'none';
  first?: Touch | null;
  last?: Touch | null;
  last_non_direct?: Touch | null;
  visits?: number;
  /** Whole days from the first touch to now. */
  days?: number | null;
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
