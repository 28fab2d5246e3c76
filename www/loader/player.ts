/**
 * Decides what embedded players tell: YouTube, Vimeo and Rutube, through the messages that their frames exchange with a
 * page. Loaded only where such a frame stands on the page. Must not load a player, and must not know what is made of it.
 */

/** What a player tells, as the module takes it. */
export interface Told {
  do: 'media';
  name: string;
  kind: string;
  played: number;
  has_ended: boolean;
  is_background: boolean;
}

/** What a message says of a recording: how far it is, how long it is, whether it plays or ended. */
interface Word {
  at?: number;
  length?: number;
  plays?: boolean;
  ended?: boolean;
}

interface Service {
  kind: string;
  origin: RegExp;
  /** What the frame must hear before it speaks. */
  greet: unknown[];
  read(data: Record<string, any>): Word;
  name: RegExp;
}

/** A recording counts as watched in a hundred pieces: what was skipped is no piece. */
const PIECES = 100;

const SERVICES: Service[] = [
  {
    kind: 'youtube',
    origin: /^https:\/\/www\.youtube(-nocookie)?\.com$/,
    greet: [{ event: 'listening', id: 1, channel: 'widget' }],
    read: ({ info }) => ({
      at: info?.currentTime,
      length: info?.duration,
      plays: info?.playerState === undefined ? undefined : info.playerState === 1,
      ended: info?.playerState === 0,
    }),
    name: /\/embed\/([\w-]+)/,
  },
  {
    kind: 'vimeo',
    origin: /^https:\/\/player\.vimeo\.com$/,
    greet: ['play', 'timeupdate', 'ended'].map((value) => ({ method: 'addEventListener', value })),
    read: ({ event, data }) => ({
      at: data?.seconds,
      length: data?.duration,
      plays: event === 'play' || event === 'timeupdate' ? true : undefined,
      ended: event === 'ended',
    }),
    name: /\/video\/(\d+)/,
  },
  {
    kind: 'rutube',
    origin: /^https:\/\/rutube\.ru$/,
    greet: [],
    read: ({ type, data }) => ({
      at: type === 'player:currentTime' ? data?.time : undefined,
      length: data?.duration,
      plays: type === 'player:changeState' ? data?.state === 'playing' : undefined,
      ended: type === 'player:playComplete',
    }),
    name: /\/embed\/(\w+)/,
  },
];

/** One recording: its length, where it is, whether it plays, its pieces. */
interface Recording {
  name: string;
  length: number;
  at: number;
  plays: boolean;
  started: boolean;
  pieces: Set<number>;
}

/** Players speak up to this many seconds apart; a greater step is a skip. */
const STEP_S = 2.5;
/** A player that does not answer is greeted again, so often and after so many milliseconds. */
const GREETINGS = 10;
const GREET_MS = 1_000;
/** Embeds that play by themselves and without sound: moving backgrounds. */
const BACKGROUND = /[?&](background=1|autoplay=1.*[?&]mute[d]?=1|mute[d]?=1.*[?&]autoplay=1)/;

/** Listens to players until the returned function is called. */
export function hearPlayers(tell: (told: Told) => void): () => void {
  const recordings = new WeakMap<HTMLIFrameElement, Recording>();
  let isOver = false;
  /** Players listen some time after their frame has loaded: they are greeted until they answer. */
  const meet = (frame: HTMLIFrameElement, left = GREETINGS) => {
    if (isOver || recordings.has(frame) || !left) return;
    greet(frame);
    setTimeout(() => meet(frame, left - 1), GREET_MS);
  };
  const heard = ({ origin, source, data }: MessageEvent) => {
    const service = SERVICES.find((service) => service.origin.test(origin));
    const frame = service && frames().find((frame) => frame.contentWindow === source);
    if (!service || !frame) return;
    // Who speaks for the first time listens now.
    if (!recordings.has(frame)) greet(frame);
    const name = service.name.exec(frame.src)?.[1] ?? service.kind;
    const known = recordings.get(frame);
    const recording = known?.name === name ? known : { name, length: 0, at: -1, plays: false, started: false, pieces: new Set<number>() };
    recordings.set(frame, recording);
    const word = service.read(parsed(data));
    if (note(recording, word)) {
      const played = recording.pieces.size / PIECES;
      tell({ do: 'media', name, kind: service.kind, played, has_ended: !!word.ended, is_background: BACKGROUND.test(frame.src) });
    }
  };
  addEventListener('message', heard);
  frames().forEach((frame) => meet(frame));
  // A frame that loads later is greeted when it has loaded; loads do not reach the window.
  const loaded = ({ target }: Event) => target instanceof HTMLIFrameElement && meet(target);
  document.addEventListener('load', loaded, true);
  return () => {
    isOver = true;
    removeEventListener('message', heard);
    document.removeEventListener('load', loaded, true);
  };
}

/** Takes a word in; tells whether it is worth telling. */
function note(recording: Recording, { at, length, plays, ended }: Word): boolean {
  recording.length = length ?? recording.length;
  recording.plays = plays ?? recording.plays;
  const before = recording.pieces.size;
  const isStart = recording.plays && !recording.started;
  recording.started ||= recording.plays;
  if (at !== undefined) {
    const last = recording.at;
    const from = last >= 0 && at >= last && at - last <= STEP_S ? last : at;
    if (recording.plays && recording.length > 0) {
      const piece = (seconds: number) => Math.min(PIECES - 1, Math.floor((seconds / recording.length) * PIECES));
      for (let index = piece(from); index <= piece(at); index++) recording.pieces.add(index);
    }
    recording.at = at;
  }
  return recording.started && (isStart || !!ended || recording.pieces.size > before);
}

function frames(): HTMLIFrameElement[] {
  return [...document.querySelectorAll('iframe')];
}

function greet(frame: HTMLIFrameElement): void {
  // A frame whose document can be reached is still the empty one.
  if (frame.contentDocument) return;
  const origin = /^https:\/\/[^/]+/.exec(frame.src)?.[0] ?? '';
  const service = SERVICES.find((service) => service.origin.test(origin));
  service?.greet.forEach((word) => frame.contentWindow?.postMessage(JSON.stringify(word), origin));
}

function parsed(data: unknown): Record<string, any> {
  try {
    const read: unknown = typeof data === 'string' ? JSON.parse(data) : data;
    return typeof read === 'object' && read ? read : {};
  } catch {
    return {};
  }
}
