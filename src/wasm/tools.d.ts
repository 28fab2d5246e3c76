/** What is wrong with a config or a quiz. */
export interface Remark {
  /** `error`: a page would go on without the config, or a visitor would get stuck. */
  severity: 'error' | 'warning' | 'info';
  code: string;
  /** A JSON path, empty for the whole document. */
  path: string;
  message: string;
  /** How a finding about a quiz is known: `proved`, or `not reached in N samples`. */
  evidence?: string;
}

/** What scoring a lead again brought. */
export interface Verdict {
  verdict: 'verified' | 'score_mismatch' | 'unknown_config' | 'malformed';
  /** The first part that differs. */
  part?: string;
  expected?: string;
  /** What the lead says, or why it is no lead. */
  found?: string;
}

/** Where an arrival came from. */
export interface Arrival {
  source: string;
  medium: string;
  channel: string;
  evidence: string;
  rule: string;
}

/** A walk through a quiz as `leadsieve quiz` tells it. */
export type Line = Record<string, unknown>;

/** As of when leads are scored. */
export interface When {
  /** Milliseconds since 1970: ages of events are counted back from it. */
  now: number;
  /** The visitors' day, in days since 1970, for rules that ask for dates; the day of `now` in UTC where it is left out. */
  today?: number;
}

/** A score with its reasons, as leads carry it. */
export interface Score {
  total: number;
  axes: { fit: number; intent: number };
  class: string;
  temperature: 'cold' | 'warm' | 'hot';
  /** `A1` to `D4`; left out where the table has no grade. */
  grade?: string;
  handoff: boolean;
  explanation: Reason[];
  /** Ids of rules that could not be judged, since a fact was missing. */
  missing: string[];
  provisional: true;
}

/** A rule that gave points. */
export interface Reason {
  rule: string;
  label: string;
  axis: 'fit' | 'intent';
  /** Points of one time. */
  raw: number;
  /** How many times gave points. */
  count: number;
  /** Points of all times, after what time took; left out where it took nothing. */
  decayed?: number;
  /** Points that count, after all caps. */
  points: number;
  /** What caps took; negative where a floor gave. */
  capped: number;
}

/** What a column holds: numbers; texts; yes and no; the times of a counter; anything. */
export type ColumnType = 'number' | 'text' | 'boolean' | 'times' | 'any';

type Nothing = null | undefined;
type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;

/** Values that come again: for each lead the place of its value. */
export interface Coded {
  codes: Uint32Array | Uint16Array | Uint8Array | number[];
  words: readonly unknown[];
}

/** Lists of numbers, laid one behind the other. */
export interface Lists {
  /** For each lead, where its list ends. */
  ends: Uint32Array | number[];
  numbers: Float64Array | number[];
}

/** The data of a column, one entry for each lead. Null, undefined and NaN are facts that are not there. */
export type ColumnData = Numbers | readonly unknown[] | readonly (number | Nothing)[] | Coded | Lists;

/** Scores of many leads: one entry for each. */
export interface Scores {
  fit: Int32Array;
  intent: Int32Array;
  total: Int32Array;
  /** Which of `classes`. */
  class: Uint8Array;
  /** Which of `temperatures`. */
  temperature: Uint8Array;
  /** Which of `grades`. */
  grade: Uint8Array;
  /** 1 where the lead goes to a salesperson at once. */
  handoff: Uint8Array;
  explanation?: Reasons;
}

/** The reasons of all leads, one behind the other. Rules are named by their place in `rules`. */
export interface Reasons {
  /** For each lead, where its reasons end. */
  ends: Uint32Array;
  rule: Uint16Array;
  count: Int32Array;
  decayed: Int32Array;
  points: Int32Array;
  /** For each lead, where its rules without facts end. */
  missingEnds: Uint32Array;
  missing: Uint16Array;
}

/** A score table, read once. */
export interface Scorer {
  /** The words of the classes, `ordinary` last. */
  readonly classes: string[];
  readonly temperatures: string[];
  /** `A1` to `D4`, or one empty word. */
  readonly grades: string[];
  /** The ids of the rules. */
  readonly rules: string[];
  /** One lead by its facts, as a page scores it; points of a quiz's options are no part of it. */
  one(facts: object, when: When): Score;
  /** Many leads in columns: the same scores. */
  many(columns: Record<string, ColumnData>, when: When & { explain?: boolean }): Scores;
  /** Gives its memory back. */
  free(): void;
}

/** The module for Node and for pages of the owner's. Its errors are those of the config, as `Error` with a line and a code. */
export interface Tools {
  /** `today` is a day such as `2027-03-31`, held against the table's `review_by`. */
  check(config: unknown, quizzes?: boolean, today?: string): Remark[];
  /** The config with presets expanded, as a page loads it. */
  expand(config: unknown): unknown;
  /** The JSON Schema of the config, or of a lead. */
  schema(ofLead?: boolean): Record<string, unknown>;
  verify(lead: unknown, configs: unknown[]): Verdict;
  classify(url: string, referrer: string, ownHosts: string[] | null): Arrival;
  Landings: new (landings: { url: string; referrer?: string }[], ownHosts: string[] | null) => { channels(): Record<string, number>; free(): void };
  /** `table` is a config, or a score table alone; `columns` the type of each column by the path of its fact. */
  Scorer: new (table: unknown, columns?: Record<string, ColumnType>) => Scorer;
  QuizWalk: new (definition: unknown, now: number) => { take(step: unknown[]): boolean; line(): Line; free(): void };
}
