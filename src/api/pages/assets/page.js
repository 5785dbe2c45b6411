/* What a page cannot do without a script: passkeys, the set-up code of the address, going on by itself. Everything else works without. */
(() => {
  const { SimpleWebAuthnBrowser: webauthn } = globalThis;

  async function answer(form) {
    const optionsJSON = JSON.parse(form.dataset.options);
    const ask = form.dataset.passkey === 'register' ? webauthn.startRegistration : webauthn.startAuthentication;
    form.elements.answer.value = JSON.stringify(await ask({ optionsJSON }));
    HTMLFormElement.prototype.submit.call(form);
  }

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    if (!webauthn?.browserSupportsWebAuthn()) continue;
    form.hidden = false;
    const part = form.closest('[data-needs-passkey]');
    if (part !== null) part.hidden = false;
    const failed = form.querySelector('[data-failed]');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      failed.hidden = true;
      answer(form).catch(() => {
        failed.hidden = false;
      });
    });
  }

  // The code stands behind the `#`, which browsers send to nobody.
  const code = document.querySelector('input[data-from-fragment]');
  if (code !== null && location.hash.length > 1) {
    code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
    document.querySelector('input[data-next]')?.focus();
  }

  document.querySelector('form[data-go-on]')?.requestSubmit();

  for (const button of document.querySelectorAll('button[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
})();
