/**
 * The inline stub: decides what is frozen before a router, a redirect or a banner can change it, and queues every call
 * until the module is there. Must not need anything but the oldest browser that runs modules, and must not store a thing
 * that was not agreed to.
 */
(function (page: Window & { leadsieve?: unknown }) {
  if (page.leadsieve) return;
  const calls: any[] = [];
  const links: string[] = [];
  const entry = performance.getEntriesByType?.('navigation')[0] as PerformanceNavigationTiming | undefined;
  const api = (...call: unknown[]) => new Promise((resolve, reject) => calls.push([call, resolve, reject]));
  const note = (event: Event) => {
    for (const node of event.composedPath()) {
      const { href } = node as HTMLAnchorElement;
      if (event.isTrusted && typeof href == 'string' && links.length < 20) return links.push(href);
    }
  };
  const landing = {
    url: location.href,
    referrer: document.referrer,
    at: Date.now(),
    arrival: !/^(reload|back)/.test(entry?.type ?? ''),
  };
  // Whoever leaves before the module runs, and had agreed to be remembered, is remembered on this tab's next page.
  const keep = () => {
    const markup = document.querySelector<HTMLElement>('script[data-config]')?.dataset.consent;
    // The page's calls in order, else its markup unless the browser objects.
    let agreed: unknown = markup == 'granted' && !(navigator as any).globalPrivacyControl;
    for (const [[name, said]] of calls) {
      if (name == 'consent') agreed = said?.attribution ?? agreed;
      if (name == 'withdraw') agreed = false;
    }
    try {
      if (agreed === true) sessionStorage.setItem('leadsieve.landing', JSON.stringify(landing));
    } catch {}
  };
  addEventListener('click', note, true);
  addEventListener('pagehide', keep);
  page.leadsieve = Object.assign(api, {
    ready: new Promise((resolve) => calls.push([['ready'], resolve])),
    stub: {
      calls,
      links,
      landing,
      stop: () => {
        removeEventListener('click', note, true);
        removeEventListener('pagehide', keep);
      },
    },
  });
})(window);
