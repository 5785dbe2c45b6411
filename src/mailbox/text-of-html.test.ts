/** Text of HTML bodies, hostile ones among them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOfHtml } from './text-of-html.ts';

test('blocks begin lines, and what is no text is left out', () => {
  for (const [html, text] of [
    ['<p>Gr&uuml;&szlig;e &amp; <b>more</b></p><p>two</p>', 'Gr&uuml;&szlig;e & more\n\ntwo'],
    ['<html><head><title>T</title><style>p{}</style></head><body>a<br>b</body></html>', 'a\nb'],
    ['<script>if (a < b) x()</script>1 < 2 &#x20AC;&#8364;&#0;', '1 < 2 €€&#0;'],
    ['a<!-- <p>b</p> -->c <img src="cid:logo" alt="x">d', 'ac d'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\n\ntwo'],
    ['<p', ''],
    ['', ''],
  ] as const)
    assert.equal(textOfHtml(html), text);
});

test('no body takes long', () => {
  const began = performance.now();
  for (const piece of ['<', '<style', '<!--', '<a', ' ', '&', '<p> ', '</script']) textOfHtml(piece.repeat(100_000));
  assert.ok(performance.now() - began < 5000);
});
