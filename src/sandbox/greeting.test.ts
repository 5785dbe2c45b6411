/** The start-up print: every account with its reply, none of them cut within a word. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookOf } from '../smtp/replies.ts';
import { sandboxTenants } from './accounts.ts';
import { greeting } from './greeting.ts';

test('each account stands with its reply; what has no room ends with a word', () => {
  const text = greeting({
    password: 'secret',
    applications: [],
    dataDirectory: '/data',
    caFile: '/data/tls/ca.pem',
    host: '127.0.0.1',
    httpUrl: 'http://127.0.0.1:2580',
    httpsUrl: 'https://127.0.0.1:2581',
    ports: { submission: 2587, submissions: 2465, 'microsoft-365': 2588 },
  });
  let cut = 0;
  for (const { domain, accounts } of sandboxTenants) {
    for (const { name, meets } of accounts) {
      const line = text.split('\n').find((each) => each.startsWith(`  ${name}@${domain} `)) ?? '';
      const { code, enhanced, text: reply } = lookOf(meets, 'postern');
      const [, shown = ''] = /^ {2}\S+ +(.*?)(?: {2}\(.*\))?$/.exec(line) ?? [];
      if (meets === 'accepted') assert.equal(shown, 'sends');
      else if (shown.endsWith(' …')) {
        assert.ok(`${code} ${enhanced} ${reply} `.startsWith(shown.slice(0, -1)), line);
        cut += 1;
      } else assert.equal(shown, `${code} ${enhanced} ${reply}`);
    }
  }
  assert.ok(cut > 0);
});
