/** What a supporter needs, in one archive: the report in every form, the dialogue, and with what it was made. Without secrets. */

import { tarArchive } from '../lib/tar-archive.ts';
import { redactText } from '../observability/redact.ts';
import { doctorPage } from './doctor-page.ts';
import { type DoctorReport, dataOf, formatReport } from './doctor-report.ts';

export function doctorBundle(report: DoctorReport): Buffer {
  const about = { madeBy: 'postern doctor', node: process.version, system: `${process.platform} ${process.arch}` };
  return tarArchive({
    'postern-doctor/report.txt': redactLines(formatReport(report)),
    'postern-doctor/report.json': `${JSON.stringify(dataOf(report), null, 2)}\n`,
    'postern-doctor/report.html': doctorPage(report),
    'postern-doctor/transcript.txt': redactLines((report.wire?.transcript ?? []).join('\n')),
    'postern-doctor/about.json': `${JSON.stringify(about, null, 2)}\n`,
  });
}

function redactLines(text: string): string {
  return `${text.split('\n').map(redactText).join('\n')}\n`;
}
