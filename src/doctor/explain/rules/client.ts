/** What a client says of its own settings and parts, before or beside any server; and boxes between that rewrite the dialogue. */
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
  ),
  symptom(
    'client-bug-or-config',
    'server_hostname cannot be',
    'TypeError:',
    'NullPointerException',
    'NullReferenceException',
  ),
];
