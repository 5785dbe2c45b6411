/** The sign-in log, with each record told to whoever counts, writes or watches. */
import type { SignInLog, SignInRecord } from '../sign-in/sign-in-log.ts';

export function tellingSignIns(log: SignInLog, tell: (record: SignInRecord) => void): SignInLog {
  return {
    ...log,
    record(record) {
      log.record(record);
      tell(record);
    },
  };
}
