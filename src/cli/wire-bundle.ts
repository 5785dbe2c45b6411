/** What a supporter needs, in one archive: the report in every form, the dialogue, and with what it was made. Without secrets. */

import { tarArchive } from '../lib/tar-archive.ts';
import { redactText } from '../observability/redact.ts';
import { wirePage } from './wire-page.ts';
import { formatReport, type WireReport } from './wire-report.ts';

export function wireBundle(report: WireReport): Buffer {
  const { findings, way, facts } = report;
  const about = { madeBy: 'postern doctor', node: process.version, system: `${process.platform} ${process.arch}` };
  return tarArchive({
    'postern-doctor/report.txt': redactLines(formatReport(report)),
    'postern-doctor/report.json': `${JSON.stringify({ findings, way, facts }, null, 2)}\n`,
    'postern-doctor/report.html': wirePage(report),
    'postern-doctor/transcript.txt': redactLines(facts.transcript.join('\n')),
    'postern-doctor/about.json': `${JSON.stringify(about, null, 2)}\n`,
  });
}

function redactLines(text: string): string {
  return `${text.split('\n').map(redactText).join('\n')}\n`;
}
