/** Where each value of a configuration comes from. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeConfiguration } from './describe.ts';
import { configurationOf, writtenOf } from './load.ts';

test('what was written is told from what is a default, even where the two are the same', () => {
  const json = { http: { port: 2580 }, listeners: [{ name: 'submission', port: 587 }], captureDays: 7 };
  const configuration = configurationOf(json, '/etc/postern.json');
  const { json: written, origin } = writtenOf(configuration);
  assert.equal(origin, '/etc/postern.json');
  const of = new Map(describeConfiguration(configuration, written).map((each) => [each.name, each]));
  assert.deepEqual(of.get('http.port'), { name: 'http.port', value: 2580, source: 'written' });
  assert.deepEqual(of.get('http.tls'), { name: 'http.tls', value: false, source: 'default' });
  assert.equal(of.get('listeners[0].port')?.source, 'written');
  assert.equal(of.get('listeners[0].tls')?.source, 'default');
  assert.equal(of.get('connectors[0].kind')?.source, 'default');
  assert.equal(of.get('captureDays')?.source, 'written');
});

test('the address of a receiver is shown without what may be a key', () => {
  const url = (value: string) => describeConfiguration({ url: value }, {})[0]?.value;
  assert.equal(url('https://hooks.example/services/T0/planted?x=planted'), 'https://hooks.example/…');
  assert.equal(url('https://user:planted@hooks.example/x'), 'https://hooks.example/…');
  assert.equal(url('https://user:planted@hooks.example'), 'https://hooks.example');
  assert.equal(url('https://mail.example'), 'https://mail.example');
});
