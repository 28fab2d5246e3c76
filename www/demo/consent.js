/**
 * The demo page's own consent banner. It decides nothing for LeadSieve: it only passes the visitor's choice on,
 * and stores nothing, so each visit of the page asks again.
 */
'use strict';

const banner = document.getElementById('banner');
const state = document.getElementById('state');
const again = document.getElementById('again');

/** Tells LeadSieve the choice; the stub queues the call where the module is not there yet. */
function choose(granted) {
  if (typeof window.leadsieve === 'function') {
    window.leadsieve('consent', { attribution: granted, behaviour: granted, lead: granted });
  }
  state.textContent = granted
    ? 'You accepted: we remember how you found us.'
    : 'You declined: nothing about your visit is stored.';
  banner.hidden = true;
  again.hidden = false;
  state.focus();
}

again.addEventListener('click', () => {
  banner.hidden = false;
  again.hidden = true;
  document.getElementById('decline').focus();
});
document.getElementById('accept').addEventListener('click', () => choose(true));
document.getElementById('decline').addEventListener('click', () => choose(false));
