/** What a client says of its own settings and parts, before or beside any server; and boxes between that rewrite the dialogue. */
import { isOfProtocol } from '../last-refusal.ts';
import { code, type Rule, symptom } from '../rule.ts';

export const clientRules: readonly Rule[] = [
  // A firewall that "inspects" SMTP blanks the banner and the commands that it does not know.
  code('client-bug-or-config', /\b220[ -]\*{8,}|\bX{4,}A\b/),
  // Settings that contradict each other, or that nobody made.
  code(
    'client-bug-or-config',
    /mutually exclusive|can(?:not| ?not) use ssl and tls together|only (?:set )?one of (?:those|these|the) settings/i,
  ),
  code(
    'client-bug-or-config',
    /(?:smtp|mail|e-?mail)(?: server| host| service)? (?:is |was )?not (?:been )?(?:configured|specified|defined)|(?:host|hostname) (?:was|is) not (?:specified|set)|no (?:smtp|mail) (?:server|host) (?:is |was )?(?:configured|specified|defined)|Missing credentials for/i,
  ),
  // A setting that a program misses, by its name or by that of its variable.
  code(
    'client-bug-or-config',
    /\b(?:SMTP|mail(?:er)?|e-?mail)[ _:](?:\w+[ _:]){0,3}?(?:credentials?|pass(?:word)?|user(?: ?name)?|host|server|config(?:uration)?|settings?)\b[^.\n]{0,40}?\b(?:not (?:been )?(?:configured|set|provided|specified|defined)|missing|incomplete|required but|unset)\b|\b(?:missing|no) (?:SMTP|mail) (?:credentials?|password|host|user(?: ?name)?|config(?:uration)?|settings?)\b/i,
  ),
  // A message that goes round: no one machine's fault, but somebody's settings.
  code(
    'client-bug-or-config',
    /too many hops|hop count exceeded|routing loop|mail loop|loop detected|loops? back to myself/i,
    ({ provider }) => provider !== 'other',
  ),
  // A setting that is there, and holds nothing.
  {
    cause: 'client-bug-or-config',
    weight: 'symptom',
    pattern:
      /\b(?:host|server|port|user(?: ?name)?|password|credentials?|from(?: address)?|sender)\b (?:\w+ )?(?:is |was |are |must not be |cannot be )(?:empty|blank|missing|null|undefined|not set|not provided)|\bhost ["'](?::\d*)?["']|\b(?:connect to|host|server)[ :=]+(?:undefined|null|None)\b/i,
  },
  // A part of the program is not there.
  code(
    'client-bug-or-config',
    /extension missing|extension (?:\S+ )?is not (?:loaded|installed|enabled)|class ["']?[\w\\\\]+["']? not found|Cannot find module|ModuleNotFoundError|ClassNotFoundException|NoClassDefFoundError|call to undefined (?:function|method)/i,
  ),
  // PHP's mail() and its wrappers: the local program took nothing.
  symptom(
    'client-bug-or-config',
    'Could not instantiate mail function',
    'Could not execute: /usr/sbin/sendmail',
    'sendmail: not found',
    'mail: command not found',
    'smtp: command not found',
  ),
  // A line, a file or a parameter of the client's own that it cannot read.
  code(
    'client-bug-or-config',
    /line (?:is )?(?:longer|too long)|(?:syntax error|parse error|unknown (?:option|command|parameter|key|property)) (?:in|at|on) [^.\n]{0,60}(?:line|config|\.(?:conf|ini|ya?ml|json|rc))|Parameter set cannot be resolved|account \S+ not found|unknown (?:mail )?transport|scheme is not supported|invalid (?:port|DSN|URL|config)|please run connect\(\) first/i,
  ),
  symptom('client-bug-or-config', 'server_hostname cannot be', 'Expected JSON', 'Unexpected token'),
  {
    // Syntax, order and form of commands and addresses, and loops (RFC 5321 §4.2.2, RFC 3463 §3).
    cause: 'client-bug-or-config',
    weight: 'vague',
    pattern: /\b5(?:0[0-3]|55)\b|\b5\.(?:5\.[1-6]|1\.7|3\.3|4\.(?:6|14))\b/,
    when: ({ provider, refusal }) => provider !== 'other' && refusal !== null && isOfProtocol(refusal),
  },
  // The answer belongs to a command before: client and server are out of step (RFC 5321 §4.3).
  code(
    'client-bug-or-config',
    /Expected (?:response |smtp )?code "?(?:220|250|354|235|334)"?[^.\n]{0,20} (?:but )?got (?:code )?"?(?:2\d\d|354|503)\b/i,
  ),
  {
    // The program fell over itself: errors of its language, not of the network.
    cause: 'client-bug-or-config',
    weight: 'vague',
    pattern:
      /\b(?:TypeError|AttributeError|KeyError|IndexError|NameError|ValueError|ReferenceError|SyntaxError|UnboundLocalError|UnicodeEncodeError|UnicodeDecodeError|ArgumentError|NoMethodError|NullPointerException|NullReferenceException|ArgumentNullException|ArgumentException|IllegalArgumentException|IllegalStateException|InvalidOperationException|FormatException|ClassCastException|BadPaddingException|IndexOutOfBoundsException|ObjectDisposedException|NotImplementedException|UnsupportedEncodingException|UnsupportedOperationException|ParseException|AddressException|EncoderFallbackException)\b|Undefined (?:array key|index|variable|offset|property)|is not a function|Cannot read propert|nil pointer dereference|panic: |undefined method|Segmentation fault|No address found|could not parse|Call to a member function/i,
  },
];
