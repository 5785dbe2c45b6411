/** Makes text of octets whose encoding nobody names: what a log was written in, on whatever system. Pure. */

/** Of text in UTF-16 without a mark, every second octet is mostly zero. */
const shareOfZeros = 0.3;
/** Octets that are looked at to tell an encoding. */
const sampleOctets = 4096;

export function decodeText(octets: Uint8Array): string {
  const encoding = utf16Of(octets);
  if (encoding !== null) return new TextDecoder(encoding).decode(octets);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder(singleOctetOf(octets)).decode(octets);
  }
}

function utf16Of(octets: Uint8Array): string | null {
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = octets.subarray(0, sampleOctets);
  const zeros = (from: number): number => sample.filter((octet, i) => octet === 0 && i % 2 === from).length;
  const enough = (sample.length / 2) * shareOfZeros;
  if (zeros(1) > enough && zeros(0) === 0) return 'utf-16le';
  return zeros(0) > enough && zeros(1) === 0 ? 'utf-16be' : null;
}

/** A file that was cut within a character is UTF-8 all the same; else Russian Windows, the Russian console, or the West's Windows. */
function singleOctetOf(octets: Uint8Array): string {
  const sample = octets.subarray(0, sampleOctets);
  const broken = new TextDecoder().decode(sample);
  const multiple = broken.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (multiple > (broken.match(/\uFFFD/g)?.length ?? 0)) return 'utf-8';
  const [best] = ['windows-1252', 'windows-1251', 'ibm866']
    .map((encoding) => ({ encoding, words: russianWords(new TextDecoder(encoding).decode(sample)) }))
    .toSorted((a, b) => b.words - a.words);
  return best?.encoding ?? 'windows-1252';
}

/** Words as Russian has them: lower case, at most the first letter a capital. */
function russianWords(text: string): number {
  return text.match(/(?<![а-яё])[А-ЯЁ]?[а-яё]{3,}(?![А-ЯЁ])/g)?.length ?? 0;
}
