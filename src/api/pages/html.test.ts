/** What is put into a page stays text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, shownName } from './html.ts';

test('text is text, in elements and in attributes; HTML made here stays HTML', () => {
  const hostile = `"><script>alert('1')</script>&`;
  assert.equal(
    html`<a title="${hostile}">${hostile}${html`<b>${1}</b>`}${[html`<i></i>`, '<']}${null}${false}</a>`.text,
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;<b>1</b><i></i>&lt;</a>',
  );
});

test('a name cannot turn the page around, hide in it or fill it', () => {
  assert.equal(shownName('\u202eContoso\u0000\n\u2066 Ltd\u200b'), 'Contoso Ltd');
  assert.equal(shownName('x'.repeat(1000)).length, 101);
  assert.equal(shownName('Zoë 🖨'), 'Zoë 🖨');
});
