/** @file On the service's pairing page: hands the code in the address to the background and tells the page how it went. */

(() => {
  const page = document.getElementById('paper-radar-pair');
  const code = location.hash.slice(1);
  if (!page || page.dataset.api !== '1' || !code) return;

  /** @param {string} state @param {string} message */
  const show = (state, message) => {
    page.dataset.message = message;
    page.dataset.state = state;
  };

  chrome.runtime.sendMessage({ type: 'pair', code, service: location.origin }).then(
    (answer) => {
      if (!answer?.ok)
        return show('failed', [answer?.trouble?.message, answer?.trouble?.hint].filter(Boolean).join(' '));
      // The code is used up: it need not stay in the address bar and the history.
      history.replaceState(null, '', location.pathname);
      show('paired', '');
    },
    (error) => show('failed', String(error)),
  );
})();
