/** Shows at a terminal what the doctor looks at, on one line that is gone when the report comes. */
import type { ExaminationStage } from '../doctor/wire/examine-server.ts';
import { type Language, translate } from '../i18n/translate.ts';

/** To the beginning of the line, and nothing on it. */
const clear = '\r\u001b[K';

export interface StageLine {
  readonly show: (stage: ExaminationStage) => void;
  readonly end: () => void;
}

export function stageLine(language: Language, stream: NodeJS.WriteStream = process.stderr): StageLine {
  const write = (text: string): void => {
    if (stream.isTTY) stream.write(`${clear}${text}`);
  };
  return {
    show: (stage) => write(translate({ key: `doctor.stage-now.${stage}`, parameters: {} }, language)),
    end: () => write(''),
  };
}
