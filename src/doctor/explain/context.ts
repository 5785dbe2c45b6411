/** What the whole of a text says beside its error: whose server it was, which host and port, which mechanism. Pure. */
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
  /** A mail exchanger was spoken to: delivery, not submission. */
  readonly isToExchanger: boolean;
  readonly usesOAuth: boolean;
}

const microsoftHost =
  /\w\.(?:outlook|office365|office|hotmail|live|exchangelabs|microsoftonline|microsoft)\.(?:com|us|cn|de)\b/i;

/** Words and names that only Microsoft's cloud uses. */
const microsoft =
  /\.prod\.(?:outlook|exchangelabs)\.com|protection\.outlook\.com|outlook\.office365\.com|smtp\.office365\.com|smtp-mail\.outlook\.com|smtp\.live\.com|AADSTS|graph\.microsoft\.com|STOREDRV|\b5\.7\.(?:139|57|60|64|68|708|705|750|501|502|503|508|511|606)\b|aka\.ms\/|go\.microsoft\.com|WASCL|\[outlook\.com\]|\bAS\(\d+\)|\(AS\d{3,}\)|RESOLVER\.|Office ?365|Outlook\.com|Exchange Online/i;

/** Words and names of servers outside Microsoft's cloud. */
const others =
  /\bgsmtp\b|gmail|google\.com|yahoo|yahoodns|zoho|sendgrid|amazonaws|amazonses|mailgun|mailjet|sparkpost|brevo|sendinblue|ionos|1and1|kundenserver|ovh\.net|secureserver|proofpoint|pphosted|iphmx|mimecast|barracuda|messagelabs|icloud\.com|me\.com|aol\.com|gmx\.|web\.de|t-online|mail\.ru|yandex|qq\.com|163\.com|126\.com|aliyun|fastmail|protonmail|Sendmail \d|ESMTP Postfix|postfix\/smtpd|ESMTP Exim|Exim \d|hMailServer|MailEnable|Zimbra|qmail|Haraka|Mercury|Kerio|MDaemon|IceWarp|CommuniGate/i;

export function contextOf({ flat }: ReadableText): Context {
  const isMicrosoft = microsoft.test(flat);
  const isOther = others.test(flat);
  return {
    flat,
    provider: isMicrosoft ? 'microsoft' : isOther ? 'other' : 'unknown',
    isConsumer:
      /smtp-mail\.outlook\.com|smtp\.live\.com|smtp\.outlook\.com|@(?:outlook|hotmail|live|msn)\.\w+|hotmail|(?<![.\w-])outlook\.com\b/i.test(
        flat,
      ),
    ports: portsOf(flat),
    meantMicrosoft: microsoftHost.test(flat),
    isToExchanger: /mail\.protection\.outlook\.com|\bmx\d*\.|gmail-smtp-in|aspmx|mail\.eo\.outlook/i.test(flat),
    usesOAuth: /xoauth2|oauthbearer|bearer|access_token/i.test(flat),
  };
}

/** Ports of mail that the text names, beside a host or in a setting. */
function portsOf(flat: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [, port] of flat.matchAll(/(?::|\bport\D{0,12}|,\s?|\()(25|465|587|2525|443|993)(?!\d|\.\d)/gi))
    found.add(Number(port));
  return found;
}
