/** Wrong configurations, and what is said of each: where, what is wrong, and what would be right. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../lib/app-error.ts';
import { configurationOf } from './load.ts';

const listener = { name: 'submission', port: 587 };
const smartHost = { name: 'upstream', kind: 'smtp', host: 'smart.example', port: 587, tls: 'starttls' };
const syslog = { name: 'siem', kind: 'syslog', host: 'siem.example', port: 6514 };

/** Why it is refused; empty: it is not. */
function saidOf(json: unknown): string {
  try {
    configurationOf(json, 'postern.json');
    return '';
  } catch (error) {
    assert.ok(error instanceof AppError && error.code === 'configuration-invalid');
    return String(error.parameters['reason']);
  }
}

const wrong: readonly (readonly [json: unknown, says: string])[] = [
  [{}, 'listeners is missing; it must be a list of at least 1'],
  [[], 'the whole must be an object'],
  [{ listeners: [] }, 'listeners must be a list of at least 1'],
  [{ listeners: listener }, 'listeners must be a list of at least 1'],
  [{ listeners: ['587'] }, 'listeners[0] must be an object'],
  [{ listeners: [{ port: 587 }] }, 'listeners[0].name is missing; it must be a text of at least 1 character'],
  [{ listeners: [{ ...listener, port: '587' }] }, 'listeners[0].port must be a whole number from 0 to 65535'],
  [{ listeners: [{ ...listener, port: 70_000 }] }, 'listeners[0].port must be a whole number from 0 to 65535'],
  [
    { listeners: [{ ...listener, tls: 'startls' }] },
    'listeners[0].tls must be one of "starttls", "implicit", "auto"; did you mean "starttls"?',
  ],
  [{ listeners: [{ ...listener, tls: 'ssl' }] }, 'listeners[0].tls must be one of "starttls", "implicit", "auto"'],
  [
    { listeners: [{ ...listener, tarpitSeconds: 90 }] },
    'listeners[0].tarpitSeconds must be a number of seconds from 0 to 60',
  ],
  [{ listeners: [{ ...listener, scram: 'yes' }] }, 'listeners[0].scram must be true or false'],
  [
    { listeners: [{ ...listener, clearTextNetworks: ['10.0.0.0/8', 'printers'] }] },
    'listeners[0].clearTextNetworks[1] is no range of addresses; write 192.0.2.0/24, 2001:db8::/32, or one address',
  ],
  [
    { listeners: [listener], http: { trustedProxies: ['my-proxy'] } },
    'http.trustedProxies[0] is no range of addresses; write 192.0.2.0/24, 2001:db8::/32, or one address',
  ],
  [
    { listeners: [listener, { ...listener, port: 465 }] },
    'listeners[1].name is that of listeners[0] as well; each needs its own',
  ],
  [
    { listeners: [listener, { ...listener, name: 'two' }] },
    'listeners[1].port is that of listeners[0] as well, at the same address',
  ],
  [{ listeners: [listener], lisenters: [] }, 'lisenters is no option; did you mean listeners?'],
  [
    { listeners: [listener], limits: { message_bytes: 1 } },
    'limits.message_bytes is no option; did you mean messageBytes?',
  ],
  [
    { listeners: [listener], health: { colour: 1 } },
    'health.colour is no option; there are freeDiskMiB, certificateDays',
  ],
  [
    { listeners: [listener], limits: { messageBytes: 0 } },
    'limits.messageBytes must be a whole number of octets from 1',
  ],
  [{ listeners: [listener], captureDays: -1 }, 'captureDays must be a number of days from 0'],
  [{ listeners: [listener], health: { freeDiskMiB: 'much' } }, 'health.freeDiskMiB must be a number of MiB from 0'],
  [
    { listeners: [listener], authority: { sessionHours: 0 } },
    'authority.sessionHours must be a number of hours above 0',
  ],
  [{ listeners: [listener], tracing: { sampling: 2 } }, 'tracing.sampling must be a number from 0 to 1'],
  [
    { listeners: [listener], tracing: { endpoint: 'localhost:4318' } },
    'tracing.endpoint must be a text such as "http://127.0.0.1:4318/v1/traces"',
  ],
  [
    { listeners: [listener], http: { httpsPort: 'x' } },
    'http.httpsPort must be a whole number from 0 to 65535 or null',
  ],
  [
    { listeners: [listener], http: { publicUrl: 'mail.example' } },
    'http.publicUrl must be an address such as "https://mail.example"',
  ],
  [
    { listeners: [listener], certificate: { certFile: '/etc/postern/cert.pem' } },
    'certificate.keyFile is missing; it must be a text',
  ],
  [{ listeners: [listener], certificate: 'auto' }, 'certificate must be an object or null'],
  [
    { listeners: [listener], connectors: [{ name: 'upstream' }] },
    'connectors[0].kind is missing; it must be one of "capture", "smtp"',
  ],
  [
    { listeners: [listener], connectors: [{ ...smartHost, kind: 'smpt' }] },
    'connectors[0].kind must be one of "capture", "smtp"; did you mean "smtp"?',
  ],
  [
    { listeners: [listener], connectors: [{ name: 'upstream', kind: 'smtp', port: 587, tls: 'tls' }] },
    'postern.json:\n  connectors[0].tls must be one of "none", "starttls", "implicit"\n' +
      '  connectors[0].host is missing, which the kind "smtp" needs; it must be a text of at least 1 character',
  ],
  [
    { listeners: [listener], connectors: [{ ...smartHost, pasword_file: 'secret' }] },
    'connectors[0].pasword_file is no option of the kind "smtp"; did you mean passwordFile?',
  ],
  [
    { listeners: [listener], connectors: [{ name: 'keep', kind: 'capture', host: 'smart.example' }] },
    'connectors[0].host is no option of the kind "capture"; there are name, kind',
  ],
  [
    { listeners: [listener], connectors: [smartHost, smartHost] },
    'connectors[1].name is that of connectors[0] as well; each needs its own',
  ],
  [
    { listeners: [listener], connectors: [{ ...smartHost, user: 'relay' }] },
    'connectors[0].passwordFile is missing; who has a user needs it',
  ],
  [
    { listeners: [listener], connectors: [{ ...smartHost, user: 'relay', passwordFile: '/p', tls: 'none' }] },
    'connectors[0].tls must be "starttls" or "implicit", for a password is sent',
  ],
  [
    { listeners: [listener], forward: [{ ...syslog, name: 'the siem' }] },
    'forward[0].name must be a text such as "siem" or "log-archive_2.example"',
  ],
  [
    { listeners: [listener], forward: [{ ...syslog, logs: ['sign-in'] }] },
    'forward[0].logs[0] must be one of "sign-ins", "audit"; did you mean "sign-ins"?',
  ],
  [
    { listeners: [listener], forward: [{ ...syslog, logs: ['audit', 'audit'] }] },
    'forward[0].logs must not name anything twice',
  ],
  [
    { listeners: [listener], forward: [{ ...syslog, timeLimitSeconds: 0 }] },
    'forward[0].timeLimitSeconds must be a number of seconds above 0 and up to 600',
  ],
  [
    { listeners: [listener], forward: [{ ...syslog, retryFirstSeconds: 600 }] },
    'forward[0].retryFirstSeconds must not be more than retryLongestSeconds',
  ],
];

