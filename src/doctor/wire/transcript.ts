/** Writes a dialogue down in the notation of swaks: without secrets, without the message, safe to be posted, and bounded. */
import { shownCommand, shownReply } from '../../smtp/server/shown-line.ts';
import { swaksLine } from '../../watch/watched-line.ts';

const maximumLines = 400;
const maximumCharacters = 500;
/** Of what the server said last: enough to tell what it is. */
const sampleOctets = 2000;
const sampleCharacters = 200;

export class Transcript {
  readonly #lines: string[] = [];
  readonly #hidden: readonly RegExp[];
  #rest = '';
  #sample = '';
  #tls = false;

  /** `secrets` are taken out wherever they stand, also where a server repeats them. */
  constructor(secrets: readonly string[]) {
    this.#hidden = secrets
      .filter(({ length }) => length > 2)
      .map((secret) => new RegExp(secret.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), 'gi'));
  }

  get lines(): readonly string[] {
    return this.#rest === '' ? this.#lines : [...this.#lines, this.#fromServer(this.#rest)];
  }

  /** The end of what the server said since the last line of the client's, on one line. */
  get sample(): string {
    const text = this.clean(Buffer.from(this.#sample, 'latin1').toString());
    return text.replaceAll(/\s+/g, ' ').trim().slice(0, sampleCharacters);
  }

  /** Octets of the server's without a line end: something is not said to its end. */
  get isMidLine(): boolean {
    return this.#rest !== '';
  }

  session(text: string): void {
    this.#push(swaksLine('session', this.#tls, text));
  }

  trouble(text: string): void {
    this.#push(`*** ${text}`);
  }

  /** `inExchange`: it answers a challenge of AUTH. */
  said(line: string, inExchange: boolean): void {
    this.#flush();
    this.#sample = '';
    this.#push(swaksLine('client', this.#tls, shownCommand(line, inExchange)));
  }

  saidMessage(sizeBytes: number): void {
    this.#flush();
    this.#sample = '';
    this.#push(swaksLine('client', this.#tls, `[${sizeBytes} octets of a message]`));
  }

  heard(octets: Buffer): void {
    const text = octets.toString('latin1');
    if (this.#sample.length < sampleOctets) this.#sample += text.slice(0, sampleOctets - this.#sample.length);
    const parts = (this.#rest + text.slice(0, 64 * 1024)).split('\n');
    this.#rest = (parts.pop() ?? '').slice(0, maximumCharacters + 1);
    for (const part of parts) this.#push(this.#fromServer(part));
  }

  tlsStarted(text: string): void {
    this.#flush();
    this.#tls = true;
    this.session(text);
  }

  /** Without what is secret in this dialogue. */
  clean(text: string): string {
    let clean = text;
    for (const pattern of this.#hidden) clean = clean.replace(pattern, '[redacted]');
    return clean;
  }

  #flush(): void {
    if (this.#rest !== '') this.#push(this.#fromServer(this.#rest));
    this.#rest = '';
  }

  #fromServer(line: string): string {
    const text = Buffer.from(line.replace(/\r$/, ''), 'latin1').toString();
    // The address of whoever asks is nobody else's business (EHLO is answered with it).
    const shown = shownReply(text).replace(/(\bHello |\bHELO |\bgreets )\[[^\]]*\]/i, '$1[address]');
    return swaksLine('server', this.#tls, shown);
  }

  #push(line: string): void {
    // oxlint-disable-next-line no-control-regex
    const clean = this.clean(line).replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '?');
    if (this.#lines.length < maximumLines)
      this.#lines.push(clean.length > maximumCharacters ? `${clean.slice(0, maximumCharacters)}…` : clean);
    else this.#lines[maximumLines] = '*** more than is written down';
  }
}
