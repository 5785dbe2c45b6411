/** The report as one page: no script, nothing from elsewhere, every word of a server's escaped. */
import { Html, html } from '../lib/html.ts';
import type { DescribedFinding, DescribedStep } from './describe-finding.ts';
import { attemptLines, type DoctorReport, gateInWords, isStopped, sayIn, verdictOf } from './doctor-report.ts';
import { time } from './output.ts';

type Say = ReturnType<typeof sayIn>;

const style = new Html(`
:root{color-scheme:light dark;--ink:#16202b;--soft:#55636f;--line:#c3ccd4;--card:#fff;--ground:#eef1f4;--bad:#a4161a;--warn:#8a5a00;--good:#1c6b3c}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa7b2;--line:#37424d;--card:#182029;--ground:#10161c;--bad:#ff8f8f;--warn:#f0c36d;--good:#7bd69a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
section,header{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem;margin:1rem 0}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:0 0 .25rem}h3{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.35rem 0}
small,.soft{color:var(--soft)}
.stops{border-left:.35rem solid var(--bad)}.risk{border-left:.35rem solid var(--warn)}.note{border-left:.35rem solid var(--line)}
.failed th{color:var(--bad)}.passed th{color:var(--good)}.untried{color:var(--soft)}
code,pre{font:.9em/1.45 ui-monospace,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;margin:.25rem 0}
ol,ul{padding-left:1.4rem;margin:.25rem 0}
table{border-collapse:collapse;width:100%}th{text-align:left;white-space:nowrap;padding:.25rem .75rem .25rem 0;vertical-align:top}td{padding:.25rem 0;overflow-wrap:anywhere}
@media print{body{background:#fff}section,header{break-inside:avoid}}
`);

export function doctorPage(report: DoctorReport): string {
  const { subject, about, language, findings, startedAt } = report;
  const say = sayIn(language);
  const verdict = verdictOf(report);
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${subject}: ${verdict}</title>
<style>${style}</style>
</head>
<body>
<main>
<header class="${isStopped(report) ? 'stops' : 'note'}">
<p class="soft">${subject} · ${about} · <time datetime="${time(startedAt)}">${time(startedAt)}</time></p>
<h1>${verdict}</h1>
</header>
${findings.map((each) => findingPart(each, say))}
${wayPart(report, say)}
${gatesPart(report, say)}
${linesPart(say('doctor.attempts'), attemptLines(report))}
${linesPart(say('doctor.transcript'), report.wire?.transcript ?? [])}
</main>
</body>
</html>
`;
  return page.text;
}

function wayPart({ way }: DoctorReport, say: Say): Html | false {
  if (way.length === 0) return false;
  return html`<section>
<h2>${say('doctor.way')}</h2>
<table>${way.map(({ stage, state, seen }) => html`<tr class="${state}"><th scope="row">${say(`doctor.stage.${stage}`)}</th><td>${state === 'untried' ? say('doctor.untried') : seen}</td></tr>`)}</table>
</section>`;
}

function gatesPart({ gates, language }: DoctorReport, say: Say): Html | false {
  if (gates.length === 0) return false;
  const rows = gates.map((point) => ({ state: point.state, gate: point.gate, ...gateInWords(point, language) }));
  return html`<section>
<h2>${say('doctor.gates')}</h2>
<table>${rows.map(({ state, gate, text, seen }) => html`<tr class="${state}"><th scope="row">${gate}</th><td>${text}${seen !== '' && html`<br><small>${seen}</small>`}</td></tr>`)}</table>
</section>`;
}

function linesPart(title: string, lines: readonly string[]): Html | false {
  if (lines.length === 0) return false;
  return html`<section>
<h2>${title}</h2>
<pre>${lines.join('\n')}</pre>
</section>`;
}

function findingPart(found: DescribedFinding, say: Say): Html {
  const { severity, title, id, subject, meaning, evidence, isNot, steps, alternative, checks, sources } = found;
  return html`<section class="${severity}">
<h2>${title}</h2>
<p><small>${say(`doctor.severity.${severity}`)} · ${id} · ${subject}</small></p>
<p>${meaning}</p>
${evidence.length > 0 && html`<h3>${say('doctor.seen')}</h3><pre>${evidence.join('\n')}</pre>`}
${isNot !== null && html`<h3>${say('explain.not')}</h3><p>${isNot}</p>`}
${steps.length > 0 && html`<h3>${say('explain.steps')}</h3><ol>${steps.map((step) => stepPart(step, say))}</ol>`}
${alternative !== null && html`<h3>${say('explain.alternative')}</h3><p>${alternative}</p>`}
${checks.length > 0 && html`<h3>${say('explain.checks')}</h3><ul>${checks.map((step) => stepPart(step, say))}</ul>`}
${sources.length > 0 && html`<h3>${say('doctor.more')}</h3><ul>${sources.map(({ title: name, url }) => html`<li><a href="${url}" rel="noreferrer">${name}</a></li>`)}</ul>`}
</section>
`;
}

function stepPart({ text, harm, portal, powershell, graph, postern }: DescribedStep, say: Say): Html {
  const commands = [
    ...powershell.map((command) => `PowerShell: ${command}`),
    ...graph.map((request) => `Graph: ${request}`),
    ...postern.map((command) => `Postern: ${command}`),
  ];
  return html`<li>${text}
${harm !== null && html`<p>${say('explain.weakens')}: ${harm}</p>`}
${portal !== null && html`<p>${say('explain.portal')}: ${portal}</p>`}
${commands.length > 0 && html`<pre>${commands.join('\n')}</pre>`}
</li>`;
}
