// SPDX-License-Identifier: MIT
// The digest: Content Security Policy Level 3 (w3.org/TR/CSP3), 2.3.1. A test works it out anew.
#include "gate/report/markup/html_page.h"

#include "gate/report/markup/html_text.h"

namespace hotfix {

namespace {

constexpr std::string_view kStyle = R"(
:root { --bg: #ffffff; --panel: #f6f8fa; --fg: #1f2328; --faint: #59636e; --line: #d1d9e0;
  --red: #cf222e; --amber: #8a5d00; --green: #1a7f37; --link: #0550ae; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --panel: #161b22; --fg: #e6edf3;
  --faint: #9198a1; --line: #3d444d; --red: #ff7b72; --amber: #d29922; --green: #3fb950;
  --link: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 68rem; background: var(--bg); color: var(--fg);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; line-height: 1.4; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
code, pre { font: .875em/1.5 ui-monospace, "SF Mono", Menlo, "Liberation Mono", monospace; }
pre { margin: .5rem 0; padding: .75rem; overflow-x: auto; overflow-wrap: normal;
  border: 1px solid var(--line); border-radius: 6px; background: var(--bg); }
.faint { color: var(--faint); }
.verdict { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line);
  border-left: 6px solid var(--green); border-radius: 6px; background: var(--panel); }
.verdict strong { margin-right: .5rem; }
.verdict.due, .debt.due { border-left-color: var(--amber); }
.verdict.overdue, .debt.overdue { border-left-color: var(--red); }
.verdict.overdue strong, .debt.overdue .urgency { color: var(--red); }
.verdict.due strong, .debt.due .urgency { color: var(--amber); }
.verdict.passed strong { color: var(--green); }
.debt { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line);
  border-left-width: 6px; border-radius: 6px; background: var(--panel); }
.number { display: inline-block; min-width: 1.7em; padding: 0 .4em; margin-right: .4rem;
  border: 1px solid var(--fg); border-radius: 1em; text-align: center; }
.urgency { margin-right: .5rem; }
.facts span:not(:last-child)::after { content: " ·"; color: var(--faint); }
summary { cursor: pointer; font-weight: 600; }
figure { margin: 1.5rem 0; }
figure svg { display: block; width: 100%; height: auto; }
svg.narrow { display: none; }
svg text { font: 13px system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif;
  fill: var(--fg); stroke: var(--bg); stroke-width: 4px; paint-order: stroke; }
svg path, svg circle { fill: none; stroke: var(--faint); stroke-width: 2; }
svg .end { text-anchor: end; }
svg .middle { text-anchor: middle; }
svg text.faint { fill: var(--faint); font-size: 12px; }
svg text.name { font-weight: 600; }
svg .lane { stroke: var(--fg); stroke-width: 3; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .now { stroke: var(--faint); stroke-width: 1.5; stroke-dasharray: 4 3; }
svg .back { stroke: var(--green); }
svg circle.back, svg circle.late { fill: var(--bg); }
svg .late { stroke: var(--amber); stroke-dasharray: 6 3; }
svg circle.late { stroke-dasharray: none; }
svg .point { fill: var(--amber); stroke-dasharray: none; }
svg .none { stroke: var(--faint); fill: var(--bg); }
svg .thin { stroke-width: 1.25; }
svg circle.back.many { fill: var(--green); }
svg circle.late.many { fill: var(--amber); }
svg circle.none.many { fill: var(--faint); }
svg text.small { font-size: 11px; }
svg .due { stroke: var(--amber); }
svg .overdue { stroke: var(--red); }
svg .due.bar { stroke-width: 6; stroke-dasharray: 8 3; }
svg .overdue.bar { stroke-width: 6; }
svg circle.due { fill: var(--amber); }
svg circle.overdue { fill: var(--red); }
svg text.due { fill: var(--amber); stroke: var(--bg); font-weight: 600; }
svg text.overdue { fill: var(--red); stroke: var(--bg); font-weight: 600; }
svg .deadline { stroke: var(--red); fill: var(--bg); }
svg a:focus, svg a:hover { outline: 2px solid var(--link); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0 0; padding: 0;
  list-style: none; font-size: .875rem; }
.legend li { display: flex; align-items: center; gap: .4rem; }
.legend svg { width: 30px; height: 24px; flex: none; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; color: var(--faint); padding: 0 0 .5rem; }
th, td { padding: .4rem .5rem; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
thead th { color: var(--faint); border-bottom-width: 2px; }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
h1, h3, .verdict, .debt p { overflow-wrap: anywhere; }
td small { display: block; color: var(--faint); }
.date { white-space: nowrap; }
b.late, b.overdue { color: var(--red); }
b.due, .slow { color: var(--amber); }
b.passed { color: var(--green); }
footer { margin: 2rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--line);
  font-size: .875rem; color: var(--faint); }
@media (max-width: 44rem) {
  body { padding: 1rem .75rem; }
  svg.wide { display: none; }
  figure svg.narrow { display: block; max-width: 30rem; }
  table.cards thead { display: none; }
  table.cards, .cards tbody, .cards tr, .cards td, .cards th, .cards caption { display: block; }
  .cards tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .cards td, .cards th { padding: .1rem 0; border: 0; }
  .cards td[data-label]::before { content: attr(data-label) ": "; color: var(--faint); }
  .cards td:empty { display: none; }
}
@media print {
  :root { --bg: #ffffff; --panel: #ffffff; --fg: #000000; --faint: #444444; --line: #999999;
    --red: #b00015; --amber: #7a4f00; --green: #116329; --link: #000000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; display: block; }
  .debt, tr, figure { break-inside: avoid; }
}
)";

constexpr std::string_view kDigest = "mtFfhFTYWcWyS/RHIzZv3TMDCBJxHV4BwaD9fjAlQ7U=";

}  // namespace

std::string_view page_style_text() { return kStyle; }
std::string_view page_style_digest() { return kDigest; }

std::string html_page(std::string_view title, const std::string& body) {
  const std::string policy = "default-src 'none'; style-src 'sha256-" + std::string(kDigest) +
                             "'; base-uri 'none'; form-action 'none'";
  return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n" +
         html("meta", {{"charset", "utf-8"}}, "") + "\n" +
         html("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy}}, "") + "\n" +
         html("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}},
              "") +
         "\n" + html("meta", {{"name", "referrer"}, {"content", "no-referrer"}}, "") + "\n" +
         html("title", html_escaped(title)) + "\n<style>" + std::string(kStyle) +
         "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
}

}  // namespace hotfix
