/**
 * Closes the phone menu when a link in it is followed, on Escape, and when the focus leaves it.
 * The menu itself is a <details> and works without this file.
 */
'use strict';

const menu = document.querySelector('.menu');

menu.addEventListener('click', (event) => {
  if (event.target.closest('a')) menu.open = false;
});
menu.addEventListener('focusout', (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});
menu.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
