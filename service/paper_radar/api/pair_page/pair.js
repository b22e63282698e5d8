// The pairing page's own part: the reader's language, and what to do when no extension answers. The code in the
// fragment is the extension's business alone.
const main = document.getElementById('paper-radar-pair');
const message = document.getElementById('message');

if (navigator.language.toLowerCase().startsWith('zh')) {
  document.documentElement.lang = 'zh-CN';
  for (const element of document.querySelectorAll('[data-zh]')) element.textContent = element.dataset.zh;
}

new MutationObserver(() => {
  message.textContent = main.dataset.message ?? '';
}).observe(main, { attributes: true, attributeFilter: ['data-state', 'data-message'] });

if (location.hash.length < 2) main.dataset.state = 'nocode';
setTimeout(() => {
  if (main.dataset.state === 'waiting') main.dataset.state = 'missing';
}, 3000);
