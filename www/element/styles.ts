/**
 * Decides how a quiz looks. One sheet for all elements of a page; no page style gets in but through
 * `--leadsieve-*` variables and `::part()`. Must not know the states of a quiz beyond its class names.
 *
 * Sizes are in `em` of the reader's own default size, so neither a page's `html { font-size }` nor its resets reach them.
 * Colours follow the `color-scheme` in force at the element; engines without `light-dark()` get the light ones.
 *
 * Variables, each with the prefix `--leadsieve-`: surface, text, muted, line (decoration), edge (borders of fields),
 * accent, on-accent, error, success (colours); radius, width, min-height, scroll-margin (lengths); font, shadow.
 */

const CSS = `
:host,*{scroll-margin-block:var(--leadsieve-scroll-margin,5.5rem)}
:host{display:block}
:host([hidden]){display:none}
.quiz{
--surface:var(--leadsieve-surface,#fff);
--text:var(--leadsieve-text,#1a1d23);
--muted:var(--leadsieve-muted,#5a6270);
--line:var(--leadsieve-line,#d5dae2);
--edge:var(--leadsieve-edge,#838c9a);
--accent:var(--leadsieve-accent,#2d55c8);
--on-accent:var(--leadsieve-on-accent,#fff);
--error:var(--leadsieve-error,#b3261e);
--success:var(--leadsieve-success,#17724a);
--radius:var(--leadsieve-radius,12px);
all:initial;box-sizing:border-box;display:flex;flex-direction:column;gap:1.5em;inline-size:100%;max-inline-size:var(--leadsieve-width,46em);min-block-size:var(--leadsieve-min-height,30em);margin-inline:auto;padding:clamp(1.25em,4vw,2.25em);
color-scheme:light;visibility:inherit;font-family:var(--leadsieve-font,inherit);font-size:medium;line-height:1.5;overflow-wrap:anywhere;
background:var(--surface);color:var(--text);border:1px solid var(--line);border-radius:calc(var(--radius)*1.5);box-shadow:var(--leadsieve-shadow,0 1px 2px #0f172a0f,0 12px 32px #0f172a14)}
@supports (color:light-dark(red,red)){.quiz{
--surface:var(--leadsieve-surface,light-dark(#fff,#181b21));
--text:var(--leadsieve-text,light-dark(#1a1d23,#edf0f5));
--muted:var(--leadsieve-muted,light-dark(#5a6270,#a9b1be));
--line:var(--leadsieve-line,light-dark(#d5dae2,#3a414d));
--edge:var(--leadsieve-edge,light-dark(#838c9a,#79828f));
--accent:var(--leadsieve-accent,light-dark(#2d55c8,#9fb8ff));
--on-accent:var(--leadsieve-on-accent,light-dark(#fff,#0c1a40));
--error:var(--leadsieve-error,light-dark(#b3261e,#ffb3ab));
--success:var(--leadsieve-success,light-dark(#17724a,#86dcae));
color-scheme:inherit}}
*,::before,::after{box-sizing:border-box}
h2,p,ul,fieldset,legend{margin:0;padding:0;border:0;min-inline-size:0}
input,textarea,button{font:inherit;color:inherit;margin:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.head{display:grid;gap:.5em}
.head:empty{display:none}
.title{color:var(--muted);font-size:.9375em;font-weight:600}
.count{display:flex;justify-content:space-between;gap:1em;color:var(--muted);font-size:.875em}
.bar{block-size:6px;border-radius:3px;background:var(--line);overflow:hidden}
.bar div{block-size:100%;inline-size:var(--value);background:var(--accent);border-radius:3px}
.step,.contact{display:grid;gap:1.25em;min-inline-size:0}
.step>[role=alert]:empty{display:none}
h2{font-size:clamp(1.375em,1.1em + 1.4vw,1.75em);font-weight:700;line-height:1.25;text-wrap:balance}
.text{text-wrap:pretty;margin-block-start:-.5em;color:var(--muted);font-size:1.0625em;white-space:pre-line}
.question{display:grid;gap:.5em}
.name{font-weight:600}
legend.name{margin-block-end:.5em}
.about{color:var(--muted);font-size:.9375em;white-space:pre-line}
h2 .name{font:inherit}
.star,.wrong{color:var(--error)}
.wrong{font-weight:600;font-size:.9375em;padding-inline-start:.75em;border-inline-start:3px solid}
.choices{display:grid;gap:.75em;grid-template-columns:repeat(auto-fit,minmax(min(100%,var(--least,16em)),1fr));margin-block-start:.5em}
.choice{position:relative;isolation:isolate;display:flex;align-items:center;gap:.875em;min-block-size:3.5em;padding:.75em 1em;cursor:pointer}
.choice input,.consent input{flex:none;inline-size:1.375em;block-size:1.375em;accent-color:var(--accent);cursor:inherit}
.pictures{--least:8em}
.rating{display:flex;flex-wrap:wrap}
.rating .choice{min-inline-size:5.25em}
.pictures .choice{flex-wrap:wrap;align-content:start;gap:.5em;padding:.5em}
.picture{max-inline-size:100%;border-radius:var(--radius)}
.choice .picture{order:-1;inline-size:100%;aspect-ratio:3/2;object-fit:cover}
.card{flex:1;min-inline-size:0}
.card::before,.card::after{content:'';position:absolute;inset:0;z-index:-1;border-radius:var(--radius);border:1px solid var(--line)}
.card::after{border-color:transparent;background:var(--accent);opacity:0}
.choice:hover .card::before{border-color:var(--accent)}
input:checked+.card::before{border:2px solid var(--accent)}
input:checked+.card::after{opacity:.09}
.choice input:focus-visible{outline:0}
:focus-visible+.card::before{outline:3px solid var(--accent);outline-offset:3px}
.rank{min-inline-size:1.75em;padding-inline:.375em;border-radius:1em;background:var(--accent);color:var(--on-accent);font-weight:600;line-height:1.75;text-align:center}
:disabled .choice,.field:disabled,.range:disabled{cursor:not-allowed;opacity:.65}
.digit{display:none;flex:none;inline-size:1.75em;font-size:.8125em;line-height:1.75em;text-align:center;color:var(--muted);border:1px solid var(--line);border-radius:5px}
@media (hover:hover) and (pointer:fine){.choices:not(.pictures) .digit{display:block}}
.field{inline-size:100%;min-block-size:3em;padding:.625em .875em;background:var(--surface);border:1px solid var(--edge);border-radius:var(--radius)}
.short{max-inline-size:15em}
.line{display:grid;gap:.375em;margin-block-start:.5em}
.range{inline-size:100%;block-size:2em;accent-color:var(--accent);cursor:pointer}
.count b{color:var(--text);font-size:1.25em;line-height:1}
output{font-size:1.25em;font-weight:700}
textarea{display:block;resize:vertical}
.field::placeholder{color:var(--muted);opacity:1}
.field:focus-visible{border-radius:var(--radius);outline-offset:1px}
[aria-invalid=true].field{border:2px solid var(--error)}
.hint:empty{display:none}
.hint{font-size:.9375em}
.consent{display:grid;gap:.375em}
.consent label{display:flex;gap:.75em;padding-block:.25em;cursor:pointer}
.consent input{margin-block-start:.0625em}
.consent a{justify-self:start;margin-inline-start:2.375em;font-size:.9375em}
a,.link{display:inline-block;padding-block:.125em;color:var(--accent);text-decoration:underline;text-underline-offset:.2em}
.link{border:0;padding-inline:0;background:none;text-align:start;cursor:pointer}
.trap{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.summary{padding:1em 1.125em;border:2px solid var(--error);border-radius:var(--radius)}
.summary p{font-weight:700}
.words :is(p,ul,ol,h3,h4){margin:0 0 .75em}
.words>:last-child{margin-block-end:0}
.words :is(ul,ol){inline-size:fit-content;padding-inline-start:1.5em;text-align:start}
.summary ul{list-style:none;margin-block-start:.375em}
.summary a{color:var(--error)}
.offer{display:grid;gap:1em;padding:1.25em;border-radius:var(--radius);border:1px solid var(--accent)}
.delivery{display:flex;gap:.75em;align-items:center;padding:1em 1.125em;border-radius:var(--radius);border:1px solid var(--line);font-weight:600;text-align:start}
.delivery::before{content:'';flex:none;inline-size:1.25em;block-size:1.25em;border:3px solid var(--muted);border-radius:50%}
.delivery:empty{display:none}
.sent{border-color:var(--success);color:var(--success)}
.sent::before{inline-size:.5em;block-size:.9em;margin-inline:.375em;border-color:currentColor;border-width:0 3px 3px 0;border-radius:0;transform:rotate(40deg)}
.failed{border-color:var(--error);color:var(--error)}
.failed::before{border-color:currentColor}
.buttons{display:flex;flex-wrap:wrap;gap:.75em;align-items:center;justify-content:space-between;margin-block-start:auto}
.buttons:empty{display:none}
.main,.quiet{min-block-size:3em;padding:.625em 1.5em;border-radius:var(--radius);font-weight:600;line-height:1.5;cursor:pointer;text-decoration:none;text-align:center}
.main{margin-inline-start:auto;min-inline-size:9em;background:var(--accent);color:var(--on-accent);border:1px solid var(--accent)}
.offer .main{margin:0}
.main:hover{text-decoration:underline;text-underline-offset:.2em}
.quiet{background:none;color:var(--muted);border:1px solid var(--edge)}
.quiet:hover{color:var(--text);border-color:var(--text)}
@media (max-width:30em){.buttons .main{flex:1}}
.cover,.done{justify-content:center;text-align:center}
:is(.cover,.done) :is(.buttons,.delivery,.main){justify-content:center;margin:0}
.cover .question{text-align:start}
:is(.cover,.done) :is(ul,ol){margin-inline:auto}
.cover .main{flex:none;min-inline-size:12em}
.cover h2{font-size:clamp(1.625em,1.2em + 2vw,2.25em)}
@media (prefers-reduced-motion:no-preference){
.bar div{transition:inline-size .3s}
.step{animation:step .18s ease-out}
.sending::before{border-inline-end-color:transparent;animation:turn 1s linear infinite}
@keyframes step{from{transform:translateY(.5em)}}
@keyframes turn{to{transform:rotate(1turn)}}}
@media print{.quiz{min-block-size:0;border:0;box-shadow:none}.buttons,.digit{display:none}}`;

let shared: CSSStyleSheet | undefined;

/** The sheet to adopt; made at the first call, the same for every element. */
export function sheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(CSS);
  }
  return shared;
}
