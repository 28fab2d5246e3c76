/**
 * The loader: decides when the module starts, what it starts from, and what happens after a trap. Must not know a rule, a
 * quiz or a lead. On a server it does nothing; a second copy on a page steps aside.
 */
import { api, type Call } from './loader/api';
import { Engine } from './loader/engine';
import { isSupported, options, takeStub } from './loader/page';

/** Starts LeadSieve on this page; where it runs already, the running one stays. */
export function start(): void {
  if (typeof window === 'undefined' || !isSupported()) return;
  const stub = takeStub();
  if (!stub) return;
  const engine = new Engine(options(import.meta.url), stub);
  const run = api(engine);
  const drain = () => {
    stub.stop();
    // First the way in, then what waited: a listener may call while the queue is drained.
    stub.run = run;
    for (const [call, resolve, reject] of stub.calls.splice(0) as Call[]) run(call).then(resolve, reject);
  };
  // Whoever listens is to hear the first view as well: these calls need no module.
  const hear = () => {
    const waiting = stub.calls.splice(0) as Call[];
    for (const [call, resolve, reject] of waiting.filter(([call]) => call[0] === 'on')) run(call).then(resolve, reject);
    stub.calls.push(...waiting.filter(([call]) => call[0] !== 'on'));
  };
  void engine.begin(hear, drain);
}

start();
