/**
 * The inline stub: decides what is frozen before a router, a redirect or a banner can change it, and queues every call
 * until the module is there. Must not need anything but the oldest browser that runs modules, and must not store a thing.
 */
(function (page: Window & { leadsieve?: unknown }) {
  if (page.leadsieve) return;
  const calls: unknown[] = [];
  const links: string[] = [];
  const entry = performance.getEntriesByType?.('navigation')[0] as PerformanceNavigationTiming | undefined;
  const api = (...call: unknown[]) => new Promise((resolve, reject) => calls.push([call, resolve, reject]));
  const note = (event: Event) => {
    for (const node of event.composedPath()) {
      const { href } = node as HTMLAnchorElement;
      if (event.isTrusted && typeof href == 'string' && links.length < 20) return links.push(href);
    }
  };
  addEventListener('click', note, true);
  page.leadsieve = Object.assign(api, {
    ready: new Promise((resolve) => calls.push([['ready'], resolve])),
    stub: {
      calls,
      links,
      landing: {
        url: location.href,
        referrer: document.referrer,
        at: Date.now(),
        arrival: !/^(reload|back)/.test(entry?.type ?? ''),
      },
      stop: () => removeEventListener('click', note, true),
    },
  });
})(window);
