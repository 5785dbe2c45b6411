/** A password as nobody would choose it, from letters and digits that are not taken for one another. Pure but for chance. */

const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 20;

export function newPassword(): string {
  const chosen: string[] = [];
  // A value beyond the last whole multiple would make some letters likelier than others.
  const even = 256 - (256 % letters.length);
  while (chosen.length < length) {
    for (const value of crypto.getRandomValues(new Uint8Array(length)))
      if (value < even && chosen.length < length) chosen.push(letters.charAt(value % letters.length));
  }
  return chosen.join('');
}
