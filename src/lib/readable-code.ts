/** Codes that people read and type: random letters and digits in groups, none of which looks like another. */
import { randomInt } from 'node:crypto';

/** None looks like another. */
export const readableLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groupLength = 5;

/** Such as `k7m2p-x4wz9`; each group holds nearly 25 bits. */
export function newReadableCode(groups: number): string {
  return Array.from({ length: groups }, group).join('-');
}

function group(): string {
  return Array.from({ length: groupLength }, () => readableLetters[randomInt(readableLetters.length)]).join('');
}

/** As it is kept, whatever case, spaces and dashes it was typed with; null: it could be no code of so many groups. */
export function readReadableCode(typed: string, groups: number): string | null {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  return code.length === groups * groupLength && /^[a-z0-9]+$/.test(code) ? code : null;
}