test('a wrong configuration is told where it is wrong, and what would be right', () => {
  for (const [json, says] of wrong) {
    const said = saidOf(json);
    assert.equal(said, says.startsWith('postern.json') ? says : `postern.json: ${says}`, JSON.stringify(json));
  }
});

test('a right one is taken', () => {
  const forward = [syslog, { name: 'hook', kind: 'webhook', url: 'https://hook.example/x', secretFile: '/s' }];
  assert.equal(
    saidOf({ listeners: [listener], connectors: [smartHost, { name: 'keep', kind: 'capture' }], forward }),
    '',
  );
});

test('what stands in the wrong place is not repeated: it may be a secret', () => {
  const planted = 'planted9secret';
  const connectors = [
    { ...smartHost, tls: planted },
    { ...smartHost, name: 'b', password: planted },
    { ...smartHost, name: 'c', kind: planted },
  ];
  const said = saidOf({ listeners: [listener], connectors, log: { level: planted }, http: planted });
  assert.ok(said.split('\n').length > 5, said);
  assert.ok(!said.includes(planted), said);
});

test('of very many mistakes the first are named, and a name without end is cut', () => {
  const listeners = Array.from({ length: 1000 }, () => ({ name: '', port: -1 }));
  assert.equal(saidOf({ listeners }).split('\n').length, 11);
  const said = saidOf({ listeners: [listener], [`\u001b[2J${'x'.repeat(5000)}`]: 1 });
  assert.ok(said.length < 500 && !said.includes('\u001b'), said);
});
