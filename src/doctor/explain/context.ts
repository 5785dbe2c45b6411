/** What the whole of a text says beside its error: whose server it was, which host and port, which mechanism. Pure. */
import { lastRefusal, type Refusal } from './last-refusal.ts';
import type { ReadableText } from './readable-text.ts';

export interface Context {
  readonly flat: string;
  /** Whose server spoke, as far as its words and names tell. */
  readonly provider: 'microsoft' | 'other' | 'unknown';
  /** Microsoft's mailboxes for everybody (Outlook.com, Hotmail), not those of an organization. */
  readonly isConsumer: boolean;
  readonly ports: ReadonlySet<number>;
  /** A host of Microsoft's was meant, whoever answered. */
  readonly meantMicrosoft: boolean;
  /** The name with which the server greeted; null: the text holds no greeting. */
  readonly greeter: string | null;
  /** A mail exchanger was spoken to: delivery, not submission. */
  readonly isToExchanger: boolean;
  readonly usesOAuth: boolean;
  /** The last refusal of a server's in the text; null: there is none. */
  readonly refusal: Refusal | null;
}

const microsoftHost =
  /\w\.(?:outlook|office365|office|hotmail|live|exchangelabs|microsoftonline|microsoft)\.(?:com|us|cn|de)\b/i;

/** Words and names that only Microsoft's cloud uses. */
const microsoft =
  /\.prod\.(?:outlook|exchangelabs)\.com|protection\.outlook\.com|outlook\.office(?:365)?\.com|smtp\.office365\.com|smtp-mail\.outlook\.com|smtp\.live\.com|AADSTS|login\.microsoftonline\.com|graph\.microsoft\.com|STOREDRV|\b5\.7\.(?:139|57|60|64|68|708|705|750|501|502|503|508|511|606)\b|aka\.ms\/|go\.microsoft\.com|WASCL|\[outlook\.com\]|\bAS\(\d+\)|\(AS\d{3,}\)|RESOLVER\.|Office ?365|Outlook\.com|Exchange Online|Microsoft Graph|\bXOAUTH2 .{0,400}5\.7\.3\b/i;

/** Words and names of servers outside Microsoft's cloud. */
const others =
  /\bgsmtp\b|\bgmail\b|\bgoogle(?:mail)?\.com\b|\byahoo(?:dns|inc)?\b|\bzoho\b|sendgrid|amazonaws|amazonses|email-smtp\.|\bSES\b|mailgun|mailjet|mailersend|postmarkapp|sparkpost|\bbrevo\b|sendinblue|\bionos\b|\b1and1\b|1&1|kundenserver|\bovh\b|secureserver|godaddy|proofpoint|pphosted|iphmx|mimecast|barracuda|cudaops|messagelabs|\bicloud\.com\b|\bme\.com\b|apple\.com\b|\baol\.com\b|\bgmx\.|\bweb\.de\b|t-online\.de\b|comcast\.net|\bmail\.ru\b|yandex|rambler|\bqq\.com\b|\b16[38]\.com\b|\b126\.com\b|aliyun|mxhichina|seznam|fastmail|protonmail|improvmx|hostinger|namecheap|privateemail|dreamhost|bluehost|siteground|hostgator|strato\.|Sendmail \d|ESMTP Postfix|\(Postfix\)|postfix\/(?:submission\/)?smtpd|ESMTP Exim|Exim \d|hMailServer|MailEnable|Zimbra|qmail|Haraka|Mercury|Kerio|MDaemon|IceWarp|CommuniGate|Dovecot|Nemesis/i;

/** What stands about a refusal: the reply itself, and what the client names just before. */
const before = 60;
const after = 400;

export function contextOf({ flat }: ReadableText): Context {
  const refusal = lastRefusal(flat);
  return {
    flat,
    provider: providerOf(flat, refusal),
    isConsumer:
      /smtp-mail\.outlook\.com|smtp\.live\.com|smtp\.outlook\.com|@(?:outlook|hotmail|live|msn)\.\w+|hotmail|(?<![.\w-])outlook\.com\b/i.test(
        flat,
      ),
    ports: portsOf(flat),
    meantMicrosoft: microsoftHost.test(flat),
    greeter: greeterOf(flat),
    isToExchanger: /mail\.protection\.outlook\.com|\bmx\d*\.|gmail-smtp-in|aspmx|mail\.eo\.outlook/i.test(flat),
    usesOAuth: /xoauth2|oauthbearer|bearer|access_token/i.test(flat),
    refusal,
  };
}

/** Whose words the refusal is in; where they do not tell, what else the text names. Whom one writes to, or from, says nothing of the server. */
function providerOf(flat: string, refusal: Refusal | null): Context['provider'] {
  if (refusal !== null) {
    const about = withoutAddresses(flat.slice(Math.max(0, refusal.at - before), refusal.at + after));
    if (microsoft.test(about)) return 'microsoft';
    if (others.test(about)) return 'other';
  }
  const whole = withoutAddresses(flat);
  if (microsoft.test(whole)) return 'microsoft';
  return others.test(whole) ? 'other' : 'unknown';
}

function withoutAddresses(text: string): string {
  return text.replaceAll(/[\w.+%-]{1,64}@[\w.-]{1,255}/g, ' ');
}

/** RFC 5321 §4.2: the greeting begins with the server's own name. */
function greeterOf(flat: string): string | null {
  return (
    flat.match(/\b220[ -]([\w-]+(?:\.[\w-]+)+) .{0,80}?\b(?:ESMTP|SMTP|MAIL Service|Exim|Postfix)\b/i)?.[1] ?? null
  );
}

/** Ports of mail that the text names, beside a host or in a setting. */
function portsOf(flat: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [, port] of flat.matchAll(
    /(?::|\b(?:port|puerto|porta|порт\w*|端口)\D{0,12}|,\s?|\(|\w\.(?:com|net|org|local) )(25|465|587|2525|443|993)(?!\d|\.\d)/gi,
  ))
    found.add(Number(port));
  return found;
}
